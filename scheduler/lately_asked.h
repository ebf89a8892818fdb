// Which addresses of an endless list were asked for lately, in memory of a fixed size.
#pragma once

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwatch::scheduler {

// The last `capacity` different addresses for sure, and up to as many before them, in at most 64
// bytes for each of `capacity` (at least 1), and less while there are fewer. An address that comes
// again still later is new again. Of a million addresses one is taken for another with a chance of
// 1 in 10^8.
class LatelyAsked {
 public:
  explicit LatelyAsked(std::size_t capacity) : capacity_(capacity) {}

  // False if it was there already.
  bool add(std::string_view url) {
    const std::uint64_t hash = std::max<std::uint64_t>(XXH3_64bits(url.data(), url.size()), 1);
    if (young_.holds(hash) || old_.holds(hash)) return false;
    if (young_.size() == capacity_) {
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
    std::size_t size() const { return size_; }
    bool holds(std::uint64_t hash) const { return slots_[place_of(hash)] == hash; }
    void add(std::uint64_t hash) {
      if (2 * size_ == slots_.size()) grow();
      slots_[place_of(hash)] = hash;
      ++size_;
    }
    void clear() {
      std::fill(slots_.begin(), slots_.end(), 0);
      size_ = 0;
    }

   private:
    void grow() {
      std::vector<std::uint64_t> before(2 * slots_.size());
      std::swap(slots_, before);
      for (const std::uint64_t hash : before) {
        if (hash != 0) slots_[place_of(hash)] = hash;
      }
    }
    // Where it stands, or the free place where it would.
    std::size_t place_of(std::uint64_t hash) const {
      std::size_t at = hash & (slots_.size() - 1);
      while (slots_[at] != hash && slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      return at;
    }

    std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(64);  // always a power of two
    std::size_t size_ = 0;
  };

  std::size_t capacity_;
  HashSet young_, old_;
};

}  // namespace gongwatch::scheduler
