// The commands that make pages to look at.
#pragma once

#include <optional>
#include <string>

#include "cli/context.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct ReportArgs {
  std::string out;     // folder
  bool force = false;  // a folder that is not ours is moved aside
};
int report_command(const GlobalOptions& global, const ReportArgs& args);

struct PageArguments {
  ReportArgs report;
};

// The commands that make pages, and their flags; dispatch_pages runs the one that was given, if it
// is one of them.
void add_pages(CLI::App& app, GlobalOptions& global, PageArguments& all);
std::optional<int> dispatch_pages(const CLI::App& app, const GlobalOptions& global,
                                  const PageArguments& all);

}  // namespace gongwatch::cli
