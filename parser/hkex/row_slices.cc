#include "parser/hkex/row_slices.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// What ends a run of bytes that mean nothing to the scanner.
constexpr std::array<bool, 256> set_of(std::string_view characters) {
  std::array<bool, 256> set{};
  for (const char c : characters) set[static_cast<unsigned char>(c)] = true;
  return set;
}
constexpr auto kInString = set_of("\"\\");
constexpr auto kOutside = set_of("\"[]{},");

class Slicer {
 public:
  Slicer(std::string_view bytes, const SliceLimits& limits) : bytes_(bytes), limits_(limits) {}

  std::optional<RowSlices> slice() {
    if (!take('{')) return std::nullopt;
    do {
      if (!member()) return std::nullopt;
    } while (take(','));
    const bool complete = take('}') && at_ == bytes_.size();
    if (!complete || !found_) return std::nullopt;
    return std::move(slices_);
  }

 private:
  char here() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  void skip_blanks() { at_ = std::min(bytes_.find_first_not_of(kBlanks, at_), bytes_.size()); }

  bool take(char c) {
    skip_blanks();
    if (here() != c) return false;
    ++at_;
    return true;
  }

  void run_to(const std::array<bool, 256>& stops) {
    while (at_ < bytes_.size() && !stops[static_cast<unsigned char>(bytes_[at_])]) ++at_;
  }

  // From an opening quote to behind the closing one.
  bool skip_string() {
    for (++at_; at_ < bytes_.size(); ++at_) {
      run_to(kInString);
      if (here() == '"') {
        ++at_;
        return true;
      }
      ++at_;  // a backslash: whatever follows is part of the string
    }
    return false;
  }

  // To the comma or bracket behind one value; how deep it is nested goes to `deepest`.
  bool skip_value(std::size_t& deepest, std::size_t& values) {
    std::size_t depth = 0;
    while (true) {
      run_to(kOutside);
      switch (here()) {
        case '"':
          if (!skip_string()) return false;
          continue;
        case '[':
        case '{':
          deepest = std::max(deepest, ++depth);
          ++values;
          break;
        case ']':
        case '}':
          if (depth == 0) return true;
          --depth;
          break;
        case ',':
          if (depth == 0) return true;
          ++values;
          break;
        default:
          return false;  // the end of the bytes
      }
      ++at_;
    }
  }

  bool within(std::size_t deepest, std::size_t values) {
    values_ += values + 1;
    return deepest <= limits_.max_depth && values_ <= limits_.max_values;
  }

  bool member() {
    skip_blanks();
    const std::size_t begin = at_;
    if (here() != '"' || !skip_string()) return false;
    const std::string_view key = bytes_.substr(begin + 1, at_ - begin - 2);
    // A key written with escapes may be "app" in disguise.
    if (key.find('\\') != std::string_view::npos || !take(':')) return false;
    if (key == "app") return !found_ && rows();
    std::size_t deepest = 0;
    std::size_t values = 0;
    return skip_value(deepest, values) && within(deepest + 1, values);
  }

  bool rows() {
    found_ = true;
    if (!take('[')) return false;
    slices_.head = bytes_.substr(0, at_);
    const bool empty = take(']');
    if (!empty) {
      do {
        if (!row()) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    slices_.tail = bytes_.substr(at_ - 1);
    return true;
  }

  bool row() {
    skip_blanks();
    const std::size_t begin = at_;
    std::size_t deepest = 0;
    std::size_t values = 0;
    if (!skip_value(deepest, values)) return false;
    std::string_view slice = bytes_.substr(begin, at_ - begin);
    if (slice.empty() || slices_.rows.size() == limits_.max_rows) return false;
    slice.remove_suffix(slice.size() - slice.find_last_not_of(kBlanks) - 1);
    slices_.rows.push_back(slice);
    return slice.size() > limits_.max_row_bytes || within(deepest + 2, values);
  }

  std::string_view bytes_;
  const SliceLimits& limits_;
  std::size_t at_ = 0;
  std::size_t values_ = 2;  // as read_json counts: the document, and the array of rows
  bool found_ = false;
  RowSlices slices_;
};

}  // namespace

std::optional<RowSlices> slice_rows(std::string_view bytes, const SliceLimits& limits) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);  // as read_json does
  return Slicer(text::trim(bytes), limits).slice();
}

}  // namespace gongwatch::parser
