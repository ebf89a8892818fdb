// The commands that carry what is known elsewhere: export, and who is told of changes. Beside
// app.cc, which is long.
#pragma once

#include <optional>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct ToldArguments {
  ExportArgs export_;
};
void add_told(CLI::App& app, GlobalOptions& global, ToldArguments& all);
// The exit code, if it was one of these commands.
std::optional<int> dispatch_told(const CLI::App& app, const GlobalOptions& global,
                                 const ToldArguments& all);

}  // namespace gongwatch::cli
