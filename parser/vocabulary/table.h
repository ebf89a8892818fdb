// Reads the vocabulary tables: tab-separated lines of UTF-8, "#" starts a comment line, blank lines
// are skipped.
#pragma once

#include <string_view>
#include <vector>

namespace gongwatch::parser {

using TableRow = std::vector<std::string_view>;

// Rows of parser/vocabulary/<name>.tsv with at least `columns` cells (missing cells are empty).
// Lives for ever.
std::vector<TableRow> table_rows(std::string_view name, std::size_t columns);

// The parts of a cell that are separated by `separator`, blanks around them removed, empty ones
// left out.
std::vector<std::string_view> split_cell(std::string_view cell, std::string_view separator);

}  // namespace gongwatch::parser
