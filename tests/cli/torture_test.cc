// kill -9 at random moments, locks and clocks: what was acknowledged stays, nothing is doubled.
// `make torture` kills 200 runs; here it is a few (GONGWATCH_TORTURE_KILLS,
// GONGWATCH_TORTURE_SEED).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <random>
#include <thread>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using ::testing::HasSubstr;
using testing_support::ChildProcess;
using testing_support::World;

constexpr const char* kNow = "2025-11-10T08:00:00+08:00";
constexpr const char* kNextDay = "2025-11-11T08:30:00+08:00";

// Everything that a store says of the market, without what depends on when it was learnt.
constexpr const char* kMarket =
    "select group_concat(line, char(10)) from ("
    "select 'capture ' || substr(p.url, 8 + instr(substr(p.url, 8), '/')) || ' ' || count(*) || ' "
    "' || count(distinct c.body_sha256) as line "
    "from capture c join page p on p.page_id = c.page_id group by p.page_id "
    "union all select 'ipo ' || coalesce(hkex_id, '-') || ' ' || coalesce(name_en, name_zh) || ' ' "
    "|| "
    "coalesce(stage, '-') || ' ' || coalesce(sponsors, '-') from ipo "
    "union all select 'stage ' || coalesce(stage, '') || ' ' || coalesce(event_date, '') || ' ' || "
    "coalesce(disclosed_on, '') || ' ' || source_id || ' ' || count(*) from stage_fact "
    "where superseded_at is null group by stage, event_date, disclosed_on, source_id "
    "union all select 'facts ' || (select count(*) from ranking_fact) || ' ' || "
    "(select count(*) from figure_fact) || ' ' || (select count(*) from appointment_fact) || ' ' "
    "|| "
    "(select count(*) from article) || ' ' || (select count(*) from feed_event) "
    "order by line)";

int from_environment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

std::string whole_answer(const World& world, const std::string& question) {
  return testing_support::run_command({"sqlite3", "-readonly", world.db(), question}).out;
}

TEST(Torture, RunsThatAreKilledAnywhereAreResumedAndDoubleNothing) {
  const int kills = from_environment("GONGWATCH_TORTURE_KILLS", 9);
  const int seed =
      from_environment("GONGWATCH_TORTURE_SEED", static_cast<int>(std::random_device{}() >> 1));
  std::cout << kills << " kills, GONGWATCH_TORTURE_SEED=" << seed << "\n";
  std::mt19937 random(static_cast<unsigned>(seed));
  World reference;
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(reference.run_at(kNow).exit_code, 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began);
  const std::string market = whole_answer(reference, kMarket);
  ASSERT_THAT(market, HasSubstr("ipo 107650"));
  const std::size_t asked = reference.server().requests().size();
  int killed = 0;
  int finished = 0;
  while (killed < kills) {
    World world;
    int in_a_row = 0;
    for (bool done = false; !done;) {
      ChildProcess run({testing_support::kProgram, "--db", world.db(), "--sources", world.sources(),
                        "run", "--now", kNow});
      const bool let_live = in_a_row >= 5 || killed >= kills;
      if (!let_live) {
        std::uniform_int_distribution<long> when(0, whole.count());
        std::this_thread::sleep_for(std::chrono::microseconds{when(random)});
        run.send_signal(SIGKILL);
      }
      const auto result = run.wait();
      done = result.exit_code == 0;
      ASSERT_TRUE(done || result.exit_code == 128 + SIGKILL) << result.exit_code << result.err;
      if (!done) {
        ++killed;
        ++in_a_row;
      }
      // Killed while the store was being made: the next run rolls back, a reader may not.
      if (std::filesystem::exists(world.db() + "-journal")) continue;
      if (std::filesystem::exists(world.db()) && std::filesystem::file_size(world.db()) > 0) {
        ASSERT_EQ(world.sql("pragma integrity_check"), "ok") << "seed " << seed;
        ASSERT_EQ(world.sql("pragma foreign_key_check"), "") << "seed " << seed;
      }
    }
    ++finished;
    // A kill between the last transaction and the end leaves a run that had nothing more to do.
    ASSERT_EQ(whole_answer(world, kMarket), market) << "seed " << seed << ", kill " << killed;
    ASSERT_LE(world.server().requests().size(), asked * (static_cast<std::size_t>(in_a_row) + 1));
    // Nothing is asked again that was done.
    const std::size_t before = world.server().requests().size();
    ASSERT_EQ(world.run_at(kNow).exit_code, 0);
    ASSERT_EQ(world.server().requests().size(), before);
  }
  std::cout << killed << " runs were killed, " << finished << " stores were finished\n";
}

TEST(Torture, AReaderThatHoldsItsSnapshotStopsNoRun) {
  World world;
  ASSERT_EQ(world.run_at(kNow).exit_code, 0);
  ChildProcess reader(
      {"sqlite3", "-readonly", world.db(), "begin; select count(*) from capture; .shell sleep 8"});
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  EXPECT_EQ(world.run_at(kNextDay).exit_code, 0);
  EXPECT_EQ(world.sql("pragma integrity_check"), "ok");
}

TEST(Torture, AStrangerThatHoldsTheWriteLockCostsARunAndNothingElse) {
  World world;
  ASSERT_EQ(world.run_at(kNow).exit_code, 0);
  const std::string market = whole_answer(world, kMarket);
  {
    ChildProcess writer({"sqlite3", world.db(), "begin immediate;", ".shell sleep 30"});
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    const auto locked = world.run_at(kNextDay);
    EXPECT_EQ(locked.exit_code, 3);
    EXPECT_THAT(locked.err, HasSubstr("locked"));
  }
  EXPECT_EQ(whole_answer(world, kMarket), market);
  EXPECT_EQ(world.run_at(kNextDay).exit_code, 0);
}

TEST(Torture, AClockThatWasWrongForOneRunSilencesNothing) {
  World world;
  // Sources whose addresses name no day.
  const std::vector<std::string> some{"--source", "zhitong", "--source", "aastocks"};
  ASSERT_EQ(world.run_at("2061-01-01T08:00:00+08:00", some).exit_code, 0);
  const std::size_t asked = world.server().requests().size();
  const auto back = world.run_at(kNow, some);
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_THAT(back.err, HasSubstr("wrong clock"));
  EXPECT_GT(world.server().requests().size(), asked);
  // Set back a little: nothing is doubled, what was asked waits for its time.
  ASSERT_EQ(world.run_at("2025-11-10T07:00:00+08:00", some).exit_code, 0);
  EXPECT_EQ(world.sql("select count(*) from (select 1 from capture group by page_id, body_sha256 "
                      "having count(*) > 1)"),
            "0");
}

}  // namespace
}  // namespace gongwatch
