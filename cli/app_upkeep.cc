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
      "  store     ok     /var/lib/gongwatch/gongwatch.db, 48.1 MB; pages of the last\n"
      "                   30 days take 2.2 MB");
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

void add_compact(CLI::App& app, CompactArgs& args) {
  CLI::App* compact = app.add_subcommand(
      "compact", "How many captures prove nothing (older bytes of lists); --drop drops them");
  compact->add_flag("--drop", args.drop, "Drop them for good and give the space back");
  compact->footer(
      "Example:\n  $ gongwatch compact\n"
      "  5210 captures (91.3 MB) prove nothing; --drop drops them");
}

void add_fetch(CLI::App& app, UpkeepArguments& all) {
  CLI::App* fetch = app.add_subcommand(
      "fetch", "Capture a list of addresses, politely; ask only for what has changed since");
  fetch->add_option("--urls", all.fetch.urls, "File with one address a line, or -")->required();
  fetch->add_option("--source", all.fetch.source,
                    "Take pace, proxy, user agent and the like from this source");
  fetch->add_option("--connections", all.fetch.connections, "Requests to one host at a time (1)")
      ->check(CLI::Range(1, 256));
  fetch->add_flag("--no-delay", all.fetch.no_delay,
                  "No pause between requests to a host: for servers of your own");
  fetch->add_flag("--no-robots", all.fetch.no_robots,
                  "Do not ask for robots.txt: for servers of your own");
  fetch->add_flag("--allow-private", all.fetch.allow_private,
                  "Ask private and loopback addresses too");
  fetch->add_flag("--no-store", all.fetch.no_store, "Drop what comes: only see whether it does");
  fetch->add_option("--validators", all.fetch.validators,
                    "With --no-store: keep ETag and Last-Modified in this file, and ask with them");
  fetch->footer(
      "Example:\n  $ gongwatch fetch --urls urls.txt\n"
      "  OUTCOME       PAGES  EXAMPLE\n"
      "  ok            118    https://www.example.com/news/1.html\n"
      "  not-modified  40     https://www.example.com/news/7.html\n"
      "  gone          2      https://www.example.com/news/3.html: HTTP 410 Gone\n"
      "Exit codes: 0 all fetched, 1 some were not, 2 usage, 3 the store cannot be used,\n"
      "75 another run is active, 130/143 signal.");
}

}  // namespace

void add_upkeep(CLI::App& app, UpkeepArguments& all) {
  add_fetch(app, all);
  add_doctor(app, all.doctor);
  add_ingest(app, all.ingest);
  add_compact(app, all.compact);
}

std::optional<int> dispatch_upkeep(const CLI::App& app, const GlobalOptions& global,
                                   const UpkeepArguments& all) {
  if (app.got_subcommand("fetch")) return fetch_command(global, all.fetch);
  if (app.got_subcommand("doctor")) return doctor_command(global, all.doctor);
  if (app.got_subcommand("ingest")) return ingest_command(global, all.ingest);
  if (app.got_subcommand("compact")) return compact_command(global, all.compact);
  return std::nullopt;
}

}  // namespace gongwatch::cli
