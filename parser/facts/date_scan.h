// Days as they are written, before anything is reckoned: what stands where, in one pass over the
// folded text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/facts/span.h"

namespace gongwatch::parser::facts {

struct WrittenDay {
  enum class Kind {
    calendar,   // at least the day of the month
    weekday,    // "Tuesday", 上周五
    reference,  // "yesterday", 今日: `offset` days from the reference
    other_day,  // 翌日, "two days later": `offset` days from another day of the text
    offer_day,  // 招股第二日: the `offset`th day of an offer
    lunar,      // 农历八月十五
  };
  Span span;
  Kind kind = Kind::calendar;
  int year = 0, month = 0, day = 0;          // 0: not written
  std::optional<int> year_of, month_of;      // 去年, 上月: counted from the reference
  std::optional<int> told_year, told_month;  // 同年, 次月: counted from the day told before
  int weekday = 0;                           // 1 Monday … 7 Sunday; also of a calendar day
  std::optional<int> week;                   // 上周 -1, 本周 0
  int nearest = 0;                           // "last Friday" -1, "coming Friday" 1
  int offset = 0;
  bool anchor_behind = false;  // "two days after 3 March"
  bool beside_only = false;    // counts only next to another way of saying the day: "(7/8)", "Mon"
  bool either_order = false;   // 7/8: day and month may be the other way round
};

struct WrittenMonth {
  Span span;
  int year = 0, month = 0;  // month 0: a year alone (2024年)
  std::optional<int> year_of, month_of;
};

struct WrittenDays {
  std::vector<WrittenDay> days;
  std::vector<WrittenMonth> months;  // months without a day
};

// In the order of the text. No more than a few thousand: that bounds the time for hostile pages.
WrittenDays scan_days(std::string_view folded);

// Whether the words between two days make one list or range of them.
bool joins_days(std::string_view between);
bool joins_day_range(std::string_view between);

}  // namespace gongwatch::parser::facts
