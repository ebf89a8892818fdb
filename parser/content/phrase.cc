#include "parser/content/phrase.h"

#include <utility>

#include "text/fold.h"
#include "text/lower.h"

namespace gongwatch::parser {
namespace {

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// Whether a phrase at [begin, end) of text begins and ends with a word.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && is_word(text[begin]) && is_word(text[begin - 1])) return false;
  return end == text.size() || !is_word(text[end - 1]) || !is_word(text[end]);
}

// Letters of the Latin and Cyrillic scripts behind ASCII, as far as a small letter has as many
// bytes.
void lower_beyond_ascii(std::string& text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xC3 || lead > 0xE1) continue;
    const auto next = static_cast<unsigned char>(text[at + 1]);
    const auto put = [&](std::size_t place, unsigned value) {
      text[place] = static_cast<char>(value);
    };
    const bool even = (next & 1U) == 0;
    // À to Þ, А to П: 32 letters apart.
    const bool far = (lead == 0xC3 && next <= 0x9E && next != 0x97) ||
                     (lead == 0xD0 && next >= 0x90 && next <= 0x9F);
    // Ā, Ă … Ķ; Ł, Ń, Ś, Ź, Ż …; Ơ, Ư: the small letter follows.
    const bool next_to =
        (lead == 0xC4 && next <= 0xB7 && even) ||
        (lead == 0xC5 && next >= 0x8A && next <= 0xB7 && even) ||
        (lead == 0xC5 && !even && (next <= 0x87 || (next >= 0xB9 && next <= 0xBD))) ||
        (lead == 0xC6 && (next == 0xA0 || next == 0xAF));
    if (far) {
      put(at + 1, next + 0x20U);
    } else if (next_to) {
      put(at + 1, next + 1U);
    } else if (lead == 0xD0 && next >= 0xA0 && next <= 0xAF) {  // Р to Я
      put(at, 0xD1);
      put(at + 1, next - 0x20U);
    } else if (lead == 0xE1 && at + 2 < text.size() && next >= 0xBA && next <= 0xBB) {
      const auto last = static_cast<unsigned char>(text[at + 2]);  // Ạ to Ỹ
      if (next == 0xBB || last >= 0xA0) put(at + 2, last | 1U);
    }
  }
}

}  // namespace

std::string lowered(std::string_view text) { return lower_folded(text::fold_text(text)); }

std::string lower_folded(std::string out) {
  if (!text::lower_ascii_in(out)) lower_beyond_ascii(out);
  return out;
}

std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from) {
  if (phrase.empty()) return std::string_view::npos;
  for (std::size_t at = text.find(phrase, from); at != std::string_view::npos;
       at = text.find(phrase, at + 1)) {
    if (stands_alone(text, at, at + phrase.size())) return at;
  }
  return std::string_view::npos;
}

bool starts_with_phrase(std::string_view text, std::string_view phrase) {
  return !phrase.empty() && text.starts_with(phrase) && stands_alone(text, 0, phrase.size());
}

PhraseSet::PhraseSet(std::vector<std::string> phrases) : phrases_(std::move(phrases)) {
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    pairs_.set(pair_at(phrases_[i], 0));
    by_first_[static_cast<unsigned char>(phrases_[i][0])].push_back(i);
  }
}

std::optional<std::size_t> PhraseSet::find_in(std::string_view text) const {
  bool after_word = false;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const bool inside_word = std::exchange(after_word, is_word(text[at])) && after_word;
    if (inside_word || !pairs_[pair_at(text, at)]) continue;
    const std::string_view rest = text.substr(at);
    for (const std::size_t i : by_first_[static_cast<unsigned char>(text[at])]) {
      const std::string& phrase = phrases_[i];
      if (phrase[1] == text[at + 1] && rest.starts_with(phrase) &&
          stands_alone(text, at, at + phrase.size()))
        return i;
    }
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser
