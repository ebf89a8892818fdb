// Reporting periods in running text.
#pragma once

#include <string>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

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

}  // namespace gongwatch::parser::facts
