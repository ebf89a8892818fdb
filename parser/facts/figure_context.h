// Words around a figure that decide whether it counts (parser/vocabulary/figure_context.tsv).
#pragma once

#include <string_view>

namespace gongwatch::parser::facts {

// kind: others, forecast, part, sum, rank, and those of offers. False for an unknown kind.
bool has_figure_context(std::string_view kind, std::string_view folded);
// Whether such words stand at the end.
bool ends_in_figure_context(std::string_view kind, std::string_view folded);

}  // namespace gongwatch::parser::facts
