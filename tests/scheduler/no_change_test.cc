// A tick over feeds that have not changed costs one conditional request a feed, and writes nothing
// beyond its log.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "fetcher/fetcher.h"
#include "scheduler/run_once.h"
#include "tests/support/market_replay.h"
#include "tests/support/market_server.h"
#include "tests/support/process.h"

namespace gongwatch::testing_support {
namespace {

// The rows of every table, as statements that would write them.
std::map<std::string, std::vector<std::string>> rows_of(const std::string& db) {
  const auto dump = run_command({"sqlite3", "-readonly", db, ".dump"});
  EXPECT_EQ(dump.exit_code, 0) << dump.err;
  std::map<std::string, std::vector<std::string>> tables;
  std::istringstream lines(dump.out);
  std::string table = "schema";
  for (std::string line; std::getline(lines, line);) {
    constexpr std::string_view kInsert = "INSERT INTO ";
    if (line.starts_with(kInsert))
      table = line.substr(kInsert.size(), line.find(' ', kInsert.size()) - kInsert.size());
    tables[table].push_back(line);
  }
  return tables;
}

class NoChange : public testing::Test {
 protected:
  static IpoMarket::Options options() {
    IpoMarket::Options options;
    options.applications = 200;
    options.days = 30;
    options.trouble_per_mille = 0;
    return options;
  }

  SourceRun tick(std::chrono::hours after) {
    auto store = store::Store::open(db_, {});
    EXPECT_TRUE(store);
    const FixedClock clock(start_of_hong_kong_day(market_.date()) + after);
    fetcher::Fetcher fetcher;
    const auto source = market_source(folder_, server_);
    scheduler::RunOptions options;
    options.max_documents = 0;
    const auto run = scheduler::run_once({*source}, *store, fetcher, clock, options);
    EXPECT_TRUE(run);
    return run->sources.front();
  }

  std::map<std::string, std::size_t> asked() const {
    std::map<std::string, std::size_t> times;
    for (const std::string& feed : market_.feeds())
      times[feed] = server_.count("/ncms/json/eds/" + feed);
    return times;
  }

  TempDir folder_;
  std::string db_ = (folder_.path() / "store.db").string();
  IpoMarket market_{options()};
  MarketServer market_server_{market_};
  LoopbackServer server_{[this](const ServerRequest& request) { return market_server_(request); }};
};

TEST_F(NoChange, OneRequestAFeedAndNothingButTheLogIsWritten) {
  market_server_.advance();
  EXPECT_EQ(tick(std::chrono::hours{18}).outcome, "ok");
  const auto before = rows_of(db_);
  const auto asked_before = asked();
  const auto counts_before = market_server_.counts();

  const SourceRun run = tick(std::chrono::hours{42});
  EXPECT_EQ(run.outcome, "ok");
  EXPECT_EQ(run.facts, 0);
  EXPECT_EQ(run.captured, 0);
  const auto counts = market_server_.counts();
  // What does not exist is asked for like the others; documents that were not found are not asked
  // for so soon.
  std::size_t existing = 0;
  for (const auto& [feed, times] : asked()) {
    EXPECT_EQ(times, asked_before.at(feed) + 1) << feed;
    existing += market_.answer(feed).status == 200;
  }
  EXPECT_EQ(counts.unchanged - counts_before.unchanged, existing);
  EXPECT_EQ(counts.bytes, counts_before.bytes);

  const auto after = rows_of(db_);
  EXPECT_EQ(before.size(), after.size());
  for (const auto& [table, rows] : after) {
    if (table == "run" || table == "run_source") {
      EXPECT_EQ(rows.size(), before.at(table).size() + 1) << table;
    } else if (table == "page" || table == "host" || table == "robots") {
      // When each was asked, and when it is due again.
      EXPECT_EQ(rows.size(), before.at(table).size());
    } else {
      EXPECT_EQ(rows, before.at(table)) << table;
    }
  }
}

TEST_F(NoChange, AChangedRowIsSeen) {
  market_server_.advance();
  tick(std::chrono::hours{18});
  const auto before = rows_of(db_);
  for (int day = 1; day < 15; ++day) market_server_.advance();
  EXPECT_GT(tick(std::chrono::hours{18}).captured, 0);
  EXPECT_GT(rows_of(db_).at("stage_fact").size(), before.at("stage_fact").size());
}

}  // namespace
}  // namespace gongwatch::testing_support
