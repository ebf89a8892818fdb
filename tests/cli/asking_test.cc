// search, stats, list, backup and restore, asked of the small world.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::CommandOptions;
using testing_support::read_whole_file;
using testing_support::run_command;
using testing_support::World;

// One run for all questions.
const World& asked_world() {
  static const std::unique_ptr<const World> world = [] {
    auto made = std::make_unique<World>();
    const auto run = made->run_at("2025-11-10T08:00:00+08:00");
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return made;
  }();
  return *world;
}

std::string count_of(const World& world, const std::string& table) {
  return world.sql("select count(*) from " + table);
}

TEST(Search, FindsTwoCharactersInBothScripts) {
  const auto traditional = asked_world().ask({"search", "聆訊", "--format", "json"});
  const auto simplified = asked_world().ask({"search", "聆讯", "--format", "json"});
  ASSERT_EQ(traditional.exit_code, 0) << traditional.err;
  EXPECT_EQ(traditional.out, simplified.out);
  const json answer = json::parse(traditional.out);
  ASSERT_FALSE(answer.empty());
  std::string newest = "9999";
  for (const json& hit : answer) {
    ASSERT_EQ(hit["kind"], "article");
    EXPECT_THAT(hit["snippet"].get<std::string>(), HasSubstr("»聆"));
    EXPECT_FALSE(hit["hits"].empty() &&
                 hit["title"].get<std::string>().find("聆") == std::string::npos);
    EXPECT_LE(hit["at"], newest);
    newest = hit["at"];
  }
}

// This program, one test of it, with a folder of its own for what is temporary.
TEST(AskingTests, LeaveNothingBehind) {
  const testing_support::TempDir dir;
  CommandOptions options;
  options.env = {{"TMPDIR", dir.path().string()}};
  const auto done = run_command({std::filesystem::read_symlink("/proc/self/exe").string(),
                                 "--gtest_filter=Search.NamesComeFirstAndFiltersHold"},
                                options);
  EXPECT_EQ(done.exit_code, 0) << done.out;
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(Search, NamesComeFirstAndFiltersHold) {
  const auto found = asked_world().ask({"search", "創新實業", "--format", "ndjson"});
  ASSERT_EQ(found.exit_code, 0) << found.err;
  const json first = json::parse(found.out.substr(0, found.out.find('\n')));
  EXPECT_EQ(first["kind"], "ipo");
  EXPECT_EQ(first["name_en"], "Chuangxin Industries Holdings Limited");
  const auto theirs =
      asked_world().ask({"search", "聆訊", "--issuer", "Chuangxin", "--rank", "--format", "json"});
  ASSERT_EQ(theirs.exit_code, 0) << theirs.err;
  for (const json& hit : json::parse(theirs.out)) {
    EXPECT_FALSE(hit["applications"].empty());
    EXPECT_GT(hit["score"], 0);
  }
  const auto none = asked_world().ask({"search", "聆訊", "--until", "2001-01-01"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("nothing was found"));
  EXPECT_EQ(asked_world().ask({"search", "聆訊", "--since", "yesterday"}).exit_code, 2);
}

TEST(Search, OddInputIsHarmless) {
  for (const char* typed : {"\"", "*", "NEAR(a b)", "'; drop table page; --", "(((", "AND", "{a}:b",
                            "\\", "%s%n", "\xFF\xFE", "聆訊\""}) {
    const auto result = asked_world().ask({"search", "--", typed});
    EXPECT_LE(result.exit_code, 2) << typed << result.err;
    EXPECT_THAT(result.err, Not(HasSubstr("SQLite"))) << typed;
  }
  const auto longest = asked_world().ask({"search", std::string(10'000, 'a')});
  EXPECT_EQ(longest.exit_code, 2);
  EXPECT_THAT(longest.err, HasSubstr("1000 bytes"));
  EXPECT_EQ(asked_world().ask({"search", "--", "-only"}).exit_code, 2);
}

TEST(Search, AStoreOfAnOlderVersionIsIndexedByTheFirstSearch) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const auto before = world.ask({"search", "聆訊", "--format", "json"});
  run_command({"sqlite3", world.db(),
               "delete from search_entry; insert into search_index (search_index) values "
               "('delete-all'); insert into search_pending select article_id from article"});
  const auto after = world.ask({"search", "聆訊", "--format", "json"});
  EXPECT_EQ(after.out, before.out);
  EXPECT_EQ(count_of(world, "search_pending"), "0");
}

TEST(List, SortsAndChoosesColumns) {
  const auto listed = asked_world().ask({"list", "--sort", "name_en:desc", "--columns",
                                         "name_en,hkex_id,days_in_stage", "--format", "csv"});
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out, ::testing::StartsWith("name_en,hkex_id,days_in_stage\n"));
  const auto unknown = asked_world().ask({"list", "--columns", "nothing"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("lapse_day"));
  EXPECT_EQ(asked_world().ask({"list", "--sort", "1; drop table page"}).exit_code, 2);
}

TEST(List, NumbersOfTheStoreAreNumbersInJsonAndNothingElseIs) {
  const json first = json::parse(asked_world().ask({"list", "--format", "json"}).out)[0];
  EXPECT_TRUE(first["application_id"].is_number_integer()) << first;
  std::istringstream columns(
      asked_world().sql("select group_concat(name, ' ') from "
                        "pragma_table_info('ipo')"));
  std::size_t seen = 0;
  for (std::string column; columns >> column; ++seen) {
    const auto listed = asked_world().ask({"list", "--columns", column, "--format", "json"});
    ASSERT_EQ(listed.exit_code, 0) << listed.err;
    const bool number = asked_world().sql("select count(*) from ipo where typeof(" + column +
                                          ") in ('integer', 'real')") != "0";
    for (const json& row : json::parse(listed.out)) {
      if (row[column].is_null()) continue;
      EXPECT_EQ(row[column].is_number(), number) << row;
    }
  }
  EXPECT_GT(seen, 20u);
}

TEST(List, AStageThatDoesNotExistIsRefusedAndCaseIsIgnored) {
  const auto wrong = asked_world().ask({"list", "--stage", "bogus"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_EQ(wrong.out, "");
  EXPECT_THAT(wrong.err, HasSubstr("phip, hearing, csrc_filed"));
  const auto small = asked_world().ask({"list", "--stage", "filed"});
  EXPECT_EQ(asked_world().ask({"list", "--stage", "FILED"}).out, small.out);
  EXPECT_THAT(small.out, HasSubstr("filed"));
}

TEST(List, CutsNoDayAtEightyColumns) {
  CommandOptions narrow;
  narrow.env["COLUMNS"] = "80";
  const auto ask = [&](std::vector<std::string> args) {
    args.insert(args.begin(),
                {"--db", asked_world().db(), "--sources", asked_world().sources(), "list"});
    return testing_support::gongwatch(args, narrow).out;
  };
  const std::string day = asked_world().sql("select stage_on from ipo where stage = 'filed'");
  ASSERT_EQ(day.size(), 10u);
  EXPECT_THAT(ask({"--stage", "filed"}), HasSubstr("  " + day));
  const std::string changed = ask({"--changed", "2025-11-01"});
  EXPECT_THAT(changed, HasSubstr("  2025-11-10  "));
  EXPECT_THAT(changed, Not(HasSubstr("SPONSORS")));
  const std::string id =
      "application_id = " +
      asked_world().sql(
          "select application_id from ipo where disclosed_on = stage_on and application_id not in "
          "(select application_id from ranking where application_id is not null) limit 1");
  const std::string name = asked_world().sql("select name_en from ipo where " + id);
  const std::string one = ask({"--text", name});
  EXPECT_THAT(one, Not(HasSubstr("DISCLOSED"))) << name;
  EXPECT_THAT(one, Not(HasSubstr("RANKING"))) << name;
}

TEST(Search, ASourceThatDoesNotExistIsRefused) {
  const auto wrong = asked_world().ask({"search", "聆訊", "--source", "nope"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("aastocks"));
  EXPECT_NE(asked_world().ask({"search", "聆訊", "--source", "aastocks"}).exit_code, 2);
}

TEST(List, TellsWhatHasChanged) {
  const auto changed =
      asked_world().ask({"list", "--changed", "2025-11-01", "--format", "json", "--limit", "3"});
  ASSERT_EQ(changed.exit_code, 0) << changed.err;
  const json rows = json::parse(changed.out);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[0]["changes"].get<std::string>(), HasSubstr("stage "));
  EXPECT_EQ(rows[0]["changed_at"], "2025-11-10T00:00:00Z");
  EXPECT_EQ(json::parse(asked_world().ask({"list", "--changed", "--format", "json"}).out).size(),
            0u);
  EXPECT_EQ(asked_world().ask({"list", "--changed", "soon"}).exit_code, 2);
}

TEST(List, TellsSponsorsAndPapersShortlyToPeople) {
  const std::vector<std::string> ask{"list", "--changed", "2025-11-01", "--text", "Chuangxin"};
  const auto people = asked_world().ask(ask);
  EXPECT_THAT(people.out, HasSubstr("sponsor CICC"));
  EXPECT_THAT(people.out, testing::ContainsRegex(
                              "application new; stage .*sponsor CICC; .*7 names; 8 documents\n"))
      << "what weighs most first, what is many counted";
  EXPECT_THAT(people.out, Not(HasSubstr("http")));
  EXPECT_THAT(people.out, Not(HasSubstr("appointment CICC (joint_sponsor)"))) << "said already";
  std::vector<std::string> program = ask;
  program.insert(program.end(), {"--format", "json"});
  const json told = json::parse(asked_world().ask(program).out)[0]["changes"];
  EXPECT_THAT(told.get<std::string>(),
              HasSubstr("document Application Proof (1st submission) http"));
  EXPECT_THAT(told.get<std::string>(), HasSubstr("sponsor CICC"));
  // On a terminal of any width all of it can be read: the last column goes on below itself.
  for (const char* columns : {"80", "120"}) {
    CommandOptions options;
    options.env = {{"COLUMNS", columns}};
    const auto& world = asked_world();
    std::vector<std::string> args{"--db", world.db()};
    args.insert(args.end(), ask.begin(), ask.end());
    const std::string table = testing_support::gongwatch(args, options).out;
    EXPECT_THAT(table, HasSubstr("Huatai International;")) << table;
    EXPECT_THAT(table, HasSubstr("8 documents\n"));
    EXPECT_THAT(table, Not(HasSubstr("RANKING")));
  }
}

TEST(Show, ProofsLinkToTheDaysThatWereAsked) {
  EXPECT_EQ(asked_world().sql("select count(*) from capture where url like '%{%' or url like "
                              "'%\\%7B%' escape '\\'"),
            "0");
  EXPECT_NE(asked_world().sql("select count(*) from capture where url like "
                              "'%fromDate=20251103&toDate=20251110%'"),
            "0");
}

TEST(Show, WhatIsNoTableIsNotPassedOffAsOne) {
  for (const char* command : {"show", "explain"}) {
    for (const char* format : {"csv", "md"}) {
      const auto refused = asked_world().ask({command, "Chuangxin", "--format", format});
      EXPECT_EQ(refused.exit_code, 2) << command << format;
      EXPECT_EQ(refused.out, "");
      EXPECT_THAT(refused.err, HasSubstr("table, json or ndjson"));
    }
  }
}

TEST(Show, TellsFigures) {
  const auto shown = asked_world().ask({"show", "Chuangxin", "--format", "json"});
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  const json figures = json::parse(shown.out)[0]["figures"];
  ASSERT_FALSE(figures.empty());
  EXPECT_THAT(figures[0]["summary"].get<std::string>(), HasSubstr("written \""));
  EXPECT_THAT(asked_world().ask({"show", "Chuangxin"}).out, HasSubstr("\nFigures\n"));
}

TEST(Show, TellsWhatIsDoubtfulInItsArticles) {
  const json warned = json::parse(asked_world().sql(
      "select json_group_array(json_object('url', c.url, 'codes', (select json_group_array("
      "value ->> 'code') from json_each(a.warnings)))) from article a join capture c using "
      "(capture_id) where a.superseded_at is null and a.warnings <> '[]'"));
  std::size_t seen = 0;
  const json stories = json::parse(asked_world().ask({"list", "--format", "json"}).out);
  for (const json& ipo : stories) {
    const std::string id = "#" + std::to_string(ipo["application_id"].get<std::int64_t>());
    const json story = json::parse(asked_world().ask({"show", id, "--format", "json"}).out)[0];
    const std::string text = asked_world().ask({"show", id}).out;
    for (const json& article : story["articles"]) {
      json codes = json::array();
      for (const json& warning : article["warnings"]) codes.push_back(warning["code"]);
      for (const json& one : warned) {
        if (one["url"] != article["url"]) continue;
        ++seen;
        EXPECT_EQ(one["codes"], codes) << article;
        EXPECT_THAT(text, HasSubstr("warning: " + codes[0].get<std::string>()));
      }
    }
  }
  EXPECT_GT(seen, 0u);
}

TEST(Stats, AddsUpTheMarket) {
  const auto all = asked_world().ask({"stats", "--format", "json"});
  ASSERT_EQ(all.exit_code, 0) << all.err;
  const json answer = json::parse(all.out);
  int applications = 0;
  for (const json& stage : answer["stages"]) applications += stage["applications"].get<int>();
  EXPECT_EQ(std::to_string(applications), count_of(asked_world(), "ipo"));
  EXPECT_EQ(answer["days"].size(), 3u);
  EXPECT_FALSE(answer["sponsors"].empty());
  EXPECT_EQ(answer["outcomes"][0]["filed_in"], "all");
  EXPECT_TRUE(answer["outcomes"][1]["filed_in"].is_string());  // a year
  EXPECT_TRUE(answer["months"][0]["month"].is_string());
  EXPECT_TRUE(answer["months"][0]["filed"].is_number());
  EXPECT_TRUE(answer["sponsors"][0]["sponsor"].is_string());
  const auto sponsors = asked_world().ask({"stats", "sponsors", "--limit", "1", "--format", "csv"});
  EXPECT_THAT(sponsors.out, ::testing::StartsWith("sponsor,applications,main,gem,"));
  EXPECT_EQ(std::count(sponsors.out.begin(), sponsors.out.end(), '\n'), 2);
  EXPECT_EQ(asked_world().ask({"stats", "--format", "csv"}).exit_code, 2);
  EXPECT_EQ(asked_world().ask({"stats", "weather"}).exit_code, 2);
}

// What the program does where standard output is a terminal.
std::string on_a_terminal(const std::vector<std::string>& args, const CommandOptions& options) {
  std::string line = testing_support::kProgram + " --db " + asked_world().db();
  for (const std::string& arg : args) line += " '" + arg + "'";
  return run_command({"script", "-qec", line, "/dev/null"}, options).out;
}

TEST(Terminal, LongAnswersGoThroughThePager) {
  CommandOptions options;
  options.env = {{"PAGER", "sed s/^/PAGED:/"}, {"TERM", "xterm"}};
  EXPECT_THAT(on_a_terminal({"list"}, options), HasSubstr("PAGED:ID"));
  EXPECT_THAT(on_a_terminal({"search", "聆訊"}, options), HasSubstr("PAGED:2025"));
  EXPECT_THAT(on_a_terminal({"list", "--no-pager"}, options), Not(HasSubstr("PAGED")));
  EXPECT_THAT(on_a_terminal({"list", "--format", "csv"}, options), Not(HasSubstr("PAGED")));
  options.env["PAGER"] = "no-such-pager-anywhere";
  EXPECT_THAT(on_a_terminal({"list"}, options), HasSubstr("ISSUER"));
  options.env["PAGER"] = "";
  EXPECT_THAT(on_a_terminal({"list"}, options), HasSubstr("ISSUER"));
}

TEST(Terminal, ColoursOnlyWhereTheyAreWanted) {
  CommandOptions options;
  options.env = {{"PAGER", "cat"}, {"TERM", "xterm"}};
  const std::string bold = on_a_terminal({"search", "聆訊"}, options);
  EXPECT_THAT(bold, HasSubstr("\x1b[1m»"));
  EXPECT_THAT(on_a_terminal({"explain", "Chuangxin", "--kind", "stage"}, options),
              HasSubstr("\x1b[1m»"));
  options.env["NO_COLOR"] = "1";
  EXPECT_THAT(on_a_terminal({"search", "聆訊"}, options), Not(HasSubstr("\x1b[1m")));
  EXPECT_THAT(asked_world().ask({"search", "聆訊"}).out, Not(HasSubstr("\x1b")));
}

TEST(Backup, IsCheckedAndRestored) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const std::string copy = (world.dir().path() / "copy.db").string();
  const auto made = world.ask({"backup", copy});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr(count_of(world, "article") + " articles"));
  EXPECT_EQ(world.ask({"backup", copy}).exit_code, 2);
  EXPECT_THAT(world.ask({"restore", "--check", copy}).out, HasSubstr("is whole"));
  const std::string listed = world.ask({"list"}).out;
  run_command({"sqlite3", world.db(), "delete from stage_fact"});
  EXPECT_NE(world.ask({"list"}).out, listed);
  const auto restored = world.ask({"restore", copy});
  ASSERT_EQ(restored.exit_code, 0) << restored.err;
  EXPECT_THAT(restored.out, HasSubstr(".replaced-1"));
  EXPECT_EQ(world.ask({"list"}).out, listed);
  EXPECT_TRUE(std::filesystem::exists(world.db() + ".replaced-1"));
  EXPECT_EQ(world.ask({"restore", world.db()}).exit_code, 2);
  EXPECT_EQ(world.ask({"restore", copy + ".not"}).exit_code, 1);
  std::ofstream(copy + "-wal") << "pages that the copy does not hold";
  const auto in_use = world.ask({"restore", copy});
  EXPECT_EQ(in_use.exit_code, 2);
  EXPECT_THAT(in_use.err, HasSubstr("gongwatch backup"));
}

TEST(Restore, WhatFailsLeavesTheStoreThatWasThereAndNothingElse) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const std::string copy = (world.dir().path() / "copy.db").string();
  ASSERT_EQ(world.ask({"backup", copy}).exit_code, 0);
  const std::string listed = world.ask({"list"}).out;
  // A second file that cannot be moved aside, as a folder has its name.
  std::filesystem::create_directories(world.db() + ".replaced-1-wal/full");
  std::ofstream(world.db() + "-wal") << "";
  const auto half = world.ask({"restore", copy});
  EXPECT_EQ(half.exit_code, 1) << half.err;
  EXPECT_FALSE(std::filesystem::exists(world.db() + ".replaced-1"));
  EXPECT_FALSE(std::filesystem::exists(world.db() + ".restored"));
  EXPECT_EQ(world.ask({"list"}).out, listed);
  std::filesystem::remove_all(world.db() + ".replaced-1-wal");

  const auto full =
      run_command({"sh", "-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh",
                   testing_support::kProgram, "--db", world.db(), "restore", "--salvage", copy});
  EXPECT_NE(full.exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(world.db() + ".salvaged")) << full.err;
  EXPECT_EQ(world.ask({"list"}).out, listed);
  const auto salvaged = world.ask({"restore", "--salvage", copy});
  EXPECT_EQ(salvaged.exit_code, 0) << salvaged.err;
}

TEST(Restore, SavesWhatIsLeftOfADamagedStore) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  run_command({"sqlite3", world.db(), "pragma wal_checkpoint(truncate)"});
  std::string bytes = read_whole_file(world.db());
  const auto pages = run_command({"sqlite3", world.db(),
                                  "select pageno from dbstat where name in ('body', 'stage_fact') "
                                  "and pagetype <> 'internal'"});
  std::istringstream numbers(pages.out);
  int damaged = 0;
  for (std::size_t page = 0; numbers >> page; ++damaged) {
    if (damaged % 2 == 0)
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>((page - 1) * 4096), 4096, '\x5a');
  }
  ASSERT_GT(damaged, 5);
  std::ofstream(world.db(), std::ios::binary) << bytes;
  EXPECT_EQ(world.ask({"restore", "--check", world.db()}).exit_code, 3);
  const auto saved = world.ask({"restore", "--salvage", world.db(), "--format", "json"});
  EXPECT_EQ(saved.exit_code, 1) << saved.err;
  EXPECT_THAT(saved.err, HasSubstr("reparse"));
  EXPECT_EQ(read_whole_file(world.db() + ".replaced-1"), bytes);
  EXPECT_EQ(world.sql("pragma integrity_check"), "ok");
  EXPECT_EQ(world.ask({"list"}).exit_code, 0);
  EXPECT_LE(world.ask({"reparse"}).exit_code, 1);
}

TEST(Hostile, NamesHarmNeitherTerminalNorSpreadsheet) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  run_command({"sqlite3", world.db(),
               "update issuer_name set name = '=HYPERLINK(\"http://x\")' || char(27) || '[2J' || "
               "char(8238) || '<script>' where issuer_id = 1"});
  const auto csv = world.ask({"list", "--format", "csv"});
  EXPECT_THAT(csv.out, HasSubstr("\"'=HYPERLINK"));
  EXPECT_THAT(csv.out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(csv.out, Not(HasSubstr("\xE2\x80\xAE")));
  for (const char* command : {"list", "stats"})
    EXPECT_THAT(world.ask({command}).out, Not(HasSubstr("\x1b[2J"))) << command;
  EXPECT_THAT(world.ask({"show", "#1"}).out, Not(HasSubstr("\x1b[2J")));
}

}  // namespace
}  // namespace gongwatch
