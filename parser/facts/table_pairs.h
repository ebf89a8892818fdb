// Tables that a page does not draw as such: lines "offer price: HK$8.88", or a label and its value
// on lines of their own (definition lists, boxes).
#pragma once

#include <vector>

#include "parser/facts/table_rows.h"

namespace gongwatch::parser::facts {

// Runs of at least three such pairs, at least two of them about listings; two cells a line.
std::vector<TextTable> find_pair_tables(const PreparedText& text);

}  // namespace gongwatch::parser::facts
