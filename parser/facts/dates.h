// Days and reporting periods in running text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct DateMention {
  Span span;
  std::optional<CivilDate>
      date;  // null: the year is missing and nothing tells it, or the day does not exist
  bool year_inferred = false;
  bool year_missing = false;
};

// All days written in the text ("November 9", "9 November 2025", "11月9日", "2025-11-09"), in
// order. A day without a year gets the year that brings it nearest to `reference`, but not more
// than a week after it; without a reference it stays without.
std::vector<DateMention> find_dates(const PreparedText& text, std::optional<CivilDate> reference);

// One or more periods written as a list: "2022, 2023, 2024, and for the five months ending on May
// 31, 2025".
struct PeriodList {
  Span span;
  std::vector<std::string> periods;  // "FY2022", "5M2025"
};
std::vector<PeriodList> find_periods(const PreparedText& text, Span in,
                                     const std::vector<DateMention>& dates);

// "As of November 6, 2025" → "at 2025-11-06".
struct AsOf {
  Span span;
  std::string period;
};
std::vector<AsOf> find_as_of(const PreparedText& text, Span in,
                             const std::vector<DateMention>& dates);

// 1 to 12 from "january", "Jan", "sept"; 0 if it is no month.
unsigned month_number(std::string_view name);
// Small numbers as words: "five", "twelfth", "5", "5th", "五", "十二", "二十"; nullopt otherwise.
std::optional<int> small_number(std::string_view word);

}  // namespace gongwatch::parser::facts
