#include "parser/vocabulary/rows.h"

#include "parser/vocabulary/embedded.h"

namespace gongwatch::parser {

std::vector<std::vector<std::string_view>> table_rows(std::string_view name, std::size_t columns) {
  std::vector<std::vector<std::string_view>> rows;
  std::string_view rest = embedded_table(name);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> fields(columns);
    for (std::size_t i = 0; i < columns && !line.empty(); ++i) {
      const std::size_t tab = line.find('\t');
      fields[i] = line.substr(0, tab);
      line = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
    }
    rows.push_back(std::move(fields));
  }
  return rows;
}

}  // namespace gongwatch::parser
