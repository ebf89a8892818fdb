#include "parser/html/arena.h"

#include <algorithm>
#include <new>

namespace gongwatch::parser {
namespace {

constexpr std::size_t kFirstChunk = 64u << 10;
constexpr std::size_t kLargestChunk = 4u << 20;

}  // namespace

void* Arena::allocate_in_new_chunk(std::size_t size) noexcept {
  const std::size_t grown = std::clamp(bytes_, kFirstChunk, kLargestChunk);
  const std::size_t chunk =
      std::max(size, std::min(grown, max_bytes_ - std::min(bytes_, max_bytes_)));
  if (chunk > max_bytes_ || bytes_ > max_bytes_ - chunk) return nullptr;
  try {
    chunks_.emplace_back(new std::byte[chunk]);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
  next_ = chunks_.back().get();
  left_ = chunk;
  bytes_ += chunk;
  return take(size);
}

}  // namespace gongwatch::parser
