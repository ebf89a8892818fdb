#include "cli/app_told.h"

#include <CLI/CLI.hpp>

namespace gongwatch::cli {
namespace {

void add_export(CLI::App& app, GlobalOptions& global, ExportArgs& args) {
  CLI::App* save = app.add_subcommand(
      "export", "IPOs (csv, json, ndjson, md), their days (ics), changes (atom), captures (warc)");
  save->add_option("file", args.file, "The file to write; standard output if not given, or -");
  save->add_option("--view", args.view,
                   "csv, json, ndjson, md: another view than ipo (gongwatch sql lists them)");
  save->add_option("--since", args.since,
                   "atom: changes since this day (YYYY-MM-DD); ics: days from this one on");
  save->add_option("--limit", args.limit, "atom: the newest so many changes (200)")
      ->check(CLI::Range(1, 100000));
  save->add_option("--self-url", args.self_url, "atom: where the feed will be served");
  save->add_option("--source", args.source, "warc: only this source");
  save->add_option("--as-of", global.as_of,
                   "What was known at this time: a day (its end in Hong Kong) or an ISO time");
  save->footer(
      "Example:\n  $ gongwatch export --format csv ipos.csv\n  ipos.csv: 412 rows\n"
      "  $ gongwatch export --format ics --since 2025-11-01 calendar.ics\n"
      "  calendar.ics: 96 days\n"
      "  $ gongwatch export --format atom > changes.xml");
}

}  // namespace

void add_told(CLI::App& app, GlobalOptions& global, ToldArguments& all) {
  add_export(app, global, all.export_);
}

std::optional<int> dispatch_told(const CLI::App& app, const GlobalOptions& global,
                                 const ToldArguments& all) {
  if (app.got_subcommand("export")) return export_command(global, all.export_);
  return std::nullopt;
}

}  // namespace gongwatch::cli
