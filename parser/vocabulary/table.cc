#include "parser/vocabulary/table.h"

#include <algorithm>

#include "parser/vocabulary/embedded.h"
#include "text/utf8.h"

namespace gongwatch::parser {

std::vector<std::string_view> split_cell(std::string_view cell, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = cell.find(separator);
    if (const auto part = text::trim(cell.substr(0, at)); !part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    cell.remove_prefix(at + separator.size());
  }
}

std::vector<TableRow> table_rows(std::string_view name, std::size_t columns) {
  std::vector<TableRow> rows;
  std::string_view rest = embedded_table(name);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text::trim(line).empty() || line.front() == '#') continue;
    TableRow row;
    while (true) {
      const auto tab = line.find('\t');
      row.push_back(text::trim(line.substr(0, tab)));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    row.resize(std::max(row.size(), columns));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace gongwatch::parser
