#include "parser/content/language.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "parser/vocabulary/table.h"
#include "parser/vocabulary/word_map.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxBytes = 64u << 10;

// Characters that are the simplified form of another one.
const std::unordered_set<char32_t>& simplified_forms() {
  static const std::unordered_set<char32_t> forms = [] {
    std::unordered_set<char32_t> all;
    for (char32_t c = 0x3400; c < 0xA000; ++c) {
      if (const char32_t form = text::simplified(c); form != c) all.insert(form);
    }
    return all;
  }();
  return forms;
}

// Which languages a word belongs to, as bits.
class FunctionWords {
 public:
  FunctionWords() {
    for (const auto& row : table_rows("function_words", 2)) {
      for (const std::string_view word : split_cell(row[1], " ")) add(word);
      languages_.push_back(row[0]);
    }
  }
  unsigned languages_of(std::string_view word) const {
    const unsigned* const found = word.size() > longest_ ? nullptr : bits_.find(word);
    return found == nullptr ? 0 : *found;
  }
  const std::vector<std::string_view>& languages() const { return languages_; }

 private:
  void add(std::string_view word) {
    longest_ = std::max(longest_, word.size());
    bits_[word] |= 1u << languages_.size();
  }

  std::size_t longest_ = 0;  // of the words, in bytes
  WordMap<unsigned> bits_;
  std::vector<std::string_view> languages_;
};

const FunctionWords& function_words() {
  static const FunctionWords words;
  return words;
}

// Scripts that one language of the news writes.
struct Script {
  char32_t first, last;
  std::string_view language;
};
constexpr std::array<Script, 7> kScripts = {{{0x0370, 0x03FF, "el"},
                                             {0x0590, 0x05FF, "he"},
                                             {0x0600, 0x06FF, "ar"},
                                             {0x0900, 0x097F, "hi"},
                                             {0x0980, 0x09FF, "bn"},
                                             {0x0E00, 0x0E7F, "th"},
                                             {0x10A0, 0x10FF, "ka"}}};

struct Counts {
  std::size_t han = 0, traditional = 0, simplified = 0, kana = 0, hangul = 0, letters = 0,
              words = 0;
  std::array<std::size_t, 32> of_language{};  // function words
  std::array<std::size_t, 32> weight{};       // … those of one language alone tell more
  std::array<std::size_t, kScripts.size()> of_script{};
};

bool is_word_letter(char32_t c) {
  return (c < 0x80 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) ||
         (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) || (c >= 0x400 && c < 0x530) ||
         (c >= 0x1E00 && c < 0x1F00);
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c | 0x20;
  if ((c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

// `possessive`: behind an apostrophe; the s of "exchange's" is no Czech word.
void end_word(std::string& word, bool possessive, Counts& counts) {
  if (word.empty()) return;
  if (possessive && word == "s") return word.clear();
  ++counts.words;
  unsigned languages = function_words().languages_of(word);
  const bool exclusive = (languages & (languages - 1)) == 0;
  for (std::size_t i = 0; languages != 0; ++i, languages >>= 1) {
    if ((languages & 1) == 0) continue;
    ++counts.of_language[i];
    counts.weight[i] += exclusive ? 3 : 1;
  }
  word.clear();
}

void count_east_asian(char32_t c, Counts& counts) {
  if (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ++counts.kana;
  if (c >= 0xAC00 && c <= 0xD7A3) ++counts.hangul;
  if (!text::is_han(c)) return;
  ++counts.han;
  if (text::simplified(c) != c) {
    ++counts.traditional;
  } else if (simplified_forms().contains(c)) {
    ++counts.simplified;
  }
}

std::size_t ascii_letters(std::string_view utf8, std::size_t at) {
  std::size_t end = at;
  while (end < utf8.size() && (utf8[end] | 0x20) >= 'a' && (utf8[end] | 0x20) <= 'z') ++end;
  return end - at;
}

Counts count(std::string_view utf8) {
  constexpr std::size_t kLongestWord = 16;  // bytes
  Counts counts;
  std::string word;
  bool possessive = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t letters = ascii_letters(utf8, at);
    if (letters > 0) {
      counts.letters += letters;
      for (std::size_t end = at + letters; at < end; ++at)
        if (word.size() < kLongestWord) word += static_cast<char>(utf8[at] | 0x20);
      continue;
    }
    const text::CodePoint point = text::decode_at(utf8, at);
    at += point.bytes;
    const char32_t c = point.value;
    if (is_word_letter(c)) {
      ++counts.letters;
      if (word.size() < kLongestWord) text::append(word, lower(c));
      continue;
    }
    end_word(word, possessive, counts);
    possessive = c == U'\'' || c == U'\u2019';
    if (c < 0x370) continue;
    for (std::size_t i = 0; i < kScripts.size(); ++i)
      counts.of_script[i] += c >= kScripts[i].first && c <= kScripts[i].last ? 1 : 0;
    count_east_asian(c, counts);
  }
  end_word(word, possessive, counts);
  return counts;
}

// The language whose words are the most, if they are many enough and no other has as many.
std::string by_function_words(const Counts& counts) {
  constexpr std::size_t kFewWords = 8;
  if (counts.words < kFewWords) return {};
  const auto& weight = counts.weight;
  const auto best = std::max_element(weight.begin(), weight.end());
  const auto language = static_cast<std::size_t>(best - weight.begin());
  const bool alone = std::count(weight.begin(), weight.end(), *best) == 1;
  if (!alone || counts.of_language[language] * 10 < counts.words) return {};
  return std::string(function_words().languages()[language]);
}

}  // namespace

std::string language_of_text(std::string_view utf8) {
  const Counts counts = count(utf8.substr(0, kMaxBytes));
  const std::size_t east_asian = counts.han + counts.kana + counts.hangul;
  // A han character says about as much as a Latin word of three letters.
  if (east_asian * 3 > counts.letters && east_asian > 0) {
    if (counts.hangul * 2 > east_asian) return "ko";
    if (counts.kana * 5 > east_asian) return "ja";
    if (counts.traditional == counts.simplified && counts.simplified == 0) return {};
    // Some simplified forms are traditional characters as well (后, 里, 只), so that Traditional
    // text has a few of them.
    return counts.traditional > counts.simplified ? "zh-Hant" : "zh-Hans";
  }
  const auto script = std::max_element(counts.of_script.begin(), counts.of_script.end());
  if (*script > counts.letters)
    return std::string(
        kScripts[static_cast<std::size_t>(script - counts.of_script.begin())].language);
  const std::string language = by_function_words(counts);
  // Chinese between many names in Latin letters.
  if (language.empty() && counts.han * 12 > counts.letters &&
      counts.traditional + counts.simplified > 0)
    return counts.traditional > counts.simplified ? "zh-Hant" : "zh-Hans";
  return language;
}

std::string language_of_tag(std::string_view tag) {
  std::string lower = text::lower_ascii(text::trim(tag));
  std::replace(lower.begin(), lower.end(), '_', '-');
  const std::string primary = lower.substr(0, lower.find('-'));
  if (primary == "zh" || primary == "cn" || primary == "tw" || primary == "hk") {
    const bool traditional =
        lower.find("hant") != std::string::npos || lower.find("hk") != std::string::npos ||
        lower.find("tw") != std::string::npos || lower.find("mo") != std::string::npos;
    return traditional && lower.find("hans") == std::string::npos ? "zh-Hant" : "zh-Hans";
  }
  const bool letters =
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && (primary.size() == 2 || primary.size() == 3) ? primary : std::string{};
}

}  // namespace gongwatch::parser
