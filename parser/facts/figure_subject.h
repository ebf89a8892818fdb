// What a quantity or ratio is of: "alumina production", 氧化铝产量.
#pragma once

#include <optional>
#include <string>

#include "parser/facts/figure_sentence.h"

namespace gongwatch::parser::facts {

// In the article's own words; nothing for money. `first` and `last` are the metric's values.
std::optional<std::string> figure_subject(const FigureContext& context,
                                          const FigureSentence& sentence,
                                          const MetricMention& mention, const Amount& first,
                                          const Amount& last);

}  // namespace gongwatch::parser::facts
