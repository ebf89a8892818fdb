// A made-up market through the whole pipeline: nobody is merged, split, doubled or forgotten, and
// every spoilt feed is told once.
#include <gtest/gtest.h>

#include "tests/support/market_replay.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::testing_support {
namespace {

class Replay : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Replay, AgreesWithTheTruth) {
  const TempDir folder;
  ReplayOptions options;
  options.market.applications = 300;
  options.market.days = 120;
  options.market.seed = GetParam();
  options.db = (folder.path() / "replay.db").string();
  const auto report = replay(options);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_TRUE(report->clean()) << report->to_string();
  // It was a market in which something happens.
  EXPECT_GE(report->verdict.applications, 300u);
  EXPECT_GT(report->verdict.events, 400u);
  EXPECT_GT(report->troubled_days, 5);
  EXPECT_GT(report->unchanged, 100u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Replay, testing::Values(1u, 2u, 3u));

}  // namespace
}  // namespace gongwatch::testing_support
