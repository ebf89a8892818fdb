// One reading of a feed beside the one before.
#include "scheduler/feed_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::scheduler {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using What = FeedRowChange::What;

FeedRow known(std::int64_t id, std::uint64_t hash, bool present = true, std::string status = "A") {
  return {id + 1000, id, hash, std::move(status), present};
}

OfficialApplication fresh(std::int64_t id, std::uint64_t hash, std::string status = "A") {
  OfficialApplication row;
  row.hkex_id = id;
  row.row_hash = hash;
  row.status = std::move(status);
  return row;
}

std::vector<std::string> told(const std::vector<FeedRowChange>& changes) {
  std::vector<std::string> lines;
  for (const auto& change : changes) {
    lines.push_back(std::string(name_of(change.what)) + " " + std::to_string(change.row.hkex_id));
  }
  return lines;
}

TEST(FeedReading, tells_what_came_went_returned_and_changed) {
  const std::vector<FeedRow> before{known(1, 11), known(2, 12), known(3, 13), known(4, 14, false),
                                    known(5, 15)};
  ApplicationFeed feed;
  feed.unchanged = {11};
  feed.applications = {fresh(2, 22), fresh(4, 14), fresh(5, 25, "LP"), fresh(6, 16)};
  EXPECT_THAT(present_hashes(before), UnorderedElementsAre(11, 12, 13, 15));
  FeedReading reading(before, feed);
  EXPECT_FALSE(reading.has_just_come(2, "A"));
  EXPECT_TRUE(reading.has_just_come(4, "A"));
  EXPECT_TRUE(reading.has_just_come(6, "A"));
  for (const auto& row : feed.applications) {
    reading.take({row.hkex_id + 1000, row.hkex_id, row.row_hash, row.status, true});
  }
  reading.finish();
  EXPECT_THAT(told(reading.changes()),
              ElementsAre("returned 4", "status 5", "appeared 6", "vanished 3"));
  ASSERT_EQ(reading.rehashed().size(), 1u);
  EXPECT_EQ(reading.rehashed()[0].hash, 22u);
  EXPECT_FALSE(reading.changes().back().row.present);
  EXPECT_EQ(reading.changes().back().row.application_id, 1003);
}

TEST(FeedReading, a_row_that_could_not_be_read_has_not_vanished) {
  const std::vector<FeedRow> before{known(1, 11), known(2, 12)};
  ApplicationFeed feed;
  feed.unchanged = {11};
  feed.skipped = 1;
  FeedReading reading(before, feed);
  reading.finish();
  EXPECT_THAT(reading.changes(), IsEmpty());
}

TEST(FeedReading, another_status_has_just_come_and_a_lost_one_is_counted) {
  const std::vector<FeedRow> before{known(1, 11), known(2, 12), known(3, 13, true, "")};
  ApplicationFeed feed;
  feed.applications = {fresh(1, 21, "LP"), fresh(2, 22, ""), fresh(3, 23, "")};
  const FeedReading reading(before, feed);
  EXPECT_TRUE(reading.has_just_come(1, "LP"));
  EXPECT_FALSE(reading.has_just_come(3, ""));
  EXPECT_EQ(lost_statuses(before, feed), 1u);
}

TEST(FeedReading, rows_without_an_id_are_told_apart_by_application) {
  std::vector<FeedRow> before{{7, 0, 11, "", true}, {8, 0, 12, "", true}};
  ApplicationFeed feed;
  feed.applications = {fresh(0, 21)};
  FeedReading reading(before, feed);
  reading.take({7, 0, 21, "", true});
  reading.finish();
  EXPECT_THAT(told(reading.changes()), ElementsAre("vanished 0"));
  EXPECT_EQ(reading.changes()[0].row.application_id, 8);
  EXPECT_EQ(reading.rehashed().size(), 1u);
}

ApplicationFeed feed_of(std::initializer_list<std::int64_t> ids) {
  ApplicationFeed feed;
  for (const auto id : ids) feed.applications.push_back(fresh(id, static_cast<std::uint64_t>(id)));
  return feed;
}

std::vector<FeedRow> ten_rows() {
  std::vector<FeedRow> rows;
  for (std::int64_t id = 1; id <= 10; ++id) rows.push_back(known(id, 100));
  return rows;
}

TEST(FeedReading, a_shrunk_list_is_not_believed) {
  const auto nowhere = [](std::int64_t) { return false; };
  const auto before = ten_rows();
  const auto verdict = [&](const ApplicationFeed& feed, const auto& moved) {
    return is_implausible(shrinkage_of(before, feed, moved), feed.rows(), 0.3);
  };
  EXPECT_FALSE(verdict(feed_of({1, 2, 3, 4, 5, 6, 7}), nowhere)) << "three of ten";
  EXPECT_TRUE(verdict(feed_of({1, 2, 3, 4, 5, 6}), nowhere)) << "four of ten";
  EXPECT_FALSE(verdict(feed_of({1, 2, 3, 4, 5, 6}), [](std::int64_t id) { return id > 8; }))
      << "two of the four stand in another list";
  EXPECT_TRUE(verdict(feed_of({}), nowhere));
  EXPECT_TRUE(verdict(feed_of({}), [](std::int64_t id) { return id > 1; }))
      << "one row is explained by nothing, and none is left";
  EXPECT_FALSE(verdict(feed_of({}), [](std::int64_t) { return true; }));
  EXPECT_FALSE(verdict(feed_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), nowhere));
}

TEST(FeedReading, few_rows_may_go_on_any_day) {
  const std::vector<FeedRow> before{known(1, 1), known(2, 2), known(3, 3)};
  const auto shrinkage = shrinkage_of(before, feed_of({3}), [](std::int64_t) { return false; });
  EXPECT_EQ(shrinkage.unexplained, 2u);
  EXPECT_FALSE(is_implausible(shrinkage, 1, 0.3));
}

TEST(FeedReading, rows_without_an_id_shrink_by_their_number) {
  std::vector<FeedRow> before;
  for (int i = 0; i < 10; ++i)
    before.push_back({i + 1, 0, static_cast<std::uint64_t>(i), "", true});
  ApplicationFeed feed;
  feed.unchanged = {0, 1, 2, 3};
  feed.applications = {fresh(0, 77)};
  const auto shrinkage = shrinkage_of(before, feed, [](std::int64_t) { return true; });
  EXPECT_EQ(shrinkage.before, 10u);
  EXPECT_EQ(shrinkage.unexplained, 5u) << "one changed row stands for one missing row";
}

TEST(FeedReading, what_had_vanished_does_not_count_again) {
  const std::vector<FeedRow> before{known(1, 1), known(2, 2, false), known(3, 3, false),
                                    known(4, 4, false)};
  EXPECT_EQ(shrinkage_of(before, feed_of({1}), [](std::int64_t) { return false; }).before, 1u);
  FeedReading reading(before, feed_of({1}));
  reading.take(known(1, 1));
  reading.finish();
  EXPECT_THAT(reading.changes(), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::scheduler
