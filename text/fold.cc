#include "text/fold.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

#include "text/utf8.h"

namespace gongwatch::text {
namespace {

struct Pair {
  std::uint32_t traditional, simplified;
};

// Ascending; made by OpenCC at build time (text/tools/make_simplified_table.cc).
constexpr Pair kSimplified[] = {
#include "simplified_table.inc"
};

// What the character (not ASCII) is matched as; 0: it is dropped.
char32_t folded(char32_t c) {
  if (is_invisible(c)) return 0;
  if (is_space(c)) return U' ';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
      return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201F:
    case 0x2033:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
      return U'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return U'-';
    case 0x2502:
    case 0x4E28:  // 丨, a stroke that news lines use as a bar
    case 0xFE31:
      return U'|';
    case 0xFE50:  // small forms, which papers of Hong Kong use
      return U',';
    case 0xFE51:
      return U'、';
    case 0xFE52:
      return U'.';
    case 0xFE54:
      return U';';
    case 0xFE55:
      return U':';
    case 0xFE59:
      return U'(';
    case 0xFE5A:
      return U')';
    case 0xFE6A:
      return U'%';
    case 0xFF61:
      return U'。';
    default:
      return simplified(c);
  }
}

}  // namespace

namespace {

char32_t look_up(char32_t traditional) {
  const auto* found =
      std::lower_bound(std::begin(kSimplified), std::end(kSimplified), traditional,
                       [](const Pair& pair, char32_t c) { return pair.traditional < c; });
  return found != std::end(kSimplified) && found->traditional == traditional ? found->simplified
                                                                             : traditional;
}

// Of ASCII, what is not kept as it is becomes a blank.
char folded_ascii(char c) { return c == '\t' || c == '\v' || c == '\f' || c == '\r' ? ' ' : c; }

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Of what stays as it is and is copied at once.
std::size_t end_of_unfolded(std::string_view utf8, std::size_t at) {
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  for (;;) {
    while (at + 8 <= utf8.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, utf8.data() + at, 8);
      // A high bit, or a borrow: below 0x0E, or behind such a byte.
      if (((eight | (eight - 0x0E * kOnes)) & kHigh) != 0) break;
      at += 8;
    }
    const std::size_t looked = std::min(at + 8, utf8.size());
    while (at < looked && is_ascii(utf8[at]) && folded_ascii(utf8[at]) == utf8[at]) ++at;
    if (at < looked || at == utf8.size()) return at;
  }
}

}  // namespace

char32_t simplified(char32_t traditional) {
  // Nearly all lie below U+10000: one look instead of a search.
  static const std::vector<char32_t> plane = [] {
    std::vector<char32_t> all(0x10000);
    for (char32_t c = 0; c < all.size(); ++c) all[c] = c;
    for (const Pair& pair : kSimplified) {
      if (pair.traditional < all.size()) all[pair.traditional] = pair.simplified;
    }
    return all;
  }();
  return traditional < plane.size() ? plane[traditional] : look_up(traditional);
}

Folded fold(std::string_view utf8) {
  Folded out;
  out.text.reserve(utf8.size());
  out.origin.reserve(utf8.size() + 1);
  for (std::size_t at = 0; at < utf8.size();) {
    if (is_ascii(utf8[at])) {
      out.text += folded_ascii(utf8[at]);
      out.origin.push_back(static_cast<std::uint32_t>(at++));
      continue;
    }
    const CodePoint point = decode_at(utf8, at);
    if (const char32_t c = folded(point.value); c != 0) {
      append(out.text, c);
      out.origin.resize(out.text.size(), static_cast<std::uint32_t>(at));
    }
    at += point.bytes;
  }
  out.origin.push_back(static_cast<std::uint32_t>(utf8.size()));
  return out;
}

std::string fold_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = end_of_unfolded(utf8, at);
    out.append(utf8, at, end - at);
    at = end;
    if (at == utf8.size()) break;
    if (is_ascii(utf8[at])) {
      out += folded_ascii(utf8[at++]);
      continue;
    }
    const CodePoint point = decode_at(utf8, at);
    if (const char32_t c = folded(point.value); c != 0) append(out, c);
    at += point.bytes;
  }
  return out;
}

}  // namespace gongwatch::text
