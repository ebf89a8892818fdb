// The forms in which a reporting period is written, tried at one place of a sentence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/date_forms.h"
#include "parser/facts/periods.h"

namespace gongwatch::parser::facts {

// The months that begin a year, or a later half or quarter of it.
struct YearPart {
  int months = 12;  // 12: the whole year
  int half = 0;     // 2
  int quarter = 0;  // 2 to 4
};
std::string period_name(int year, const YearPart& part);

struct YearList {
  std::vector<int> years;
  bool marked = false;  // some year bears 年, FY or the like
  Span span;            // of the years that stand alone
  // 12月 stands behind the last year: it is part of a date, and no longer in `years`.
  int dated = 0;
};

struct PeriodForms {
  std::string_view text;
  const std::vector<DateMention>& dates;
  std::optional<CivilDate> reference;
  // The year that the sentence told last; 0: none.
  int told_year = 0;

  // What stands at the place; nothing if it is no period. An empty list is passed over.
  std::optional<PeriodList> han(std::size_t at) const;
  std::optional<PeriodList> latin(std::size_t at) const;

  // "2022, 2023 and 2024", 2022年至2024年, FY22, 二○一八年. Leaves the cursor behind what it took.
  YearList years(DateCursor& cursor) const;
  // The year of "this year", 去年; needs the reference.
  std::optional<int> year_word(DateCursor& cursor) const;
  // The year in which a period without one ended last: of `month`, or of its name.
  std::optional<int> latest_year(int month) const;
};

// Whether a year without a mark is a time of accounts: not "RMB 2000", "November 2025", "founded in
// 2015".
bool stands_as_year(std::string_view text, Span year);
// A month's end or a day of a month: "31 December", "December 31,", 12月31日, 6月底. 0: none.
int take_month_end(DateCursor& cursor);

}  // namespace gongwatch::parser::facts
