#include "text/lower.h"

#include <cstdint>
#include <cstring>

namespace gongwatch::text {

bool lower_ascii_in(std::string& text) {
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  std::uint64_t any = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    any |= eight;
    const std::uint64_t low = eight & ~kHigh;
    const std::uint64_t from_a = low + (0x80 - 'A') * kOnes;  // the high bit tells
    const std::uint64_t above_z = low + (0x7F - 'Z') * kOnes;
    eight |= (~eight & (from_a ^ above_z) & kHigh) >> 2;
    std::memcpy(text.data() + at, &eight, 8);
  }
  for (; at < text.size(); ++at) {
    const char c = text[at];
    any |= static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') text[at] = static_cast<char>(c - 'A' + 'a');
  }
  return (any & kHigh) == 0;
}

}  // namespace gongwatch::text
