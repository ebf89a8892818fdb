// The whole way, day by day: a made-up market is served, the scheduler ticks, and at the end the
// store is held against the truth.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "scheduler/source_registry.h"
#include "tests/support/loopback_server.h"
#include "tests/support/market_verdict.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::testing_support {

struct ReplayOptions {
  IpoMarket::Options market;
  std::string db;
  std::function<void(int day)> on_day;  // after each tick
};

struct ReplayReport {
  MarketVerdict verdict;
  int days = 0;
  std::size_t rows = 0, requests = 0, unchanged = 0, bytes = 0;  // as served
  std::uintmax_t database_bytes = 0;
  double run_seconds = 0, other_seconds = 0;  // in ticks; making and serving feeds, judging
  // Days with a spoilt feed, and whether the run said so: exactly one failure a spoilt feed.
  int troubled_days = 0, silent_days = 0, false_alarms = 0;
  std::vector<std::string> alarm_examples;

  bool clean() const { return verdict.clean() && silent_days + false_alarms == 0; }
  // Many lines: figures, then what is wrong.
  std::string to_string() const;
};

// The market that `server` serves, as a source; its file is written into the folder.
Result<scheduler::Source> market_source(const TempDir& folder, const LoopbackServer& server);

Result<ReplayReport> replay(const ReplayOptions& options);

}  // namespace gongwatch::testing_support
