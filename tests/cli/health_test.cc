// Alarms, doctor, dry runs and fixtures of failures, as a person sees them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing_support::FixtureWorld;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::World;

// The small world, in which AASTOCKS' list can be emptied.
struct Trouble {
  bool empty = false;
  std::string page = "<html><body><p>We are rebuilding our site.</p></body></html>";
  FixtureWorld fixtures =
      *FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", FixtureWorld::Options{});
  ServerAnswer operator()(const ServerRequest& request) const {
    const bool list = request.target.find("/latest-news") != std::string::npos &&
                      request.target.find("aafn-con") == std::string::npos;
    if (!empty || !list) return fixtures(request);
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html"}};
    answer.body = page;
    return answer;
  }
};

TEST(HealthCli, AnEpisodeIsToldOnceAndItsPageBecomesAFixture) {
  auto trouble = std::make_shared<Trouble>();
  World world([trouble](const ServerRequest& request) { return (*trouble)(request); });
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  trouble->empty = true;
  const auto began = world.run_at("2025-11-11T08:30:00+08:00");
  EXPECT_EQ(began.exit_code, 1);
  EXPECT_THAT(began.err, HasSubstr("aastocks: zero-yield: "));
  const auto lasts = world.run_at("2025-11-11T09:30:00+08:00", {"--source", "aastocks"});
  EXPECT_EQ(lasts.exit_code, 1);
  EXPECT_THAT(lasts.err, IsEmpty());
  EXPECT_EQ(world.sql("select alarms from source_health where source = 'aastocks'"), "zero-yield");
  const auto sick = world.ask({"doctor", "--now", "2025-11-11T10:00:00+08:00", "--metrics",
                               (world.dir().path() / "metrics.prom").string()});
  EXPECT_EQ(sick.exit_code, 1);
  EXPECT_THAT(sick.out, HasSubstr("zero-yield since 2025-11-11T08:30:00+08:00"));
  const std::string metrics =
      testing_support::read_whole_file((world.dir().path() / "metrics.prom").string());
  EXPECT_THAT(metrics,
              HasSubstr("gongwatch_source_alarm{source=\"aastocks\",kind=\"zero-yield\"} 1\n"));
  EXPECT_THAT(metrics,
              HasSubstr("gongwatch_source_alarm{source=\"zhitong\",kind=\"zero-yield\"} 0\n"));

  const std::string capture = world.sql("select capture_id from source_alarm");
  const std::string root = (world.dir().path() / "fixtures").string();
  const auto made = world.ask({"fixture", "--fixtures", root, "new", "aastocks/rebuilding",
                               "--capture", capture, "--note", "The list is gone"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(testing_support::read_whole_file(root + "/aastocks/rebuilding/page.html"),
              HasSubstr("rebuilding our site"));

  trouble->empty = false;
  const auto over = world.run_at("2025-11-12T08:30:00+08:00");
  EXPECT_EQ(over.exit_code, 0) << over.err;
  EXPECT_THAT(over.err, HasSubstr("aastocks: recovered from zero-yield"));
  EXPECT_EQ(world.ask({"doctor", "--now", "2025-11-12T09:00:00+08:00"}).exit_code, 0);
  EXPECT_EQ(world.sql("select count(*) from source_alarm where ended_at is not null"), "1");
}

TEST(HealthCli, AChallengePageAtAListsAddressIsABlock) {
  auto trouble = std::make_shared<Trouble>();
  World world([trouble](const ServerRequest& request) { return (*trouble)(request); });
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  trouble->empty = true;
  trouble->page =
      "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your "
      "browser</h1><p>Please enable JavaScript and cookies to continue.</p></body></html>";
  const auto began = world.run_at("2025-11-11T08:30:00+08:00");
  EXPECT_EQ(began.exit_code, 1);
  EXPECT_THAT(began.err, HasSubstr("aastocks: blocked: "));
  EXPECT_EQ(world.sql("select alarms from source_health where source = 'aastocks'"), "blocked");
}

TEST(HealthCli, DoctorTellsASilentCronAndACalendarThatRunsOut) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const auto well = world.ask({"doctor", "--now", "2025-11-10T09:00:00+08:00"});
  EXPECT_EQ(well.exit_code, 0) << well.out;
  EXPECT_THAT(well.out, HasSubstr("holidays are known until 2027-12-31"));
  const auto silent = world.ask({"doctor", "--now", "2025-12-10T09:00:00+08:00"});
  EXPECT_EQ(silent.exit_code, 1);
  EXPECT_THAT(silent.out, HasSubstr("does cron still start it?"));
  world.dir().write("sources/hkex-holidays.tsv", "until\t2025-12-31\n");
  EXPECT_THAT(world.ask({"doctor", "--now", "2025-11-10T09:00:00+08:00"}).out,
              HasSubstr("holidays are known until 2025-12-31: add"));
  std::filesystem::remove(world.db());
  EXPECT_EQ(world.ask({"doctor"}).exit_code, 1);
}

TEST(RunCli, ADryRunAsksForNothingAndChangesNothing) {
  World world;
  const auto plan = world.run_at("2025-11-10T08:00:00+08:00", {"--dry-run", "--format", "json"});
  ASSERT_EQ(plan.exit_code, 0) << plan.err;
  EXPECT_GT(json::parse(plan.out).size(), 20u);
  EXPECT_FALSE(std::filesystem::exists(world.db()));
  EXPECT_TRUE(world.server().requests().empty());
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const std::size_t asked = world.server().requests().size();
  const auto nothing = world.run_at("2025-11-10T08:01:00+08:00", {"--dry-run", "--format", "json"});
  EXPECT_EQ(json::parse(nothing.out).size(), 0u) << nothing.out;
  const auto later = world.run_at("2025-11-12T08:00:00+08:00",
                                  {"--dry-run", "--format", "json", "--source", "aastocks"});
  EXPECT_EQ(json::parse(later.out).size(), 3u) << later.out;
  EXPECT_EQ(json::parse(later.out)[0]["conditional"], "yes");
  EXPECT_EQ(world.server().requests().size(), asked);
}

TEST(RunCli, UntilIdleTicksUntilNothingIsDue) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00", {"--max-articles", "1"}).exit_code, 0);
  EXPECT_EQ(world.sql("select count(*) from article"), "1");
  ASSERT_EQ(world
                .run_at("2025-11-10T08:00:00+08:00",
                        {"--max-articles", "1", "--max-documents", "1", "--until-idle"})
                .exit_code,
            0);
  EXPECT_EQ(world.sql("select count(*) from article"), "5");
  EXPECT_EQ(world.sql("select count(*) from page where due_at <= '2025-11-10T00:00:00Z'"), "0");
}

TEST(RunCli, ABudgetOfTimeEndsATickInOrder) {
  auto fixtures = std::make_shared<Trouble>();
  World world([fixtures](const ServerRequest& request) {
    ServerAnswer answer = (*fixtures)(request);
    answer.delay = std::chrono::milliseconds{400};
    return answer;
  });
  const auto part = world.run_at("2025-11-10T08:00:00+08:00", {"--max-time", "1s"});
  EXPECT_EQ(part.exit_code, 0) << part.err;
  EXPECT_EQ(world.sql("select count(*) > 0 from page where due_at <= '2025-11-10T00:00:00Z'"), "1");
  EXPECT_EQ(world.run_at("2025-11-10T08:00:00+08:00", {"--max-time", "soon"}).exit_code, 2);
}

TEST(RunCli, WatchTicksAndEndsBySignal) {
  World world;
  testing_support::ChildProcess watch({testing_support::kProgram, "--db", world.db(), "--sources",
                                       world.sources(), "watch", "--source", "aastocks"});
  for (int i = 0;
       i < 1000 && world.sql("select count(*) from run where finished_at is not null") != "1"; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  // Between its ticks it holds no lock.
  EXPECT_EQ(world.run_at("2025-11-10T08:00:00+08:00", {"--source", "zhitong"}).exit_code, 0);
  watch.send_signal(SIGTERM);
  EXPECT_EQ(watch.wait().exit_code, 128 + SIGTERM);
}

}  // namespace
}  // namespace gongwatch
