// Numbers that are random to look at and the same on every machine: SplitMix64, and no distribution
// of the standard library (those differ between libraries).
#pragma once

#include <cstddef>
#include <cstdint>

namespace gongwatch::testing_support {

class Prng {
 public:
  explicit Prng(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }
  // Both ends included. The bias of the remainder is of no account here.
  int between(int least, int most) {
    const auto span = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<int>(next() % span);
  }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool chance(int per_mille) { return between(1, 1000) <= per_mille; }

 private:
  std::uint64_t state_;
};

}  // namespace gongwatch::testing_support
