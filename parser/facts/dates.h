// Days in running text.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/document.h"
#include "model/time.h"
#include "parser/facts/number_words.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct DateMention {
  Span span;
  std::optional<CivilDate>
      date;  // null: the year is missing and nothing tells it, or the day does not exist
  bool year_inferred = false;
  bool year_missing = false;
  // Counted from the reference or from another day of the text: "yesterday", 上周五, 本月9日,
  // "two days later". Null without what it is counted from; its year is never "inferred".
  bool relative = false;
  bool weekday_only = false;    // relative, told by a weekday alone
  bool day_only = false;        // only the day of the month is written: 9日, "(5日)"
  bool impossible = false;      // 31 June, month 13
  bool first_of_offer = false;  // 招股第二日, told by the day it counts from: the offer's first
  bool lunar = false;           // of the moon's calendar; null
  bool range_start = false;     // "July 3 to 8": the ends of a range
  bool range_end = false;
};

// All days written in the text ("November 9", "9 November 2025", 11月9日, "2025-11-09", "on
// Tuesday", 昨日), in order. `reference`: the Hong Kong day of publication or capture. A day
// without a year gets the year of the day it is listed with or that its sentence tells; else the
// one that brings it nearest to the reference, but not more than a week after it, unless the words
// around tell a plan. A bare weekday is the last one, today included; of a plan, the next one.
std::vector<DateMention> find_dates(const PreparedText& text, std::optional<CivilDate> reference);

// `impossible-date` for days that no calendar has, the first few of a text.
std::vector<Warning> impossible_date_warnings(const PreparedText& text,
                                              const std::vector<DateMention>& dates);

// Those of the sorted list that touch the span.
std::span<const DateMention> dates_in(const std::vector<DateMention>& dates, Span in);

// Months told without a day: "March 2024", 2025年3月, 上月. Never part of find_dates.
struct MonthMention {
  Span span;
  std::optional<int> year;  // null: not told; no year is inferred
  unsigned month = 0;
};
std::vector<MonthMention> find_months(const PreparedText& text, std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
