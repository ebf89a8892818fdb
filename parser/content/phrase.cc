#include "parser/content/phrase.h"

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// Whether a phrase at [begin, end) of text begins and ends with a word.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && is_word(text[begin]) && is_word(text[begin - 1])) return false;
  return end == text.size() || !is_word(text[end - 1]) || !is_word(text[end]);
}

}  // namespace

std::string lowered(std::string_view text) {
  std::string out = text::fold_text(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
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

}  // namespace gongwatch::parser
