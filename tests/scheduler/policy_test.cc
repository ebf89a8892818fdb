#include "scheduler/policy.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kNow = *parse_iso_instant("2025-11-10T00:00:00Z");

// Monday 08:00 in Hong Kong: busy.
ListVisit visit(std::vector<Instant> changes = {}) {
  ListVisit visit;
  visit.now = kNow;
  visit.every = minutes{30};
  visit.changes = std::move(changes);
  return visit;
}

std::vector<Instant> changes_every(seconds gap) {
  std::vector<Instant> changes;
  for (int i = 0; i < 10; ++i) changes.push_back(kNow - gap * i);
  return changes;
}

TEST(Policy, AListIsDueAfterItsIntervalInBusyHours) {
  EXPECT_EQ(next_list_visit(visit(), {}), kNow + minutes{30});
  EXPECT_EQ(next_list_visit(visit(changes_every(minutes{20})), {}), kNow + minutes{30});
}

TEST(Policy, AListThatSeldomChangesIsAskedLessOften) {
  EXPECT_EQ(next_list_visit(visit(changes_every(hours{8})), {}), kNow + hours{1});
  EXPECT_EQ(next_list_visit(visit(changes_every(hours{240})), {}), kNow + hours{2});
  EXPECT_EQ(next_list_visit(visit({kNow - hours{12}}), {}), kNow + minutes{90});
  EXPECT_EQ(next_list_visit(visit({kNow}), {}), kNow + minutes{30});
}

TEST(Policy, NoStretchIsLongerThanHalfADay) {
  ListVisit asked = visit(changes_every(hours{24 * 7}));
  asked.every = hours{6};
  EXPECT_EQ(next_list_visit(asked, {}), kNow + hours{12});
  asked.every = hours{24};
  EXPECT_EQ(next_list_visit(asked, {}), kNow + hours{24});
}

TEST(Policy, TheAnswersOwnWordIsAHint) {
  ListVisit asked = visit();
  asked.fresh_for = hours{1};
  EXPECT_EQ(next_list_visit(asked, {}), kNow + hours{1});
  asked.fresh_for = hours{24 * 365};
  EXPECT_EQ(next_list_visit(asked, {}), kNow + hours{2});
  asked.fresh_for = seconds{1};
  EXPECT_EQ(next_list_visit(asked, {}), kNow + minutes{30});
  asked.adaptive = false;
  asked.fresh_for = hours{1};
  EXPECT_EQ(next_list_visit(asked, {}), kNow + minutes{30});
}

TEST(Policy, NightsAndHolidaysAreQuietButTheMorningIsNotMissed) {
  ListVisit asked = visit();
  asked.now = *parse_iso_instant("2025-11-10T01:00:00+08:00");
  EXPECT_EQ(next_list_visit(asked, {}), asked.now + hours{2});
  asked.now = *parse_iso_instant("2025-11-10T06:00:00+08:00");
  EXPECT_EQ(next_list_visit(asked, {}), asked.now + hours{1});
  asked.now = *parse_iso_instant("2025-11-10T06:50:00+08:00");
  EXPECT_EQ(next_list_visit(asked, {}), asked.now + minutes{30});
  // A Sunday is quiet for the press, not for HKEX, which posts PHIPs on Sundays.
  asked.now = *parse_iso_instant("2025-11-09T12:00:00+08:00");
  EXPECT_EQ(next_list_visit(asked, {}), asked.now + hours{2});
  asked.official = true;
  EXPECT_EQ(next_list_visit(asked, {}), asked.now + minutes{30});
}

TEST(Policy, DueTimesAreSpreadByTheAddress) {
  std::set<Instant> due;
  for (int i = 0; i < 50; ++i) {
    ListVisit asked = visit();
    const std::string url = "https://example.com/" + std::to_string(i);
    asked.url = url;
    const Instant next = next_list_visit(asked, {});
    EXPECT_GE(next, kNow + minutes{27});
    EXPECT_LE(next, kNow + minutes{30});
    EXPECT_EQ(next, next_list_visit(asked, {}));
    due.insert(next);
  }
  EXPECT_GT(due.size(), 30u);
  EXPECT_GT(next_after_failure(kNow, 1, {}, "https://example.com/b"),
            kNow + minutes{5} - seconds{1});
  EXPECT_LE(next_after_failure(kNow, 1, {}, "https://example.com/b"), kNow + seconds{330});
}

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
