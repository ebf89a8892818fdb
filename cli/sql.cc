#include <fmt/core.h>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/pager.h"

namespace gongwatch::cli {
namespace {

int print_views(const GlobalOptions& global, const store::Store& store) {
  const auto views = store.views();
  if (!views) return report(views.error());
  const Pager pager(global);
  for (const auto& [name, columns] : *views) {
    fmt::print("{}\n{}", name, render::wrap(columns, page_width(), "    "));
  }
  return kOk;
}

}  // namespace

int sql_command(const GlobalOptions& global, const std::string& statement) {
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  if (statement.empty()) return print_views(global, *store);
  const auto answer = store->sql(statement);
  if (!answer) return report(answer.error());
  const Pager pager(global);
  fmt::print("{}", render::print(table_of(*answer), format_of(global), terminal_width()));
  return kOk;
}

}  // namespace gongwatch::cli
