// Reporting periods in running text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// What "last year", 今年上半年 and "the first half" are counted from. Without a reference such
// words are no periods.
struct PeriodContext {
  std::optional<CivilDate> reference;
};

// One or more periods written as a list: "2022, 2023, 2024, and for the five months ending on May
// 31, 2025". A period is "FY2022"; "5M2025", the five months ended in that year (a half is 6M, the
// first quarter 3M, three quarters 9M); "2H2024", "3Q2024": parts that do not begin the year.
struct PeriodList {
  Span span;
  std::vector<std::string> periods;
};
std::vector<PeriodList> find_periods(const PreparedText& text, Span in,
                                     const std::vector<DateMention>& dates,
                                     const PeriodContext& context = {});

// "As of November 6, 2025" → "at 2025-11-06"; "at the end of 2024", 截至9月底 → its last day.
struct AsOf {
  Span span;
  std::string period;
};
std::vector<AsOf> find_as_of(const PreparedText& text, Span in,
                             const std::vector<DateMention>& dates,
                             const PeriodContext& context = {});

}  // namespace gongwatch::parser::facts
