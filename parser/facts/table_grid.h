// Rows below a head: which cell belongs to which column.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/table_labels.h"
#include "parser/facts/table_rows.h"

namespace gongwatch::parser::facts {

// The labels of a head, by column; null where a head is not known.
using GridColumns = std::vector<const Label*>;

// One cell a column. A row that has fewer cells than the head has lost some to the rows above
// (rowspan) or to a cell across columns (colspan): the better fit of the two is taken, and the
// lost first cells are those of the row above (`above`, fitted). Nothing if no fit is possible.
std::optional<std::vector<Span>> fit_row(const PreparedText& text, const GridColumns& columns,
                                         const TableLine& row, const std::vector<Span>& above);

// A number, price, day or code: no head of a column.
bool looks_like_value(const PreparedText& text, Span cell);

}  // namespace gongwatch::parser::facts
