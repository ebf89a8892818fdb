// The questions (list, show, explain, search, stats, sql) and the copies of the store (backup,
// restore). Beside app.cc, which is long.
#pragma once

#include <optional>

#include "cli/asking.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct AskingArguments {
  ListArgs list;
  ShowArgs show;
  ExplainArgs explain;
  SearchArgs search;
  StatsArgs stats;
  BackupArgs backup;
  RestoreArgs restore;
  std::string sql;
};
void add_asking(CLI::App& app, GlobalOptions& global, AskingArguments& all);
// The exit code, if it was one of these commands.
std::optional<int> dispatch_asking(const CLI::App& app, const GlobalOptions& global,
                                   const AskingArguments& all);

}  // namespace gongwatch::cli
