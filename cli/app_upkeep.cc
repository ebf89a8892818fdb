#include "cli/app_upkeep.h"

#include <CLI/CLI.hpp>

namespace gongwatch::cli {
namespace {

void add_doctor(CLI::App& app, DoctorArgs& args) {
  CLI::App* doctor = app.add_subcommand(
      "doctor", "Whether all is well: sources, alarms, store, calendar, programs");
  doctor
      ->add_option("--metrics", args.metrics_file,
                   "Write figures for Prometheus' textfile collector to this file")
      ->envname("GONGWATCH_METRICS");
  doctor->add_option("--now", args.now, "Pretend that it is this time (ISO 8601)");
  doctor->footer(
      "Example:\n  $ gongwatch doctor\n"
      "  CHECK     STATE  FINDING\n"
      "  store     ok     /home/ann/.local/share/gongwatch/gongwatch.db, 48.1 MB; pages of the "
      "last "
      "30 days take 2.2 MB");
}

void add_ingest(CLI::App& app, IngestArgs& args) {
  CLI::App* ingest = app.add_subcommand(
      "ingest", "Pages from files, folders and web archives (WARC) instead of the network");
  ingest->add_option("paths", args.paths, "Files or folders; *.warc and *.warc.gz are archives")
      ->required();
  ingest->add_option("--source", args.source,
                     "Whose pages they are; for archives by host if not given");
  ingest->add_option("--url", args.url, "The address of a page that is a file");
  ingest->add_option("--url-base", args.url_base,
                     "What the names of the files are appended to, to make their addresses");
  ingest->add_option("--captured-at", args.captured_at, "When they were fetched (ISO 8601)");
  ingest->add_option("--type", args.type, "Their media type, such as \"text/html; charset=gbk\"");
  ingest->footer(
      "Example:\n  $ gongwatch ingest --source zhitong archive/CC-MAIN-2025.warc.gz\n"
      "  FILES  RECORDS  CAPTURED  KNOWN  ARTICLES  FACTS  SKIPPED\n"
      "  1      1204     311       0      298       2140   893");
}

void add_export(CLI::App& app, UpkeepArguments& all) {
  CLI::App* save = app.add_subcommand("export", "Captures as a web archive (--format warc)");
  save->add_option("file", all.export_.file, "The file to write, *.warc.gz")->required();
  save->add_option("--source", all.export_.source, "Only this source");
  save->footer(
      "Example:\n  $ gongwatch export --format warc captures.warc.gz\n"
      "  captures.warc.gz: 8112 captures");
  CLI::App* compact = app.add_subcommand(
      "compact", "How many captures prove nothing (older bytes of lists); --drop drops them");
  compact->add_flag("--drop", all.compact.drop, "Drop them for good and give the space back");
  compact->footer(
      "Example:\n  $ gongwatch compact\n"
      "  5210 captures (91.3 MB) prove nothing; --drop drops them");
}

}  // namespace

void add_upkeep(CLI::App& app, UpkeepArguments& all) {
  add_doctor(app, all.doctor);
  add_ingest(app, all.ingest);
  add_export(app, all);
}

std::optional<int> dispatch_upkeep(const CLI::App& app, const GlobalOptions& global,
                                   const UpkeepArguments& all) {
  if (app.got_subcommand("doctor")) return doctor_command(global, all.doctor);
  if (app.got_subcommand("ingest")) return ingest_command(global, all.ingest);
  if (app.got_subcommand("export")) {
    if (global.format == "warc") return export_command(global, all.export_);
    return report_usage("export writes web archives: --format warc");
  }
  if (app.got_subcommand("compact")) return compact_command(global, all.compact);
  return std::nullopt;
}

}  // namespace gongwatch::cli
