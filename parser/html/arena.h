// Memory for one tree: taken in large chunks, given back all at once, never more than a cap.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace gongwatch::parser {

class Arena {
 public:
  explicit Arena(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null when the cap would be passed or the machine has no memory left. Aligned for every type.
  void* allocate(std::size_t size) noexcept {
    constexpr std::size_t kAlignment = alignof(std::max_align_t);
    const std::size_t rounded = (size + (size == 0 ? 1 : 0) + kAlignment - 1) & ~(kAlignment - 1);
    if (size > max_bytes_) return nullptr;
    if (rounded > left_) return allocate_in_new_chunk(rounded);
    return take(rounded);
  }
  std::size_t bytes() const { return bytes_; }

 private:
  void* allocate_in_new_chunk(std::size_t size) noexcept;
  void* take(std::size_t size) {
    void* const taken = next_;
    next_ += size;
    left_ -= size;
    return taken;
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
  std::size_t max_bytes_;
};

}  // namespace gongwatch::parser
