#include "cli/app_told.h"

#include <CLI/CLI.hpp>

#include "cli/app_config.h"
#include "cli/app_manual.h"

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

void add_follow(CLI::App& app, IssuerArgs& args) {
  CLI::App* issuer = app.get_subcommand("issuer");
  CLI::App* follow = issuer->add_subcommand("follow", "Put an issuer on the watch-list");
  follow->add_option("issuer", args.issuer, "The issuer: name, code, id or #application")
      ->required();
  follow->add_option("--reason", args.reason, "Why; shown by issuer followed");
  follow->footer(
      "Example:\n  $ gongwatch issuer follow \"Yunlai Tea\" --reason \"our client\"\n"
      "  issuer 1 is followed: Yunlai Tea Group Holdings Limited");
  CLI::App* unfollow = issuer->add_subcommand("unfollow", "Take it from the watch-list");
  unfollow->add_option("issuer", args.issuer, "The issuer: name, code, id or #application")
      ->required();
  unfollow->footer(
      "Example:\n  $ gongwatch issuer unfollow \"Yunlai Tea\"\n"
      "  issuer 1 is followed no longer");
  issuer->add_subcommand("followed", "The watch-list")
      ->footer(
          "Example:\n  $ gongwatch issuer followed\n"
          "  ISSUER ID  NAME EN           NAME ZH           FOLLOWED AT       REASON\n"
          "  1          Yunlai Tea Grou…  雲籟茶業集團控…   2025-11-10T00:0…  the sector");
}

void add_notify(CLI::App& app, NotifyArgs& args) {
  CLI::App* notify = app.add_subcommand(
      "notify", "Tell now what changed, to the [[notify]] of the configuration file");
  notify->add_option("--target", args.targets, "Only this one (its name); may be given again")
      ->allow_extra_args(false);
  auto* dry = notify->add_flag("--dry-run", args.dry_run,
                               "Print what would be told; tell nothing, change nothing");
  notify->add_flag("--test", args.test, "Send a made-up change, to see that it arrives")
      ->excludes(dry);
  notify->add_option("--now", args.now, "Pretend that it is this time (ISO 8601)");
  notify->footer(
      "Example:\n  $ gongwatch notify --config config.toml\n"
      "  TARGET      QUEUED  SENT  WAITING  GIVEN UP  ERROR\n"
      "  team-slack  2       2     0        0\n"
      "A run does the same at its end, and gives a target that failed some rest.");
}

void add_digest(CLI::App& app, DigestArgs& args) {
  CLI::App* digest = app.add_subcommand(
      "digest", "What changed and what is coming, to read or to mail (--format md or text)");
  digest->add_option("--since", args.since,
                     "From this day (Hong Kong) or ISO time on; the last 24 hours if not given");
  digest->add_option("--now", args.now, "Pretend that it is this time (ISO 8601)");
  digest->footer(
      "Example:\n  $ gongwatch digest --format md\n"
      "  # Hong Kong IPOs, 2025-11-10\n\n"
      "  1 change, from 2025-11-09T08:00:00+08:00 to 2025-11-10T08:00:00+08:00.\n\n"
      "  ## Hearings passed\n\n"
      "  - **Acme Robotics Limited**: passed its listing hearing, 2025-11-09");
}

}  // namespace

void add_config(CLI::App& app) {
  app.config_formatter(std::make_shared<TomlConfig>());
  app.set_config("--config", default_config(),
                 "Read global flags and [[notify]] from this TOML file")
      ->envname("GONGWATCH_CONFIG");
}

std::string config_file_of(const CLI::App& app) {
  const CLI::Option* option = app.get_config_ptr();
  return option->count() > 0 ? option->as<std::string>() : option->get_default_str();
}

std::string wrong_format(const CLI::App& app, const std::string& format) {
  if (render::format_from_name(format)) return {};
  if (format == "text") return app.got_subcommand("digest") ? "" : "--format text is for digest";
  return app.got_subcommand("export") ? "" : "--format " + format + " is for export alone";
}

void add_told(CLI::App& app, GlobalOptions& global, ToldArguments& all) {
  add_export(app, global, all.export_);
  add_follow(app, all.follow);
  add_notify(app, all.notify);
  add_digest(app, all.digest);
  add_generate(app, all.generate);
}

std::optional<int> dispatch_told(const CLI::App& app, const GlobalOptions& global,
                                 const ToldArguments& all) {
  if (app.got_subcommand("export")) return export_command(global, all.export_);
  if (app.got_subcommand("notify")) return notify_command(global, all.notify);
  if (app.got_subcommand("digest")) return digest_command(global, all.digest);
  if (const auto* issuer = app.get_subcommand("issuer"); issuer->parsed()) {
    if (issuer->got_subcommand("follow")) return issuer_follow_command(global, all.follow);
    if (issuer->got_subcommand("unfollow")) return issuer_unfollow_command(global, all.follow);
    if (issuer->got_subcommand("followed")) return issuer_followed_command(global);
  }
  return dispatch_generate(app, all.generate);
}

}  // namespace gongwatch::cli
