// `gongwatch reparse --diff`: what today's parser would change, while the store stays as it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::read_whole_file;
using testing_support::run_command;
using testing_support::World;

std::string diff_of(const World& world) {
  const auto done = world.ask({"reparse", "--diff", (world.dir().path() / "diff").string()});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  return done.out;
}

std::size_t neighbours(const World& world) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(world.dir().path()), fs::directory_iterator()));
}

TEST(ReparseDiff, TheSameParserChangesNothingAndAnotherOnesFactsAreToldByKindAndRule) {
  const World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  EXPECT_THAT(diff_of(world), Not(HasSubstr("figure")));
  EXPECT_THAT(read_whole_file(world.dir().path() / "diff/index.html"),
              HasSubstr("Nothing is gained or lost."));
  // As if an older parser had read a rank wrongly, had missed a hearing and invented a figure.
  ASSERT_EQ(
      run_command(
          {"sqlite3", world.db(),
           "update ranking_fact set rank = 11 where rank = 12 and rule = (select min(rule) from "
           "ranking_fact where rank = 12);"
           "update stage_fact set superseded_at = '2025-11-11T00:00:00Z' where stage_fact_id = "
           "(select max(stage_fact_id) from stage_fact where rule like 'stage-phrase:en-hearing%');"
           "insert into figure_fact (issuer_name, metric, value, as_written, source_id, "
           "capture_id, article_id, evidence_in, evidence_begin, evidence_end, quote, rule, "
           "parser_version, known_at, official) select issuer_name, 'capacity', 1, 'one', "
           "source_id, capture_id, article_id, 'text', 0, 5, substr(quote, 1, 5), "
           "'figure:of-old', parser_version, known_at, 0 from figure_fact where article_id is not "
           "null limit 1"})
          .exit_code,
      0);
  const std::string before = world.sql("select group_concat(rank) from ranking_fact");
  const std::size_t files = neighbours(world);
  const std::string told = diff_of(world);
  EXPECT_THAT(told, ContainsRegex("ranking +ranking:[a-z-]+ +0 +0 +[1-9]"));
  EXPECT_THAT(told, ContainsRegex("stage +stage-phrase:en-hearing/[0-9]+ +1 +0 +0"));
  EXPECT_THAT(told, ContainsRegex("figure +figure:of-old +0 +1 +0"));
  const std::string page = read_whole_file(world.dir().path() / "diff/index.html");
  EXPECT_THAT(page, HasSubstr("<p class=\"gone\">"));
  EXPECT_THAT(page, ContainsRegex("<mark class=\"events\">[^<]*has completed a listing hearing"));
  EXPECT_EQ(world.sql("select group_concat(rank) from ranking_fact"), before);
  EXPECT_EQ(neighbours(world), files) << "the copy is gone";
}

TEST(ReparseDiff, AStoreThatIsNoneIsRefused) {
  const World world;
  world.dir().write("store.db", "not a database, but long enough to be looked at as one ......");
  const auto done = world.ask({"reparse", "--diff", (world.dir().path() / "diff").string()});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_FALSE(fs::exists(world.dir().path() / "diff"));
}

}  // namespace
}  // namespace gongwatch
