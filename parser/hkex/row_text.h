// What the readers of official rows share: cleaned names, codes, and warnings that name feed, row
// and field.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser {

inline constexpr std::size_t kMaxNameBytes = 2000;

struct CleanText {
  std::string text;
  bool changed = false;  // control or direction marks were in it
};

// Without control characters, direction marks and bytes that are no UTF-8; blanks squeezed.
CleanText clean_text(std::string_view written);

// "388", "00388", "388.0" is none: 1 to 5 digits, not all zero, as five digits.
std::optional<std::string> five_digits(std::string_view code);

class RowWarnings {
 public:
  explicit RowWarnings(std::string feed) : feed_(std::move(feed)), row_(feed_) {}

  // What follows is about this row, counted from 0; `remark` stands behind its number.
  void at_row(std::size_t position, std::string_view remark = {});
  void at_feed() { row_ = feed_; }
  // "appactive_app_sehk_e.json row 3: message".
  void add(std::string code, std::string_view message);
  // "… row 3: field d: reason", code bad-field.
  void field(std::string_view name, std::string_view reason);
  // The name without control and direction marks, which are told; nothing, and told as row-skipped,
  // if no usable name is left.
  std::optional<std::string> name(std::string_view field, std::string_view written);

  const std::string& feed() const { return feed_; }
  std::size_t skipped() const { return skipped_; }  // rows told as row-skipped
  std::vector<Warning> take() { return std::move(warnings_); }

 private:
  std::string feed_;
  std::string row_;
  std::vector<Warning> warnings_;
  std::size_t skipped_ = 0;
};

}  // namespace gongwatch::parser
