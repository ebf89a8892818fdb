// UTF-8 by code points, and the few character classes that Chinese and English news need.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gongwatch::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
  char32_t value = 0;     // kReplacement for an invalid sequence
  std::size_t bytes = 0;  // consumed; at least 1 unless the text was empty
  bool valid = true;
};

// Reads the code point that starts at `at` (WHATWG's maximal-subpart rule for errors). `at` <
// utf8.size().
CodePoint decode_beyond_ascii(std::string_view utf8, std::size_t at);
inline CodePoint decode_at(std::string_view utf8, std::size_t at) {
  const bool ascii = at < utf8.size() && static_cast<unsigned char>(utf8[at]) < 0x80;
  return ascii ? CodePoint{static_cast<unsigned char>(utf8[at]), 1, true}
               : decode_beyond_ascii(utf8, at);
}
void append(std::string& out, char32_t value);

// Invalid sequences become U+FFFD; count (if given) is increased by each. NUL becomes U+FFFD too.
std::string sanitize(std::string_view bytes, std::size_t* errors = nullptr);
bool is_valid(std::string_view bytes);

bool is_han(char32_t c);        // CJK unified ideographs and extensions, compatibility, 々 〇
bool is_cjk(char32_t c);        // han, kana, hangul, CJK punctuation and full-width forms
bool is_space(char32_t c);      // ASCII blanks, U+00A0, U+2000..200A, U+202F, U+205F, U+3000
bool is_invisible(char32_t c);  // zero-width and bidirectional controls, BOM, soft hyphen
std::size_t count_han(std::string_view utf8);
// Words of Latin text, plus one for each han character divided by 1.6 (about how many characters a
// Chinese word has).
std::size_t count_words(std::string_view utf8);

// Blanks of every kind at both ends removed, runs of blanks made one; invisible characters dropped.
std::string squeeze(std::string_view utf8);
std::string_view trim(std::string_view text);  // ASCII blanks only
std::string lower_ascii(std::string_view text);

// Columns on a terminal: 2 for wide (CJK) characters, 0 for combining and invisible ones, 1
// otherwise.
std::size_t display_width(std::string_view utf8);
// The longest prefix of at most `columns` columns; with "…" as its last column if something was
// cut.
std::string cut_to_width(std::string_view utf8, std::size_t columns);

}  // namespace gongwatch::text
