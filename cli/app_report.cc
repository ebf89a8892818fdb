#include "cli/app_report.h"

#include <CLI/CLI.hpp>

namespace gongwatch::cli {

void add_pages(CLI::App& app, GlobalOptions& global, PageArguments& all) {
  CLI::App* report = app.add_subcommand(
      "report", "A folder of pages to look at: the pipeline, each IPO with its proof, a search");
  report->add_option("--out", all.report.out, "The folder, replaced as a whole")->required();
  report->add_flag("--force", all.report.force,
                   "If the folder is no earlier report: move it aside");
  report->add_option("--as-of", global.as_of,
                     "As it was known at this time: a day (its end in Hong Kong) or an ISO time");
  report->footer(
      "Example:\n  $ gongwatch report --out site\n"
      "  site/index.html: 4812 IPOs, 4832 files, 21.6 MB");
}

std::optional<int> dispatch_pages(const CLI::App& app, const GlobalOptions& global,
                                  const PageArguments& all) {
  if (app.got_subcommand("report")) return report_command(global, all.report);
  return std::nullopt;
}

}  // namespace gongwatch::cli
