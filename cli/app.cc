// The command line. CLI11 is included here and in app_*.cc.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/app_asking.h"
#include "cli/app_backfill.h"
#include "cli/app_help.h"
#include "cli/app_report.h"
#include "cli/app_told.h"
#include "cli/app_upkeep.h"
#include "cli/commands.h"
#include "cli/score.h"

namespace gongwatch::cli {
namespace {

void set_up_log(bool verbose) {
  auto logger = spdlog::stderr_color_mt("gongwatch");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S%z %^%l%$ %v");
  logger->set_level(verbose ? spdlog::level::debug : spdlog::level::warn);
  spdlog::set_default_logger(std::move(logger));
}

// Everything the command line can hold; filled by CLI11.
struct Arguments {
  GlobalOptions global;
  RunArgs run;
  ParseArgs parse;
  EvalArgs eval;
  AskingArguments asking;
  FixtureArgs fixture;
  BackfillArgs backfill;
  ReparseArgs reparse;
  IssuerArgs issuer;
  UpkeepArguments upkeep;
  PageArguments pages;
  ToldArguments told;
  std::vector<std::string> source_files;
};

void add_globals(CLI::App& app, GlobalOptions& global) {
  global.db = default_db();
  global.sources = default_sources();
  app.add_option("--db", global.db, "The store (SQLite file)")->envname("GONGWATCH_DB");
  app.add_option("--sources", global.sources, "Folder of the source files")
      ->envname("GONGWATCH_SOURCES");
  app.add_option("--format", global.format, "How results are printed")
      ->check(
          CLI::IsMember({"table", "json", "ndjson", "csv", "md", "warc", "ics", "atom", "text"}))
      ->envname("GONGWATCH_FORMAT");
  app.add_option("--max-db-size", global.max_db_bytes,
                 "The store may not grow beyond this (bytes, or 500MB, 2GB); a run that needs more "
                 "stops with exit code 3")
      ->transform(CLI::AsSizeValue(false))
      ->envname("GONGWATCH_MAX_DB_SIZE");
  app.add_flag("--no-pager", global.no_pager, "Do not show long answers through $PAGER");
  app.add_flag("-v,--verbose", global.verbose, "Log every request");
  add_config(app);
  app.set_version_flag("--version", std::string("gongwatch ") + GONGWATCH_VERSION);
}

// What a tick may do.
void add_budget(CLI::App& command, Arguments& all) {
  command.add_option("--source", all.run.sources, "Only this source; may be given again")
      ->allow_extra_args(false);
  command.add_option("--max-articles", all.run.max_articles, "Articles asked for in one tick")
      ->check(CLI::Range(0, 100000));
  command
      .add_option("--max-documents", all.run.max_documents,
                  "Official documents (PDF) asked for in one tick")
      ->check(CLI::Range(0, 100000));
  command.add_option("--max-time", all.run.max_time,
                     "Stop asking after this time (\"10m\"); the rest is due at the next run");
  command
      .add_option("--metrics", all.run.metrics_file,
                  "Write figures for Prometheus' textfile collector to this file")
      ->envname("GONGWATCH_METRICS");
}

void add_run(CLI::App& app, Arguments& all) {
  CLI::App* run = app.add_subcommand(
      "run", "One tick, for cron: ask what is due, keep it, read it, store what is new");
  add_budget(*run, all);
  run->add_option("--now", all.run.now, "Pretend that it is this time (ISO 8601), for replays");
  run->add_flag("--until-idle", all.run.until_idle,
                "Tick after tick, until nothing is due any more");
  run->add_flag("--dry-run", all.run.dry_run,
                "Print what would be asked for; ask for nothing, change nothing");
  run->add_flag("--accept-shrunk", all.run.accept_shrunk,
                "Take over official lists even if they have lost more rows than is plausible");
  run->footer(
      "Example:\n  $ gongwatch run\n"
      "  SOURCE    OUTCOME  ASKED  UNCHANGED  CAPTURED  ARTICLES  FACTS  FAILURES\n"
      "  aastocks  ok       3      0          3         2         23     0\n"
      "Exit codes: 0 ok, 1 some source failed, 2 usage, 3 the store cannot be used,\n"
      "75 another run is active, 130/143 signal.");
}

void add_watch(CLI::App& app, Arguments& all) {
  CLI::App* watch = app.add_subcommand(
      "watch", "For people without cron: a tick, sleep until something is due, the next tick");
  add_budget(*watch, all);
  watch->footer(
      "Example:\n  $ gongwatch watch\n"
      "  SOURCE    OUTCOME  ASKED  UNCHANGED  CAPTURED  ARTICLES  FACTS  FAILURES\n"
      "  aastocks  ok       3      0          3         2         23     0\n"
      "Ends with Ctrl-C. The lock is held only during a tick.");
}

void add_parse(CLI::App& app, Arguments& all) {
  CLI::App* parse =
      app.add_subcommand("parse", "Read one page and print its text and facts as JSON");
  parse->add_option("input", all.parse.input, "File, URL, or - for standard input");
  CLI::Option* batch = parse->add_flag(
      "--batch", all.parse.batch,
      "Read paths, PATH<TAB>URL or JSON objects from standard input, one a line; print one JSON "
      "object a line");
  parse
      ->add_flag("--same-source", all.parse.same_source,
                 "The pages of the batch come from one source, oldest first: leave out what its "
                 "pages repeat, as a run does")
      ->needs(batch);
  parse->add_flag("--no-facts", all.parse.no_facts,
                  "Read the article alone: title, text, date, what was removed");
  parse->add_flag("--feed", all.parse.feed,
                  "The input is a feed (RSS, Atom, JSON Feed): print what it says of itself and "
                  "its entries");
  parse->add_option("--url", all.parse.url, "Where the page came from");
  parse->add_option("--captured-at", all.parse.captured_at,
                    "When it was fetched (ISO 8601): days without a year are read relative to it");
  parse->add_option("--type", all.parse.type,
                    "Its media type, such as \"text/html; charset=gbk\"; sniffed if not given");
  parse->callback([parse, &all] {
    if (all.parse.batch == !all.parse.input.empty())
      throw CLI::ValidationError(parse->get_name(), "give one input, or --batch");
  });
  parse->footer(
      "Example:\n  $ gongwatch parse --captured-at 2025-11-10T00:00:00Z story.txt |\n"
      "      jq -c '.events[] | [.issuer.name, .stage, .disclosed_on]'\n"
      "  [\"Acme Robotics\",\"hearing\",\"2025-11-09\"]");
}

void add_eval(CLI::App& app, Arguments& all) {
  CLI::App* eval = app.add_subcommand(
      "eval", "How well articles are read: precision, recall and F1 against annotations");
  eval->add_option("gold", all.eval.gold, "JSON Lines: tests/gold/gold.jsonl, or your own")
      ->required();
  eval->add_option("--kind", all.eval.kinds, "Only this kind of fact; may be given again")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(score_kinds()));
  eval->add_option("--language", all.eval.languages, "Only en, zh-Hans or zh-Hant")
      ->allow_extra_args(false);
  eval->add_option("--floor", all.eval.floors,
                   "KIND=F1: exit with 1 below it; may be given again, replaces the list's own")
      ->allow_extra_args(false);
  eval->add_flag("--errors", all.eval.errors, "List what is missing and what is wrong");
  eval->footer(
      "Example:\n  $ gongwatch eval tests/gold/gold.jsonl --kind event\n"
      "  KIND   OF   EXPECTED  FOUND  MATCHED  PRECISION  RECALL  F1");
}

void add_history(CLI::App& app, Arguments& all) {
  CLI::App* reparse = app.add_subcommand(
      "reparse", "Read everything that was captured again, with today's parser and knowledge");
  reparse->add_option("--source", all.reparse.sources, "Only this source; may be given again")
      ->allow_extra_args(false);
  reparse->add_flag("--from-start", all.reparse.from_start,
                    "Do not go on where one that was interrupted stopped");
  reparse->footer(
      "Example:\n  $ gongwatch reparse\n"
      "  CAPTURES  LISTS  DOCUMENTS  ARTICLES READ ANEW  FACTS  FAILURES\n"
      "  27        22     0          5                   121    0");
  CLI::App* issuer = app.add_subcommand(
      "issuer", "Correct who is who; corrections hold for all that is read later");
  issuer->require_subcommand(1);
  CLI::App* merge = issuer->add_subcommand("merge", "Two issuers are one company");
  merge
      ->add_option("issuer", all.issuer.issuer,
                   "The issuer that goes: name, code, id or #application")
      ->required();
  merge->add_option("into", all.issuer.into, "The issuer that stays")->required();
  merge->add_option("--reason", all.issuer.reason, "Why; kept with the correction");
  merge->footer(
      "Example:\n  $ gongwatch issuer merge \"Feather Industrial\" \"#6\" --reason \"same "
      "prospectus\"\n  issuer 9 is issuer 6 now; 1 application(s) were the same attempt");
  CLI::App* split = issuer->add_subcommand("split", "One issuer is two companies");
  split->add_option("issuer", all.issuer.issuer, "The issuer: name, code, id or #application")
      ->required();
  split
      ->add_option("--application", all.issuer.applications,
                   "An application that belongs to the other company (#12); may be given again")
      ->allow_extra_args(false);
  split
      ->add_option("--name", all.issuer.names,
                   "A name that the other company bears; may be given again")
      ->allow_extra_args(false);
  split
      ->add_option("--undo", all.issuer.undo,
                   "Undo the merge of this issuer (its number): it has its names and applications "
                   "again; --application names those that were merged with it")
      ->check(CLI::PositiveNumber);
  split->add_option("--into", all.issuer.into, "The other company, if it is known already");
  split->add_option("--reason", all.issuer.reason, "Why; kept with the correction");
  split->footer(
      "Example:\n  $ gongwatch issuer split \"#6\" --application \"#12\"\n"
      "  issuer 6: 1 application(s) and 0 name(s) belong to issuer 15 now");
}

void add_source(CLI::App& app, Arguments& all) {
  CLI::App* source = app.add_subcommand("source", "The sources: what is watched");
  source->require_subcommand(1);
  source->add_subcommand("list", "Each source with its kind and interval")
      ->footer(
          "Example:\n  $ gongwatch source list\n  ID        KIND   EVERY  ENABLED  URL\n  aastocks "
          " index  30m    yes      https://www.aastocks.com/…");
  CLI::App* check = source->add_subcommand(
      "check", "Check source files: file, line, key and reason of what is wrong");
  check->add_option("files", all.source_files, "Files; without any, the whole folder");
  check->footer(
      "Example:\n  $ gongwatch source check sources/aastocks.toml\n  sources/aastocks.toml: in "
      "order (index)");
}

void add_fixture(CLI::App& app, Arguments& all) {
  CLI::App* fixture =
      app.add_subcommand("fixture", "Pages with the facts that must be read from them");
  fixture->require_subcommand(1);
  all.fixture.root = "fixtures";
  fixture->add_option("--fixtures", all.fixture.root, "The fixtures folder")
      ->envname("GONGWATCH_FIXTURES");
  CLI::App* add = fixture->add_subcommand("new", "Make a case from a file or an address");
  add->add_option("case", all.fixture.name, "SOURCE/CASE")->required();
  add->add_option("page", all.fixture.page, "File or URL");
  add->add_option("--capture", all.fixture.capture,
                  "The bytes of this capture of the store (its number) instead of a page")
      ->check(CLI::PositiveNumber);
  add->callback([add, &all] {
    if (all.fixture.page.empty() == (all.fixture.capture == 0))
      throw CLI::ValidationError(add->get_name(), "give a page, or --capture");
  });
  add->add_option("--url", all.fixture.url, "The address of a page that comes from a file");
  add->add_option("--captured-at", all.fixture.captured_at, "When it was fetched (ISO 8601)");
  add->add_option("--note", all.fixture.note, "What is special about the case")->required();
  add->add_flag("--synthetic", all.fixture.synthetic, "The page was written by us");
  add->footer(
      "Example:\n  $ gongwatch fixture new aastocks/hearing-postponed page.html \\\n"
      "      --url https://… --note \"A hearing that did not take place\" --synthetic\n"
      "  fixtures/aastocks/hearing-postponed: written. Next: gongwatch fixture check\n"
      "  aastocks/hearing-postponed");
  CLI::App* check = fixture->add_subcommand(
      "check", "Compare each case with its expected.json; expected.json.new where it differs");
  check->add_option("cases", all.fixture.cases, "SOURCE/CASE; all without any");
  check->footer("Example:\n  $ gongwatch fixture check\n  12 of 12 fixtures pass");
  CLI::App* accept = fixture->add_subcommand(
      "accept", "Make the expected.json.new of exactly these cases the golden");
  accept->add_option("cases", all.fixture.cases, "SOURCE/CASE");
  accept->footer(
      "Example:\n  $ gongwatch fixture accept aastocks/hearing-joint-sponsors\n  "
      "aastocks/hearing-joint-sponsors: accepted");
}

int dispatch(const CLI::App& app, const Arguments& all) {
  const GlobalOptions& global = all.global;
  if (const std::string wrong = wrong_format(app, global.format); !wrong.empty())
    return report_usage(wrong);
  if (const auto code = dispatch_told(app, global, all.told)) return *code;
  if (const auto code = dispatch_pages(app, global, all.pages)) return *code;
  if (app.got_subcommand("run")) return run_command(global, all.run);
  if (app.got_subcommand("watch")) return watch_command(global, all.run);
  if (app.got_subcommand("parse")) return parse_command(global, all.parse);
  if (app.got_subcommand("eval")) return eval_command(global, all.eval);
  if (const auto code = dispatch_asking(app, global, all.asking)) return *code;
  if (app.got_subcommand("backfill")) return backfill_command(global, all.backfill);
  if (app.got_subcommand("reparse")) return reparse_command(global, all.reparse);
  if (const auto* issuer = app.get_subcommand("issuer"); issuer->parsed()) {
    return issuer->got_subcommand("merge") ? issuer_merge_command(global, all.issuer)
                                           : issuer_split_command(global, all.issuer);
  }
  if (const auto* source = app.get_subcommand("source"); source->parsed()) {
    return source->got_subcommand("list") ? source_list_command(global)
                                          : source_check_command(global, all.source_files);
  }
  if (const auto code = dispatch_upkeep(app, global, all.upkeep)) return *code;
  const auto* fixture = app.get_subcommand("fixture");
  if (fixture->got_subcommand("new")) return fixture_new_command(global, all.fixture);
  if (fixture->got_subcommand("check")) return fixture_check_command(global, all.fixture);
  return fixture_accept_command(global, all.fixture);
}

}  // namespace

int run_app(int argc, char** argv) {
  CLI::App app("Watches the Hong Kong IPO market and keeps one proven record per IPO.",
               "gongwatch");
  Arguments all;
  app.formatter(help_format());
  app.require_subcommand(1);
  app.fallthrough();
  add_globals(app, all.global);
  add_run(app, all);
  add_watch(app, all);
  add_parse(app, all);
  add_eval(app, all);
  add_asking(app, all.global, all.asking);
  add_backfill(app, all.backfill);
  add_history(app, all);
  add_upkeep(app, all.upkeep);
  add_told(app, all.global, all.told);
  add_source(app, all);
  add_fixture(app, all);
  add_pages(app, all.global, all.pages);
  for (CLI::App* command : app.get_subcommands({})) {
    command->fallthrough();
    for (CLI::App* inner : command->get_subcommands({})) inner->fallthrough();
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    const std::string unknown = unknown_command(app);
    if (!unknown.empty()) return report_usage(render::for_terminal(unknown));
    return app.exit(error) == 0 ? kOk : kUsage;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  all.global.config = config_file_of(app);
  std::error_code unknown;
  if (!all.global.config.empty() && !std::filesystem::exists(all.global.config, unknown))
    return report_usage("GONGWATCH_CONFIG: there is no file " + all.global.config);
  set_up_log(all.global.verbose);
  return dispatch(app, all);
}

}  // namespace gongwatch::cli
