// Written numbers, without what they count.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/facts/span.h"

namespace gongwatch::parser::facts {

struct WrittenNumber {
  Span span;  // with its sign or brackets
  std::int64_t mantissa = 0;
  int decimals = 0;
  bool negative = false;
  bool han = false;  // 三千万; otherwise in digits
};

// Numbers in digits ("1,234.5", "-3", "(12.3)" in front of a scale or unit) and whole Han numerals
// (二十, 三千万), left to right. Numbers of more than 15 digits are left out: a double could not
// hold them exactly.
std::vector<WrittenNumber> find_numbers(std::string_view folded, Span in);

// mantissa × 10^(power - decimals), with its sign.
double number_value(const WrittenNumber& number, int power);

}  // namespace gongwatch::parser::facts
