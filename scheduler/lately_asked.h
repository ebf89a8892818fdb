// Which addresses of an endless list were asked for lately, in memory of a fixed size.
#pragma once

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwatch::scheduler {

// The last `capacity` different addresses for sure, and up to as many before them, in 64 bytes for
// each of `capacity` (at least 1). An address that comes again still later is new again.
class LatelyAsked {
 public:
  explicit LatelyAsked(std::size_t capacity) : young_(capacity), old_(capacity) {}

  // False if it was there already.
  bool add(std::string_view url) {
    const XXH128_hash_t hash = XXH3_128bits(url.data(), url.size());
    if (young_.holds(hash) || old_.holds(hash)) return false;
    if (young_.is_full()) {
      std::swap(young_, old_);
      young_.clear();
    }
    young_.add(hash);
    return true;
  }

 private:
  // A table never more than half full; zero is a free place.
  class HashSet {
   public:
    explicit HashSet(std::size_t capacity) : slots_(2 * capacity), capacity_(capacity) {}
    bool holds(const XXH128_hash_t& hash) const { return is(slots_[place_of(hash)], hash); }
    void add(const XXH128_hash_t& hash) {
      slots_[place_of(hash)] = hash;
      ++size_;
    }
    bool is_full() const { return size_ >= capacity_; }
    void clear() {
      std::fill(slots_.begin(), slots_.end(), XXH128_hash_t{});
      size_ = 0;
    }

   private:
    static bool is(const XXH128_hash_t& a, const XXH128_hash_t& b) {
      return a.low64 == b.low64 && a.high64 == b.high64;
    }
    // Where it stands, or the free place where it would.
    std::size_t place_of(const XXH128_hash_t& hash) const {
      std::size_t at = hash.low64 % slots_.size();
      while (!is(slots_[at], hash) && !is(slots_[at], {})) at = (at + 1) % slots_.size();
      return at;
    }

    std::vector<XXH128_hash_t> slots_;
    std::size_t capacity_, size_ = 0;
  };

  HashSet young_, old_;
};

}  // namespace gongwatch::scheduler
