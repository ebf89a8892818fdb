// Small numbers as words, digits or Chinese numerals, and the names of months.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gongwatch::parser::facts {

// 1 to 12 from "january", "Jan", "sept"; 0 if it is no month.
unsigned month_number(std::string_view name);
// Small numbers as words: "five", "twelfth", "5", "5th", "五", "十二", "廿一"; nullopt otherwise.
std::optional<int> small_number(std::string_view word);

// A number written at a place of folded text, whole: no digit follows it.
struct CountNumber {
  int value = 0;
  std::size_t figures = 0;  // "09" has two, 二零二五 four, 三十一 two
  std::size_t end = 0;
  bool han = false;
};
// ASCII digits (at most nine), a Chinese number up to 九十九, or Chinese figures in a row
// (二○二五). A run that is longer is no number.
std::optional<CountNumber> number_at(std::string_view folded, std::size_t at);

}  // namespace gongwatch::parser::facts
