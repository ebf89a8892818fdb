// Reads the vocabulary tables: tab-separated fields, one row a line, lines that start with # are
// comments.
#pragma once

#include <string_view>
#include <vector>

namespace gongwatch::parser {

// The rows of embedded_table(name), each with exactly `columns` fields: missing ones are empty,
// further ones are dropped.
std::vector<std::vector<std::string_view>> table_rows(std::string_view name, std::size_t columns);

}  // namespace gongwatch::parser
