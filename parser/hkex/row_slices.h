// The byte ranges of an application feed's rows, found without building a tree: what the daily look
// at an unchanged feed costs.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

struct SliceLimits {
  std::size_t max_rows = 20'000;
  std::size_t max_row_bytes = 256u << 10;  // longer rows may be nested as they like
  std::size_t max_depth = 64;              // of the document
  std::size_t max_values = 2'000'000;      // of the document, without rows that are too long
};

struct RowSlices {
  std::vector<std::string_view> rows;  // the elements of "app" as received, blanks around cut off
  std::string_view head;  // what stands before the first element: {"genDate":"1","app":[
  std::string_view tail;  // what stands behind the last one; head + tail is the empty envelope
};

// Follows strings, escapes and nesting only: whether the envelope and the rows are JSON is for
// read_json to say, piece by piece. Nothing if the bytes are not plainly one object with one array
// "app", or beyond a limit: then the document has to be read as a whole.
std::optional<RowSlices> slice_rows(std::string_view bytes, const SliceLimits& limits = {});

}  // namespace gongwatch::parser
