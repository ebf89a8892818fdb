#include "scheduler/policy.h"

#include <gtest/gtest.h>

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kNow = *parse_iso_instant("2025-11-10T00:00:00Z");

TEST(Policy, FailuresWaitLongerAndLongerUpToADay) {
  EXPECT_EQ(next_after_failure(kNow, 1, {}), kNow + minutes{5});
  EXPECT_EQ(next_after_failure(kNow, 2, {}), kNow + minutes{10});
  EXPECT_EQ(next_after_failure(kNow, 4, {}), kNow + minutes{40});
  EXPECT_EQ(next_after_failure(kNow, 1000000, {}), kNow + hours{24});
}

TEST(Policy, NeverBeforeTheServerSaid) {
  EXPECT_EQ(next_after_failure(kNow, 1, seconds{3600}), kNow + hours{1});
  EXPECT_EQ(next_after_failure(kNow, 3, seconds{1}), kNow + minutes{20});
}

TEST(Policy, AnArticleIsFinalOnceItStaysTheSame) {
  EXPECT_EQ(next_article_visit(kNow, true, true), kNow + hours{24});
  EXPECT_EQ(next_article_visit(kNow, false, true), kNow + hours{24});
  EXPECT_EQ(next_article_visit(kNow, false, false), std::nullopt);
}

}  // namespace
}  // namespace gongwatch::scheduler
