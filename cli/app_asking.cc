// Registers the questions and the copies of the store: app.cc is long enough.
#include "cli/app_asking.h"

#include <CLI/CLI.hpp>

namespace gongwatch::cli {
namespace {

void add_as_of(CLI::App& command, GlobalOptions& global) {
  command.add_option("--as-of", global.as_of,
                     "What was known at this time: a day (its end in Hong Kong) or an ISO time");
}

void add_questions(CLI::App& app, GlobalOptions& global, AskingArguments& all) {
  CLI::App* list = app.add_subcommand("list", "The IPOs that the store knows, newest first");
  add_as_of(*list, global);
  list->add_flag("--by-stage", all.list.by_stage, "The pipeline: grouped by stage, furthest first");
  list->add_option("--stage", all.list.stage, "filed, refiled, hearing, phip, listed, lapsed …");
  list->add_option("--board", all.list.board, "main or gem")->check(CLI::IsMember({"main", "gem"}));
  list->add_option("--sponsor", all.list.sponsor, "Part of a sponsor's name");
  list->add_option("--text", all.list.text, "Part of any name");
  list->add_option("--since", all.list.since, "Stage reached on or after this day (YYYY-MM-DD)");
  list->add_option("--until", all.list.until, "Stage reached on or before this day");
  list->add_option_function<std::vector<std::string>>(
          "--changed",
          [&all](const std::vector<std::string>& since) {
            all.list.changed = true;
            all.list.changed_since = since.empty() ? "" : since.front();
          },
          "Only those about which something was told since then (a day or a time; without one, "
          "since yesterday began), and what")
      ->expected(0, 1)
      ->type_name("[TIME]");
  list->add_option("--sort", all.list.sort,
                   "By this column of the view ipo; NAME:desc for the greatest first");
  list->add_option("--columns", all.list.columns,
                   "These columns of the view ipo instead, with commas between them")
      ->delimiter(',')
      ->allow_extra_args(false);
  list->add_option("--limit", all.list.limit, "At most so many rows")
      ->check(CLI::Range(1, 1000000));
  list->footer(
      "Example:\n  $ gongwatch list --stage refiled\n"
      "  ID   ISSUER            STAGE    ON          SPONSORS          RANKING\n"
      "  #18  Yunlai Tea Grou…  refiled  2025-11-06  CMB Internation…  #5 高端烏龍茶品…");
  CLI::App* show = app.add_subcommand(
      "show", "One IPO: names, timeline, sponsors, conflicts, rankings, figures, articles");
  show->add_option("query", all.show.query,
                   "Name in any language, stock code, HKEX id, or our id (#2)")
      ->required();
  add_as_of(*show, global);
  show->add_flag("--removed", all.show.removed,
                 "List what was taken away from each article, with the reason");
  show->footer(
      "Example:\n  $ gongwatch show \"Yunlai Tea\"\n"
      "  #18  Yunlai Tea Group Holdings Limited  雲籟茶業集團控股有限公司\n"
      "      stage refiled on 2025-11-06, board main, HKEX id 107822, code -");
  CLI::App* explain = app.add_subcommand(
      "explain",
      "Why each fact of an IPO is believed: the words that prove it, in their paragraph");
  explain
      ->add_option("query", all.explain.query,
                   "Name in any language, stock code, HKEX id, or our id (#2)")
      ->required();
  add_as_of(*explain, global);
  explain
      ->add_option("--kind", all.explain.kinds,
                   "Only these: stage, sponsor, appointment, ranking, figure, close; may be given "
                   "again")
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"stage", "sponsor", "appointment", "ranking", "figure", "close"}));
  explain->footer(
      "Example:\n  $ gongwatch explain \"Yunlai Tea\"\n"
      "  stage 41: refiled on 2025-11-06, main board (official)\n"
      "      row of the official feed, read 2025-11-10T00:00:00Z");
}

void add_sql(CLI::App& app, GlobalOptions& global, AskingArguments& all) {
  CLI::App* sql = app.add_subcommand(
      "sql", "Ask the store in SQL, read-only; without a statement: its views and columns");
  sql->add_option("statement", all.sql, "One SELECT");
  add_as_of(*sql, global);
  sql->footer(
      "Example:\n  $ gongwatch sql \"select name_en, stage from ipo where stage = 'refiled'\"\n"
      "  NAME EN                            STAGE\n"
      "  Yunlai Tea Group Holdings Limited  refiled");
}

void add_search(CLI::App& app, GlobalOptions& global, AskingArguments& all) {
  CLI::App* search = app.add_subcommand(
      "search", "Full text over articles and names, in English and either Chinese script");
  search
      ->add_option("words", all.search.words,
                   "Words that must all be there; \"words in this order\"; word*; word OR word; "
                   "behind --: -word, not there")
      ->required();
  add_as_of(*search, global);
  search->add_flag("--rank", all.search.ranked, "The most telling first, not the newest");
  search->add_option("--since", all.search.since, "Published on or after this day (YYYY-MM-DD)");
  search->add_option("--until", all.search.until, "Published on or before this day");
  search->add_option("--source", all.search.source, "Only articles of this source");
  search->add_option("--issuer", all.search.issuer,
                     "Only articles about this company: name, code, HKEX id or #application");
  search->add_option("--limit", all.search.limit, "At most so many articles")
      ->check(CLI::Range(1, 10000));
  search->footer(
      "Example:\n  $ gongwatch search 招銀國際 --limit 1\n"
      "  2025-11-06  【新股】雲籟茶業失效後再遞表 …  [yahoo-hk]  #1 #18\n"
      "              …（下稱「雲籟茶業」）再次向港交所主板遞交上市申請，»招銀國際«\n"
      "              及農銀國際為聯席保薦人。…");
}

void add_stats(CLI::App& app, AskingArguments& all) {
  CLI::App* stats = app.add_subcommand(
      "stats", "The market in figures: stages, months, days between stages, outcomes, sponsors");
  stats->add_option("what", all.stats.what, "One of sponsors, stages, months, days, outcomes")
      ->check(CLI::IsMember({"sponsors", "stages", "months", "days", "outcomes"}));
  stats->add_option("--since", all.stats.since, "Only filings of this day or later (YYYY-MM-DD)");
  stats->add_option("--until", all.stats.until, "Only filings of this day or earlier");
  stats->add_option("--limit", all.stats.limit, "At most so many sponsors and months")
      ->check(CLI::Range(1, 100000));
  stats->footer(
      "Example:\n  $ gongwatch stats days\n"
      "  SPAN                APPLICATIONS  FIRST QUARTILE  MEDIAN  THIRD QUARTILE\n"
      "  filing to hearing   4             150.8           164     177.5");
}

void add_copies(CLI::App& app, AskingArguments& all) {
  CLI::App* backup = app.add_subcommand(
      "backup", "A copy of the store as it is now, while others use it, read through afterwards");
  backup->add_option("file", all.backup.file, "The new file")->required();
  backup->footer(
      "Example:\n  $ gongwatch backup gongwatch-2025-11-10.db\n"
      "  gongwatch-2025-11-10.db: 0.7 MB, 22 applications, 5 articles, 31 captures");
  CLI::App* restore = app.add_subcommand(
      "restore", "Put a backup in the place of the store, which is kept beside it");
  restore->add_option("file", all.restore.file, "The backup, or the damaged store")->required();
  restore->add_flag("--check", all.restore.check, "Only see whether the file is whole");
  restore->add_flag("--salvage", all.restore.salvage,
                    "The file is damaged: take what can be read of it, and say what is lost");
  restore->footer(
      "Example:\n  $ gongwatch restore --check gongwatch-2025-11-10.db\n"
      "  gongwatch-2025-11-10.db is whole: version 14, 22 applications, 5 articles,\n"
      "  31 captures");
}

}  // namespace

void add_asking(CLI::App& app, GlobalOptions& global, AskingArguments& all) {
  add_questions(app, global, all);
  add_search(app, global, all);
  add_stats(app, all);
  add_sql(app, global, all);
  add_copies(app, all);
}

std::optional<int> dispatch_asking(const CLI::App& app, const GlobalOptions& global,
                                   const AskingArguments& all) {
  if (app.got_subcommand("list")) return list_command(global, all.list);
  if (app.got_subcommand("show")) return show_command(global, all.show);
  if (app.got_subcommand("explain")) return explain_command(global, all.explain);
  if (app.got_subcommand("search")) return search_command(global, all.search);
  if (app.got_subcommand("stats")) return stats_command(global, all.stats);
  if (app.got_subcommand("sql")) return sql_command(global, all.sql);
  if (app.got_subcommand("backup")) return backup_command(global, all.backup);
  if (app.got_subcommand("restore")) return restore_command(global, all.restore);
  return std::nullopt;
}

}  // namespace gongwatch::cli
