// The commands that make pages to look at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "render/report.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct ReportArgs {
  std::string out;     // folder
  bool force = false;  // a folder that is not ours is moved aside
};
int report_command(const GlobalOptions& global, const ReportArgs& args);

struct ReviewArgs {
  std::string root;                // the fixtures folder
  std::vector<std::string> cases;  // SOURCE/CASE; empty: those that do not pass
  std::string out = "review";
  bool all = false;
  bool force = false;
};
int fixture_review_command(const GlobalOptions& global, const ReviewArgs& args);

struct DiffArgs {
  std::vector<std::string> sources;  // ids; empty: all
  std::string out;
  bool force = false;
};
int reparse_diff_command(const GlobalOptions& global, const DiffArgs& args);

// Writes the folder as a whole; says what is wrong and returns the exit code.
int write_pages(const std::vector<render::ReportFile>& files, const std::string& out, bool force);

struct PageArguments {
  ReportArgs report;
  ReviewArgs review;
  DiffArgs diff;
};

// The commands that make pages, and their flags, behind `fixture`; dispatch_pages runs the one that
// was given, if it is one of them.
void add_pages(CLI::App& app, GlobalOptions& global, PageArguments& all);
std::optional<int> dispatch_pages(const CLI::App& app, const GlobalOptions& global,
                                  const PageArguments& all);

}  // namespace gongwatch::cli
