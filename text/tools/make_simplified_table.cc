// Build-time tool: prints {traditional, simplified} pairs for every han character that OpenCC's t2s
// changes into one other.
#include <SimpleConverter.hpp>
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

std::string encode(std::uint32_t c) {
  std::string out;
  if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  }
  out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out += static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

// The only code point of s, or 0.
std::uint32_t decode_single(const std::string& s) {
  const auto at = [&s](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(s[i]));
  };
  if (s.size() == 3 && at(0) >= 0xE0)
    return ((at(0) & 0x0F) << 12) | ((at(1) & 0x3F) << 6) | (at(2) & 0x3F);
  if (s.size() == 4 && at(0) >= 0xF0) {
    return ((at(0) & 0x07) << 18) | ((at(1) & 0x3F) << 12) | ((at(2) & 0x3F) << 6) | (at(3) & 0x3F);
  }
  return 0;
}

}  // namespace

int main() {
  const opencc::SimpleConverter convert("t2s.json");
  const std::uint32_t ranges[][2] = {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}};
  int pairs = 0;
  for (const auto& [first, last] : ranges) {
    for (std::uint32_t c = first; c <= last; ++c) {
      const std::uint32_t simple = decode_single(convert.Convert(encode(c)));
      if (simple != 0 && simple != c) {
        std::printf("{0x%X, 0x%X},\n", c, simple);
        ++pairs;
      }
    }
  }
  return pairs > 2000 ? 0 : 1;  // a missing dictionary must not pass silently
}
