#include "text/utf8.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "text/lower.h"

namespace gongwatch::text {
namespace {

constexpr unsigned char byte(std::string_view s, std::size_t i) {
  return static_cast<unsigned char>(s[i]);
}

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool in_ranges(const Range (&ranges)[N], char32_t c) {
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

bool is_combining(char32_t c) {
  static constexpr Range kRanges[] = {
      {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
      {0x064B, 0x065F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
      {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x302A, 0x302F},
      {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};
  return in_ranges(kRanges, c);
}

std::size_t columns_of(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_invisible(c) || is_combining(c)) return 0;
  static constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                                    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                                    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                                    {0x20000, 0x3FFFD}};
  return in_ranges(kWide, c) ? 2 : 1;
}

// Behind the ASCII characters at `at`; NUL is not one of them. Eight at a time: most bytes of a
// page are.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  while (at + 8 <= bytes.size()) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + at, 8);
    if (((eight | (eight - kOnes)) & kHigh) != 0) break;  // a high bit, or a borrow below a NUL
    at += 8;
  }
  while (at < bytes.size() && byte(bytes, at) - 1U < 0x7FU) ++at;
  return at;
}

}  // namespace

CodePoint decode_beyond_ascii(std::string_view utf8, std::size_t at) {
  if (at >= utf8.size()) return {kReplacement, 0, false};
  const unsigned char lead = byte(utf8, at);
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0FU;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;  // no surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07U;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;  // nothing above U+10FFFF
  } else {
    return {kReplacement, 1, false};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= utf8.size() || byte(utf8, at + i) < low || byte(utf8, at + i) > high)
      return {kReplacement, i, false};
    value = (value << 6) | (byte(utf8, at + i) & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return {value, length, true};
}

void append(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = kReplacement;
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((value >> shift) & 0x3F)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | (value >> 6));
    tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | (value >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (value >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string sanitize(std::string_view bytes, std::size_t* errors) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t good_from = 0;  // what is good is copied in long pieces
  for (std::size_t at = 0; at < bytes.size();) {
    at = skip_ascii(bytes, at);
    if (at == bytes.size()) break;
    const CodePoint point = decode_at(bytes, at);
    if (!point.valid || point.value == 0) {
      out.append(bytes.substr(good_from, at - good_from));
      append(out, kReplacement);
      if (errors != nullptr) ++*errors;
      good_from = at + point.bytes;
    }
    at += point.bytes;
  }
  return out.append(bytes.substr(good_from));
}

bool is_valid(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    at = skip_ascii(bytes, at);
    if (at == bytes.size()) break;
    const CodePoint point = decode_at(bytes, at);
    if (!point.valid) return false;
    at += point.bytes;
  }
  return true;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x3134F) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3005 ||
         c == 0x3007;
}

bool is_cjk(char32_t c) {
  return is_han(c) || (c >= 0x2E80 && c <= 0x30FF) || (c >= 0x3100 && c <= 0x33FF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFE30 && c <= 0xFE4F) ||
         (c >= 0xFF00 && c <= 0xFFEF);
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

std::size_t count_han(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    at = skip_ascii(utf8, at);
    if (at == utf8.size()) break;
    const CodePoint point = decode_at(utf8, at);
    if (is_han(point.value)) ++count;
    at += point.bytes;
  }
  return count;
}

namespace {

// Korean puts blanks between its words.
bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3130 && c <= 0x318F);
}
bool is_kana(char32_t c) {
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC;
}

// What an ASCII character is to a word.
struct InWord {
  bool letter = false;
  bool joins = false;  // inside one
};
constexpr std::array<InWord, 0x80> kInWord = [] {
  std::array<InWord, 0x80> all{};
  for (std::size_t c = 0; c < all.size(); ++c) {
    all[c].letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    all[c].joins = all[c].letter || c == '\'' || c == '-' || c == '.';
  }
  return all;
}();

}  // namespace

std::size_t count_words(std::string_view utf8) {
  std::size_t words = 0;
  std::size_t han = 0;
  bool inside = false;
  for (std::size_t at = 0; at < utf8.size();) {
    if (byte(utf8, at) < 0x80) {
      const InWord ascii = kInWord[byte(utf8, at++)];
      words += ascii.letter && !inside ? 1 : 0;
      inside = ascii.letter || (inside && ascii.joins);
      continue;
    }
    const CodePoint point = decode_at(utf8, at);
    at += point.bytes;
    const bool letter =
        is_hangul(point.value) ||
        (point.value >= 0xC0 && !is_cjk(point.value) && !is_space(point.value) &&
         !is_invisible(point.value) && !(point.value >= 0x2000 && point.value <= 0x2BFF));
    if (is_han(point.value) || is_kana(point.value)) ++han;
    if (letter && !inside) ++words;
    inside = letter;
  }
  return words + han * 5 / 8;
}

namespace {

bool is_visible_ascii(unsigned char c) { return c > ' ' && c < 0x7F; }

// Of a run that stays as it is: visible ASCII characters, single blanks between them.
std::size_t end_of_plain(std::string_view utf8, std::size_t at) {
  for (; at < utf8.size() && is_visible_ascii(byte(utf8, at)); ++at) {
    const bool blank =
        at + 2 < utf8.size() && utf8[at + 1] == ' ' && is_visible_ascii(byte(utf8, at + 2));
    at += blank ? 1 : 0;
  }
  return at;
}

}  // namespace

std::string squeeze(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool pending = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = end_of_plain(utf8, at);
    if (end > at) {
      if (pending) out += ' ';
      pending = false;
      out += utf8.substr(at, end - at);
      at = end;
      continue;
    }
    const CodePoint point = decode_at(utf8, at);
    if (is_space(point.value)) {
      pending = !out.empty();
    } else if (!is_invisible(point.value)) {
      if (pending) out += ' ';
      pending = false;
      append(out, point.value);
    }
    at += point.bytes;
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  lower_ascii_in(out);
  return out;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode_at(utf8, at);
    width += columns_of(point.value);
    at += point.bytes;
  }
  return width;
}

std::string cut_to_width(std::string_view utf8, std::size_t columns) {
  if (display_width(utf8) <= columns) return std::string(utf8);
  std::size_t width = 0;
  std::size_t at = 0;
  while (at < utf8.size()) {
    const CodePoint point = decode_at(utf8, at);
    if (width + columns_of(point.value) + 1 > columns) break;
    width += columns_of(point.value);
    at += point.bytes;
  }
  return columns == 0 ? std::string() : std::string(utf8.substr(0, at)) + "…";
}

}  // namespace gongwatch::text
