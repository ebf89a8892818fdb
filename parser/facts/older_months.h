// Months and years without a day that are too long ago for news.
#pragma once

#include <optional>

#include "model/time.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// "in March 2024", 2021年11月, 今年3月, 于3月: the last day of a month or year into which the
// clause puts the trigger, if that cannot be the news's.
std::optional<CivilDate> older_month(const PreparedText& text, Span clause, Span trigger,
                                     std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
