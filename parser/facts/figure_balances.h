// The days that a balance ("cash") is of.
#pragma once

#include <vector>

#include "parser/facts/figure_periods.h"

namespace gongwatch::parser::facts {

// A balance is of a day; of a year only if the words say that it is its end. `moments` are the days
// that the sentence tells, `memory` the periods that the article has told.
std::vector<PeriodList> balance_lists(const FigureContext& context, const FigureSentence& parts,
                                      const std::vector<PeriodList>& moments,
                                      const PeriodMemory& memory);

}  // namespace gongwatch::parser::facts
