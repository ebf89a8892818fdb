#include "cli/answers.h"

#include <fmt/core.h>

#include <algorithm>
#include <csignal>

namespace gongwatch::cli {

using render::Json;

std::size_t page_width() {
  const std::size_t width = terminal_width();
  return width == 0 ? 100 : std::min<std::size_t>(width, 120);
}

Result<std::vector<IpoRow>> matching(const store::Store& store, const std::string& query) {
  auto rows = store.find(query);
  if (rows && rows->empty())
    return fail(ErrorKind::not_found, "no application is known by this name, code or id", query);
  return rows;
}

void print_json(const Json& array, render::Format format) {
  if (format == render::Format::ndjson) {
    for (const Json& one : array) fmt::print("{}\n", render::one_line(one));
  } else {
    fmt::print("{}", render::pretty(array));
  }
}

std::string no_table(std::string_view command, render::Format format) {
  if (format != render::Format::csv && format != render::Format::md) return {};
  return fmt::format("{} has no --format {}: table, json or ndjson", command,
                     format == render::Format::csv ? "csv" : "md");
}

int report_stopped(std::string_view how_to_go_on) {
  const int signal = pending_signal();
  fmt::print(stderr, "gongwatch: stopped by {}; {}\n", signal == SIGINT ? "SIGINT" : "SIGTERM",
             how_to_go_on);
  return 128 + signal;
}

bool for_people(render::Format format) {
  return format == render::Format::table || format == render::Format::md;
}

render::Table table_of(const store::Store::SqlAnswer& answer) {
  render::Table table{answer.columns, {}};
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    if (answer.numeric[i]) table.numbers.insert(answer.columns[i]);
  }
  for (const auto& row : answer.rows) {
    std::vector<std::string> cells;
    cells.reserve(row.size());
    for (const auto& cell : row) cells.push_back(cell.value_or(""));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace gongwatch::cli
