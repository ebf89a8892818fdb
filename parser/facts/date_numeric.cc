// Days in figures: 2025-11-09, 9/11/2025.
#include <algorithm>
#include <vector>

#include "parser/facts/date_forms.h"

namespace gongwatch::parser::facts {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_letter(char c) { return is_upper_letter(c) || (c >= 'a' && c <= 'z'); }
std::optional<CountNumber> DateCursor::year_number() {
  if (const auto found = number()) return found;
  CountNumber endless{0, 0, at, false};
  while (peek() != '\0' && is_ascii_digit(peek())) ++at, ++endless.figures;
  endless.end = at;
  return endless.figures == 0 ? std::nullopt : std::optional(endless);
}

bool plausible_year(int year) { return year >= 1900 && year <= 2100; }

int checked_year(const CountNumber& number) {
  return number.figures == 4 && plausible_year(number.value) ? number.value : kNoYear;
}

std::string_view character_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  const bool ascii = static_cast<unsigned char>(text[at - 1]) < 0x80;
  const std::size_t bytes = ascii ? 1 : std::min<std::size_t>(at, 3);
  return text.substr(at - bytes, bytes);
}

bool ends_with_any(std::string_view text, const std::vector<std::string_view>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
  });
}

bool begins_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view b) { return text.substr(0, b.size()) == b; });
}

namespace {

// Year, month and day from three numbers; false if they cannot be a day. Hong Kong writes the day
// first; only a second number over twelve shows the other order.
bool read_order(const CountNumber& first, const CountNumber& second, const CountNumber& third,
                char mark, WrittenDay& day) {
  constexpr int kFirstShortYear = 15;
  constexpr int kLastShortYear = 49;
  constexpr int kMonths = 12;
  day.month = second.value;
  if (first.figures >= 4 && third.figures <= 2) {
    day.year = checked_year(first);
    day.day = third.value;
    return day.year != kNoYear || mark != '.';
  }
  if (first.figures > 2) return false;
  if (third.figures >= 4) {
    day.year = checked_year(third);
    if (day.year == kNoYear && mark == '.') return false;
  } else if (third.figures == 2 && mark == '/' && third.value >= kFirstShortYear &&
             third.value <= kLastShortYear) {
    day.year = 2000 + third.value;
  } else {
    return false;
  }
  day.day = first.value;
  if (day.month > kMonths && day.day <= kMonths) std::swap(day.month, day.day);
  return true;
}

// A longer number of the same make, a decimal, a percentage.
bool goes_on(const DateCursor& cursor, char mark) {
  const char next = cursor.peek();
  return next == '%' ||
         ((next == mark || next == '.' || next == ',') && is_ascii_digit(cursor.peek(1)));
}

bool is_part_of_number(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char front = text[at - 1];
  if (is_ascii_letter(front) || front == '.' || front == '/' || front == '$') return true;
  return front == '-' && at > 1 && is_ascii_digit(text[at - 2]);
}

}  // namespace

std::size_t DateForms::numeric(std::size_t at) const {
  if (is_part_of_number(text, at)) return at;
  DateCursor cursor{text, at};
  const auto first = cursor.year_number();
  const char mark = cursor.peek();
  if (!first || (mark != '-' && mark != '/' && mark != '.') || !is_ascii_digit(cursor.peek(1)))
    return at;
  ++cursor.at;
  const auto second = cursor.number();
  if (!second || second->figures > 2) return at;
  WrittenDay day;
  if (cursor.peek() == mark && is_ascii_digit(cursor.peek(1))) {
    ++cursor.at;
    const auto third = cursor.year_number();
    if (!third || goes_on(cursor, mark) || !read_order(*first, *second, *third, mark, day))
      return at;
  } else {
    constexpr int kLastDay = 31;
    const auto small = [](const CountNumber& number) {
      return number.figures <= 2 && number.value >= 1 && number.value <= kLastDay;
    };
    if (mark != '/' || !small(*first) || !small(*second) || goes_on(cursor, mark)) return at;
    day.day = first->value;
    day.month = second->value;
    day.beside_only = day.either_order = true;
  }
  day.span = {at, cursor.at};
  out.days.push_back(day);
  return cursor.at;
}

}  // namespace gongwatch::parser::facts
