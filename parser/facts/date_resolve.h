// From days as written to days of the calendar.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/date_scan.h"
#include "parser/facts/dates.h"

namespace gongwatch::parser::facts {

// One mention for each written day, in order; without those that are counted from another day of
// the text when there is none.
std::vector<DateMention> resolve_days(const PreparedText& text, const WrittenDays& written,
                                      std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
