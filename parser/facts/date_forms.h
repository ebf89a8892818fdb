// The forms in which a day is written, tried at one place of the text. Each adds what it reads and
// returns where it ends, or returns `at` and adds nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parser/facts/date_scan.h"
#include "parser/facts/number_words.h"

namespace gongwatch::parser::facts {

struct DateForms {
  std::string_view text;
  WrittenDays& out;

  // "November 9, 2025", "Nov. 9-12", "November 2025".
  std::size_t month_first(std::size_t at) const;
  // "9 November 2025", "3 to 8 July", "9-Nov-25", "the 9th".
  std::size_t day_first(std::size_t at) const;
  // "the twenty-ninth of March".
  std::size_t spelled(std::size_t at) const;
  // 2025-11-09, 9/11/2025.
  std::size_t numeric(std::size_t at) const;
  // 2025年11月9日, 二○二五年十一月九日, 本月9日, 9日, 农历八月十五.
  std::size_t han(std::size_t at) const;
  // "yesterday", 上周五, 翌日.
  std::size_t word(std::size_t at) const;
  // "two days later", 三天前.
  std::size_t days_away(std::size_t at) const;
};

// A place that moves forward over what it recognises.
struct DateCursor {
  std::string_view text;
  std::size_t at = 0;

  char peek(std::size_t ahead = 0) const {
    return at + ahead < text.size() ? text[at + ahead] : '\0';
  }
  std::string_view rest() const { return text.substr(at); }
  bool ahead(std::string_view words) const { return rest().substr(0, words.size()) == words; }
  bool take(std::string_view words) {
    if (!ahead(words)) return false;
    at += words.size();
    return true;
  }
  void blanks() {
    while (peek() == ' ') ++at;
  }
  std::optional<CountNumber> number() {
    const auto found = number_at(text, at);
    if (found) at = found->end;
    return found;
  }
  // The same of any length: a run too long to be a number has the value 0.
  std::optional<CountNumber> year_number();
};

bool is_ascii_digit(char c);
bool is_ascii_letter(char c);
bool is_upper_letter(char c);
bool plausible_year(int year);
// Stands for a year that is written beside a day and can be none (0000, 9999, 20255, …): such a day
// is impossible, and no other year is guessed for it.
constexpr int kNoYear = -1;
// A written year: as it is if it can be one, else kNoYear.
int checked_year(const CountNumber& number);
// The character that ends in front of the place: one ASCII byte or three bytes of a Chinese one.
std::string_view character_before(std::string_view text, std::size_t at);
bool ends_with_any(std::string_view text, const std::vector<std::string_view>& endings);
bool begins_with_any(std::string_view text, const std::vector<std::string_view>& beginnings);

}  // namespace gongwatch::parser::facts
