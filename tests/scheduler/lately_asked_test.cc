#include "scheduler/lately_asked.h"

#include <gtest/gtest.h>

#include <string>

namespace gongwatch::scheduler {
namespace {

TEST(LatelyAsked, KnowsTheLastForSureAndForgetsWhatIsLongAgo) {
  LatelyAsked lately(4);
  const auto url = [](int n) { return "https://n.example/" + std::to_string(n); };
  for (int n = 0; n < 100; ++n) {
    EXPECT_TRUE(lately.add(url(n))) << n;
    for (int back = 0; back < std::min(n + 1, 4); ++back) EXPECT_FALSE(lately.add(url(n - back)));
  }
  EXPECT_TRUE(lately.add(url(0))) << "long ago";
  EXPECT_FALSE(lately.add(url(0)));
}

TEST(LatelyAsked, ForgetsNothingWhileItGrows) {
  LatelyAsked lately(5000);
  const auto url = [](int n) { return "https://n.example/" + std::to_string(n); };
  for (int n = 0; n < 5000; ++n) EXPECT_TRUE(lately.add(url(n))) << n;
  for (int n = 0; n < 5000; ++n) EXPECT_FALSE(lately.add(url(n))) << n;
}

}  // namespace
}  // namespace gongwatch::scheduler
