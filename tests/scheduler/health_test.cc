#include "scheduler/health.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler/plan.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Instant kNow = *parse_iso_instant("2025-11-10T00:00:00Z");

TEST(Health, EachFailureHasItsKind) {
  const auto kind = [](ErrorKind error, int status, bool bytes) {
    return kind_of_trouble({error, "", ""}, status, bytes);
  };
  EXPECT_EQ(kind(ErrorKind::network, 0, false), "failing");
  EXPECT_EQ(kind(ErrorKind::http_status, 500, false), "failing");
  EXPECT_EQ(kind(ErrorKind::http_status, 403, false), "blocked");
  EXPECT_EQ(kind(ErrorKind::http_status, 429, false), "blocked");
  EXPECT_EQ(kind(ErrorKind::forbidden, 0, false), "blocked");     // robots.txt
  EXPECT_EQ(kind(ErrorKind::http_status, 200, true), "blocked");  // a challenge page
  EXPECT_EQ(kind(ErrorKind::empty, 200, true), "zero-yield");
  EXPECT_EQ(kind(ErrorKind::malformed, 200, true), "drift");
}

TEST(Health, AFieldThatIsLostIsDrift) {
  const FieldFill before{100, 1.0, 0.9, 0.95};
  EXPECT_FALSE(drift_of({20, 1.0, 0.9, 0.9}, before));
  EXPECT_THAT(drift_of({20, 1.0, 0.1, 0.9}, before).value_or(""), HasSubstr("10 % have a day"));
  EXPECT_FALSE(drift_of({19, 0, 0, 0}, before));                // too few to tell
  EXPECT_FALSE(drift_of({20, 1.0, 0, 0.9}, {100, 1, 0.3, 1}));  // it was never there
}

TEST(Health, SilenceIsMeasuredByTheRhythmAndOnTradingDays) {
  std::vector<Instant> hourly;
  for (int i = 0; i < 20; ++i) hourly.push_back(kNow - hours{2 * i});
  EXPECT_FALSE(staleness_of(hourly, kNow + hours{72}, {}));
  // Friday evening to Tuesday: the weekend does not count.
  EXPECT_FALSE(staleness_of(hourly, kNow + hours{24 * 6}, {}) &&
               staleness_of(hourly, kNow + hours{70}, {}));
  EXPECT_TRUE(staleness_of(hourly, kNow + hours{24 * 7}, {}));
  std::vector<Instant> weekly;
  for (int i = 0; i < 20; ++i) weekly.push_back(kNow - hours{168 * i});
  EXPECT_FALSE(staleness_of(weekly, kNow + hours{24 * 30}, {}));
  EXPECT_FALSE(staleness_of({kNow, kNow - hours{2}}, kNow + hours{24 * 90}, {}));  // no rhythm yet
  // What lies in the future was dated by a wrong clock.
  EXPECT_FALSE(staleness_of({kNow + hours{9999}, kNow, kNow - hours{2}}, kNow, {}));
}

class Alarms : public ::testing::Test {
 protected:
  Alarms() : store_(*store::Store::open((dir_.path() / "store.db").string())) {
    source_.id = "s";
    source_.every = hours{1};
  }
  std::vector<AlarmRow> settle(std::vector<Trouble> troubles, Instant now) {
    auto changes = settle_alarms(source_, std::move(troubles), store_, now, {});
    EXPECT_TRUE(changes) << changes.error().to_string();
    return changes.value_or(std::vector<AlarmRow>{});
  }

  testing_support::TempDir dir_;
  store::Store store_;
  Source source_;
};

TEST_F(Alarms, OneAnEpisodeAndOneWhenItRecovers) {
  const std::vector<Trouble> trouble{{"zero-yield", "nothing", "", std::nullopt}};
  auto changes = settle(trouble, kNow);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].kind, "zero-yield");
  EXPECT_FALSE(changes[0].ended_at);
  for (int i = 1; i < 5; ++i) EXPECT_THAT(settle(trouble, kNow + hours{i}), IsEmpty());
  EXPECT_THAT(*store_.open_alarms(), SizeIs(1));
  changes = settle({}, kNow + hours{6});
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].began_at, kNow);
  EXPECT_EQ(changes[0].ended_at, kNow + hours{6});
  EXPECT_THAT(settle({}, kNow + hours{7}), IsEmpty());
  EXPECT_THAT(settle(trouble, kNow + hours{8}), SizeIs(1));  // another episode
}

TEST_F(Alarms, AnAlarmLastsAsLongAsItsPageFails) {
  const std::string url = "https://e.com/list";
  ASSERT_TRUE(store_.add_page(url, url, "s", "feed", kNow));
  const auto page = *store_.page(url);
  ASSERT_TRUE(store_.finish_attempt(page->page_id, kNow, 403, true, kNow + hours{1}));
  EXPECT_THAT(settle({{"blocked", "HTTP 403", url, std::nullopt}}, kNow), SizeIs(1));
  // Another list of the source is fine: that says nothing about this one.
  EXPECT_THAT(settle({}, kNow + hours{1}), IsEmpty());
  ASSERT_TRUE(store_.finish_attempt(page->page_id, kNow, 200, false, kNow + hours{9}));
  EXPECT_THAT(settle({}, kNow + hours{2}), SizeIs(1));
}

class Entries : public Alarms {
 protected:
  bool add(const std::string& url, const std::string& id, const std::string& title,
           std::optional<Instant> at = {}) {
    ListEntry entry;
    entry.url = url;
    entry.id = id;
    entry.title = title;
    entry.published_at = at;
    return store_.add_entry(url, entry, "s", kNow).value();
  }
};

TEST_F(Entries, AnArticleIsTakenOnceWhateverItsIdAndItsAddress) {
  EXPECT_TRUE(add("https://e.com/a", "1", "A"));
  EXPECT_FALSE(add("https://e.com/a", "1", "A"));
  EXPECT_FALSE(add("https://e.com/a", "urn:2", "A"));        // the id has changed
  EXPECT_FALSE(add("https://e.com/a-new-slug", "1", "A"));   // the address has changed
  EXPECT_FALSE(add("https://e.com/another", "urn:2", "A"));  // by the newer id
  EXPECT_TRUE(add("https://e.com/b", "1", "B"));             // the id is used again
  EXPECT_TRUE(add("https://e.com/c", "", "A"));              // without an id: its address
  EXPECT_TRUE(add("https://e.com/d?sid=1", "", "D", kNow + hours{24 * 365}));  // in the future
  EXPECT_FALSE(add("https://e.com/d?sid=2", "", "D", kNow + hours{24 * 365}));
  EXPECT_TRUE(add("https://e.com/d?sid=3", "", "D", kNow));
  EXPECT_TRUE(add("https://e.com/d?sid=4", "", "E", kNow));
  EXPECT_FALSE(store_.page("https://e.com/another").value().has_value());
}

TEST_F(Entries, DueTimesOfAWrongClockAreMended) {
  ASSERT_TRUE(add("https://e.com/a", "", "A"));
  const auto page = *store_.page("https://e.com/a");
  const Instant far = kNow + hours{24 * 3650};
  ASSERT_TRUE(store_.finish_attempt(page->page_id, far, 200, false, far));
  EXPECT_EQ(store_.next_due({"s"}).value(), far);
  EXPECT_EQ(store_.mend_due_times("s", kNow, kNow + hours{24 * 40}).value(), 1);
  EXPECT_EQ(store_.next_due({"s"}).value(), kNow);
  EXPECT_EQ(store_.mend_due_times("s", kNow, kNow + hours{24 * 40}).value(), 0);
}

TEST(Fairness, ALongListOfOneStarvesNobodyAndNothingIsLeftUnused) {
  const auto pages = [](int count) {
    std::vector<PageState> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) all[static_cast<std::size_t>(i)].page_id = i;
    return all;
  };
  const auto dealt = deal_fairly({pages(100), pages(2), pages(0), pages(5)}, 20);
  ASSERT_THAT(dealt, SizeIs(20));
  std::vector<int> of(4);
  for (const auto& [source, page] : dealt) ++of[source];
  EXPECT_THAT(of, ::testing::ElementsAre(13, 2, 0, 5));
  EXPECT_EQ(dealt[13].first, 1u);
  EXPECT_THAT(deal_fairly({pages(3)}, 20), SizeIs(3));
  EXPECT_THAT(deal_fairly({pages(3)}, 0), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::scheduler
