// What is known leaves for other programs: tables, a calendar, a feed of changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing_support::read_whole_file;
using testing_support::World;

class Export : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    world_ = new World();
    ASSERT_EQ(world_->run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  }
  static void TearDownTestSuite() {
    delete world_;
    world_ = nullptr;
  }
  static World* world_;
};
World* Export::world_ = nullptr;

TEST_F(Export, AllColumnsOfTheIposOrOfAnotherView) {
  const auto all = world_->ask({"export", "--format", "json"});
  ASSERT_EQ(all.exit_code, 0) << all.err;
  const json rows = json::parse(all.out);
  EXPECT_EQ(std::to_string(rows.size()), world_->sql("select count(*) from ipo"));
  EXPECT_TRUE(rows[0].contains("lapse_day"));
  const std::string file = (world_->dir().path() / "figures.ndjson").string();
  const auto figures = world_->ask({"export", "--format", "ndjson", "--view", "figure", file});
  EXPECT_EQ(figures.out, file + ": " + world_->sql("select count(*) from figure") + " rows\n");
  EXPECT_THAT(read_whole_file(file), StartsWith("{\"figure_fact_id\":"));
  const auto csv = world_->ask({"export", "--format", "csv", "-"});
  EXPECT_THAT(csv.out, StartsWith("application_id,issuer_id,hkex_id,"));
}

TEST_F(Export, DaysAreACalendar) {
  const auto days = world_->ask({"export", "--format", "ics"});
  ASSERT_EQ(days.exit_code, 0) << days.err;
  EXPECT_THAT(days.out, HasSubstr("SUMMARY:"));
  EXPECT_THAT(days.out, HasSubstr("public offer closes\r\n"));
  EXPECT_THAT(days.out, HasSubstr("first day of dealings"));
  EXPECT_EQ(days.out, world_->ask({"export", "--format", "ics"}).out);
  const auto later = world_->ask({"export", "--format", "ics", "--since", "2099-01-01"});
  EXPECT_EQ(later.out.find("VEVENT"), std::string::npos);
}

TEST_F(Export, ChangesAreAFeed) {
  const auto feed = world_->ask({"export", "--format", "atom"});
  ASSERT_EQ(feed.exit_code, 0) << feed.err;
  EXPECT_THAT(feed.out, HasSubstr("<title>Qingheng Precision Bearings Co., Ltd. "));
  const auto two = world_->ask({"export", "--format", "atom", "--limit", "2"});
  std::size_t entries = 0;
  for (auto at = two.out.find("<entry>"); at != std::string::npos;
       at = two.out.find("<entry>", at + 1))
    ++entries;
  EXPECT_EQ(entries, 2u);
  const auto none = world_->ask({"export", "--format", "atom", "--as-of", "2025-11-01"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_EQ(none.out.find("<entry>"), std::string::npos);
}

TEST_F(Export, WhatCannotBeIsSaid) {
  EXPECT_EQ(world_->ask({"export"}).exit_code, 2);
  EXPECT_EQ(world_->ask({"export", "--format", "warc"}).exit_code, 2);
  EXPECT_EQ(world_->ask({"list", "--format", "atom"}).exit_code, 2);
  EXPECT_EQ(world_->ask({"export", "--format", "ics", "--since", "soon"}).exit_code, 2);
  const auto view = world_->ask({"export", "--format", "csv", "--view", "ipo; drop table ipo"});
  EXPECT_EQ(view.exit_code, 2);
  EXPECT_THAT(view.err, HasSubstr("sponsor_league"));
  const auto folder = world_->ask({"export", "--format", "csv", world_->dir().path().string()});
  EXPECT_EQ(folder.exit_code, 1);
  EXPECT_THAT(folder.err, HasSubstr("is a folder"));
}

TEST_F(Export, AFileIsReplacedWholeOrNotAtAll) {
  const auto full = world_->ask({"export", "--format", "csv", "/dev/full"});
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_THAT(full.err, HasSubstr("cannot be written"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
  const auto nowhere = world_->ask({"export", "--format", "csv", "/no/such/folder/x.csv"});
  EXPECT_EQ(nowhere.exit_code, 1);
}

}  // namespace
}  // namespace gongwatch
