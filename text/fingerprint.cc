#include "text/fingerprint.h"

#include <fmt/core.h>

#include <array>
#include <bit>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

constexpr std::uint64_t kFnvOffset = 14695981039346656037ULL;
constexpr std::uint64_t kFnvPrime = 1099511628211ULL;

// splitmix64's finaliser: FNV alone leaves the high bits of short tokens too regular for voting.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

class Votes {
 public:
  void add_token(std::uint64_t token) {
    window_ = {window_[1], window_[2], token};
    if (++tokens_ < 3) return;
    vote(mix(window_[0] * 3 + window_[1] * 5 + window_[2] * 7));
  }

  std::uint64_t result() {
    if (tokens_ > 0 && tokens_ < 3) vote(mix(window_[1] * 5 + window_[2] * 7));
    count();
    std::uint64_t hash = 0;
    for (std::size_t bit = 0; bit < 64; ++bit) {
      if (2 * ones_[bit] > shingles_) hash |= std::uint64_t{1} << bit;
    }
    return hash;
  }

 private:
  // Eight counters of a byte each lie in one number: bit 8k + i of a shingle is in byte k of
  // bytes_[i].
  void vote(std::uint64_t shingle) {
    for (std::size_t i = 0; i < 8; ++i) bytes_[i] += shingle >> i & 0x0101010101010101ULL;
    if (++shingles_ % 255 == 0) count();
  }

  void count() {
    for (std::size_t bit = 0; bit < 64; ++bit)
      ones_[bit] += bytes_[bit % 8] >> (bit / 8 * 8) & 0xFF;
    bytes_ = {};
  }

  std::array<std::uint64_t, 3> window_{};
  std::array<std::uint64_t, 8> bytes_{};
  std::array<std::uint64_t, 64> ones_{};
  std::uint64_t shingles_ = 0;
  std::size_t tokens_ = 0;
};

}  // namespace

std::uint64_t simhash(std::string_view utf8) {
  const std::string folded = lower_ascii(fold_text(utf8));
  Votes votes;
  std::uint64_t word = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint point = decode_at(folded, at);
    at += point.bytes;
    const bool latin =
        (point.value >= 'a' && point.value <= 'z') || (point.value >= '0' && point.value <= '9');
    if (latin) {
      word = ((word == 0 ? kFnvOffset : word) ^ point.value) * kFnvPrime;
      continue;
    }
    if (word != 0) votes.add_token(mix(word));
    word = 0;
    if (is_han(point.value)) votes.add_token(mix(kFnvOffset ^ point.value));
  }
  if (word != 0) votes.add_token(mix(word));
  return votes.result();
}

std::string fingerprint(std::string_view utf8) {
  const std::uint64_t hash = simhash(utf8);
  return hash == 0 ? std::string() : fmt::format("{:016x}", hash);
}

int hamming_distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

}  // namespace gongwatch::text
