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
  void* allocate(std::size_t size) noexcept;
  std::size_t bytes() const { return bytes_; }

 private:
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
  std::size_t max_bytes_;
};

}  // namespace gongwatch::parser
