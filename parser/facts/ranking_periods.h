// Years and parts of years that a ranking is for.
#pragma once

#include <string>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct PeriodMention {
  Span span;
  std::string period;  // "2024", "6M2025", "2022..2024"
};

// All periods written in the span, left to right. Days ("on 3 June 2024", 2024年6月3日), the years
// of other things (founded in 2005, 于2010年成立), forecasts ("by 2030") and bare numbers are none.
std::vector<PeriodMention> find_rank_periods(const PreparedText& text, Span in);

}  // namespace gongwatch::parser::facts
