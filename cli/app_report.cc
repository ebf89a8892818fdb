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
  CLI::App* review = app.get_subcommand("fixture")->add_subcommand(
      "review", "A page of the cases that differ: the page as it was read beside its fields");
  review->add_option("cases", all.review.cases, "SOURCE/CASE, passing ones too");
  review->add_flag("--all", all.review.all, "Passing cases, too");
  review->add_option("--out", all.review.out, "The folder (review)");
  review->add_flag("--force", all.review.force, "If the folder is no earlier page: move it aside");
  review->footer(
      "Example:\n  $ gongwatch fixture review\n"
      "  review/index.html: 2 cases to look at; 58 of 60 fixtures pass");
  CLI::App* reparse = app.get_subcommand("reparse");
  reparse->add_option("--diff", all.diff.out,
                      "Change nothing: write a page to this folder of what would change");
  reparse->add_flag("--force", all.diff.force,
                    "With --diff, if the folder is no earlier page: move it aside");
}

std::optional<int> dispatch_pages(const CLI::App& app, const GlobalOptions& global,
                                  const PageArguments& all) {
  if (app.got_subcommand("report")) return report_command(global, all.report);
  const CLI::App* reparse = app.get_subcommand("reparse");
  if (reparse->parsed() && !all.diff.out.empty()) {
    DiffArgs args = all.diff;
    const CLI::Option* sources = reparse->get_option("--source");
    if (sources->count() > 0) args.sources = sources->as<std::vector<std::string>>();
    return reparse_diff_command(global, args);
  }
  const CLI::App* fixture = app.get_subcommand("fixture");
  if (fixture->parsed() && fixture->got_subcommand("review")) {
    ReviewArgs args = all.review;
    const CLI::Option* root = fixture->get_option("--fixtures");
    args.root = root->count() > 0 ? root->as<std::string>() : "fixtures";
    return fixture_review_command(global, args);
  }
  return std::nullopt;
}

}  // namespace gongwatch::cli
