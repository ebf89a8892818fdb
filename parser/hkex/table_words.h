// Headings and statuses of official tables, by parser/vocabulary/official_columns.tsv and
// official_statuses.tsv.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser {

// Column → its place among the cells; the first cell that fits.
using Columns = std::map<std::string, std::size_t, std::less<>>;

// The columns of `table` that stand in a line of cells; none if it is no line of headings.
Columns columns_in(std::string_view table, const std::vector<std::string_view>& cells);

struct KnownStatus {
  std::optional<Stage> stage;  // nullopt: a known status that is no stage
};
// Nothing if the table is not known to use such a status.
std::optional<KnownStatus> status_in(std::string_view table, std::string_view written);

}  // namespace gongwatch::parser
