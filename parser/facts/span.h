// Places in the folded text.
#pragma once

#include <cstddef>

namespace gongwatch::parser::facts {

// Bytes [begin, end) of a PreparedText's folded text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin >= end; }
  std::size_t size() const { return end - begin; }
  bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
};

}  // namespace gongwatch::parser::facts
