// Medians and quartiles, the same in a table of the command line and in a chart of the report.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gongwatch::render {

// The value below which that share of the sorted values lies: linear between the two around the
// place, as spreadsheets and R do it. Not for none.
double quantile(const std::vector<std::int64_t>& sorted, double share);

// "25", "17.5".
std::string written_quantile(double value);

}  // namespace gongwatch::render
