#include "text/search_words.h"

#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

constexpr std::size_t kLongestWord = 64;

// Accents go: À to ÿ and Ā to ſ, by what stands at the bottom of the letter; '.' is none.
constexpr std::string_view kLatin1 =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";
constexpr std::string_view kExtendedA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrr"
    "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 64 && kExtendedA.size() == 128);

enum class Kind { none, letter, character };

struct Read {
  Kind kind = Kind::none;
  char32_t value = 0;  // as it is compared
  std::size_t bytes = 1;
};

bool is_syllable(char32_t c) {  // kana, hangul, bopomofo: written without blanks, too
  return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3105 && c <= 0x312F) ||
         (c >= 0xAC00 && c <= 0xD7A3);
}

bool is_symbol(char32_t c) {
  return is_space(c) || is_invisible(c) || c < 0xAA || (c > 0xAA && c < 0xB5) || c == 0xD7 ||
         c == 0xF7 || (c > 0xBA && c < 0xC0) || c == 0xB6 || c == 0xB7 || c == 0xB8 || c == 0xB9 ||
         (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x2FFF) ||
         (c >= 0x3000 && c <= 0x303F && !is_han(c)) || c == 0x30FB ||
         (c >= 0xD800 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE6F) || c >= 0xFF00;
}

Read read_at(std::string_view folded, std::size_t at) {
  const char byte = folded[at];
  if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
    return {Kind::letter, static_cast<char32_t>(byte), 1};
  if (byte >= 'A' && byte <= 'Z') return {Kind::letter, static_cast<char32_t>(byte - 'A' + 'a'), 1};
  if (static_cast<unsigned char>(byte) < 0x80) return {};
  const CodePoint point = decode_at(folded, at);
  const char32_t c = point.value;
  if (is_han(c) || is_syllable(c)) return {Kind::character, c, point.bytes};
  if (!point.valid || (is_symbol(c) && c < 0x20000)) return {Kind::none, 0, point.bytes};
  const char plain = c >= 0xC0 && c < 0x100    ? kLatin1[c - 0xC0]
                     : c >= 0x100 && c < 0x180 ? kExtendedA[c - 0x100]
                                               : '.';
  return {Kind::letter, plain == '.' ? c : static_cast<char32_t>(plain), point.bytes};
}

}  // namespace

void each_search_word(std::string_view folded, const std::function<void(const SearchWord&)>& take) {
  std::string word;
  for (std::size_t at = 0; at < folded.size();) {
    const Read first = read_at(folded, at);
    const std::size_t begin = at;
    at += first.bytes;
    if (first.kind == Kind::none) continue;
    word.clear();
    append(word, first.value);
    if (first.kind == Kind::letter) {
      for (Read next; at < folded.size(); at += next.bytes) {
        next = read_at(folded, at);
        if (next.kind != Kind::letter) break;
        if (word.size() < kLongestWord) append(word, next.value);
      }
      take({word, begin, at, false});
      continue;
    }
    // The characters of a run in pairs.
    bool pairs = false;
    for (std::size_t from = begin; at < folded.size(); pairs = true) {
      const Read next = read_at(folded, at);
      if (next.kind != Kind::character) break;
      const std::size_t single = word.size();
      append(word, next.value);
      take({word, from, at + next.bytes, false});
      word.erase(0, single);
      from = at;
      at += next.bytes;
    }
    take({word, at - word.size(), at, pairs});
  }
}

std::string search_words(std::string_view utf8) {
  std::string words;
  each_search_word(fold_text(utf8), [&](const SearchWord& word) {
    if (!words.empty()) words += ' ';
    words += word.word;
  });
  return words;
}

}  // namespace gongwatch::text
