// Rankings and figures that an English and a Chinese story tell, shown as one with two witnesses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::CommandOptions;
using testing_support::World;

class TwoLanguages : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    world_ = std::make_unique<World>();
    const auto run = world_->run_at("2025-11-10T08:00:00+08:00");
    ASSERT_EQ(run.exit_code, 0) << run.err;
  }
  static void TearDownTestSuite() { world_.reset(); }
  static std::string ask(std::vector<std::string> args) {
    args.insert(args.begin() + 1, "Innovation Industrial");
    const auto answer = world_->ask(std::move(args));
    EXPECT_EQ(answer.exit_code, 0) << answer.err;
    return answer.out;
  }
  static std::unique_ptr<World> world_;
};
std::unique_ptr<World> TwoLanguages::world_;

TEST_F(TwoLanguages, ShowHasEachRankingOnceWithBothWordings) {
  const std::string page = ask({"show"});
  EXPECT_THAT(page,
              HasSubstr("    #12 aluminum electrolysis producer, China (production, 2024, CRU)  "
                        "[aastocks]\n        #12 电解铝生产商, 中国 (产量, 2024, CRU)  [zhitong]\n"
                        "    #4 electrolytic"));
  EXPECT_THAT(page, HasSubstr("(cash cost per ton of aluminum, 2024,\n    CRU)  [aastocks]\n"
                              "        top 5% 电解铝冶炼企业, 中国 (现金成本, 2024, CRU)"));
  EXPECT_THAT(page,
              HasSubstr("    revenue, FY2022: 13490000000 CNY, written \"RMB 13.49 billion\"  "
                        "[aastocks]\n        \"134.9亿元\"  [zhitong]\n"));
  EXPECT_THAT(page, Not(HasSubstr("\n    #12 电解铝生产商")));
}

TEST_F(TwoLanguages, ProgramsGetEachOnceAndAllWithWhatTheyRepeat) {
  const json shown = json::parse(ask({"show", "--format", "json"}))[0];
  EXPECT_EQ(shown["rankings"].size(), 4u);
  ASSERT_EQ(shown["ranking_facts"].size(), 8u);
  std::size_t again = 0;
  for (const json& fact : shown["ranking_facts"]) again += fact["same_as"].is_null() ? 0 : 1;
  EXPECT_EQ(again, 4u);
  const json& last = shown["ranking_facts"][7];
  EXPECT_EQ(last["same_as"], shown["ranking_facts"][3]["fact"]);
  const json told = json::parse(ask({"explain", "--kind", "ranking", "--format", "json"}));
  EXPECT_EQ(told[7]["same_as"], told[3]["fact"]);
  EXPECT_THAT(ask({"explain", "--kind", "ranking"}),
              HasSubstr("says the same as " + told[3]["fact"].get<std::string>() + "\n"));
}

TEST_F(TwoLanguages, ListAndTheReportHaveItOnce) {
  const auto list = world_->ask({"list", "--text", "Innovation Industrial", "--format", "json"});
  const std::string rankings = json::parse(list.out)[0]["rankings"];
  EXPECT_THAT(rankings, HasSubstr("#12 aluminum electrolysis producer"));
  EXPECT_THAT(rankings, Not(HasSubstr("电解铝")));
  const std::string site = (world_->dir().path() / "site").string();
  ASSERT_EQ(world_->ask({"report", "--as-of", "2025-11-11", "--out", site}).exit_code, 0);
  const std::string id =
      world_->sql("select application_id from ipo where name_en like 'Chuangxin%'");
  const std::string page = testing_support::read_whole_file(site + "/ipo/" + id + ".html");
  EXPECT_THAT(page, HasSubstr("CRU)</bdi></p><p><bdi>#12 电解铝生产商, 中国 (产量, 2024, CRU)"));
  EXPECT_THAT(page, HasSubstr("designed capacity, electrolytic aluminum · 电解铝"));
}

TEST_F(TwoLanguages, WhatIsNotToldIsSaid) {
  const auto none = world_->ask({"explain", "3981", "--kind", "ranking"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("nothing of that kind is told"));
  const auto empty = world_->ask({"explain", "3981", "--kind", "ranking", "--format", "json"});
  EXPECT_EQ(json::parse(empty.out), json::array());
}

TEST_F(TwoLanguages, HeadingsOfTheOutcomesAreWholeOnANarrowTerminal) {
  CommandOptions options;
  options.env = {{"COLUMNS", "80"}};
  const auto told =
      testing_support::gongwatch({"--db", world_->db(), "stats", "outcomes"}, options);
  EXPECT_THAT(told.out, HasSubstr("LISTED  LAPSED  WDR.  REJ.  RET.  LAPSE %  AGAIN  REFILE %\n"));
}

}  // namespace
}  // namespace gongwatch
