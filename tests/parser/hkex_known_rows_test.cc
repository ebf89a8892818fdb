// Rows that the caller knows are passed over; both ways to a feed's rows give the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "parser/hkex/applications.h"
#include "parser/hkex/row_slices.h"
#include "parser/hkex/whole_feed.h"
#include "tests/parser/mutations.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ApplicationFeedName kActive{"appactive_app", Board::main, "en"};
using Known = std::unordered_set<std::uint64_t>;

// All that a feed says, for comparison.
std::string shown(const Result<ApplicationFeed>& feed) {
  if (!feed) return std::string(name_of(feed.error().kind)) + ": " + feed.error().to_string();
  std::string all = feed->generated_at ? to_iso(*feed->generated_at) : "-";
  all += feed->updated_on ? to_iso(*feed->updated_on) : "-";
  for (const auto hash : feed->unchanged) all += "\nknown " + std::to_string(hash);
  for (const auto& row : feed->applications) {
    all += "\n" + std::to_string(row.hkex_id) + "|" + row.applicant + "|" + row.status + "|" +
           std::to_string(row.stage ? static_cast<int>(*row.stage) : -1) + "|" + row.row_json +
           "|" + std::to_string(row.row_hash) + "|" + row.stock_code.value_or("-");
    for (const auto& document : row.documents) all += "|" + document.url + document.label;
    for (const auto& sponsor : row.sponsors) all += "|" + sponsor;
  }
  for (const auto& warning : feed->warnings) all += "\n" + warning.code + " " + warning.message;
  return all;
}

std::string feed_of(const std::vector<std::string>& rows) {
  std::string bytes = R"j({"genDate":"1783782010002","uDate":"10/07/2026","app":[)j";
  for (std::size_t i = 0; i < rows.size(); ++i) bytes += (i > 0 ? ",\n" : "") + rows[i];
  return bytes + "]}";
}

const std::vector<std::string>& samples() {
  static const std::vector<std::string> all{
      feed_of(
          {R"j({"id":1,"d":"03/11/2025","a":"Alder \"Works\" Limited - B","s":"A","ls":[{"d":"03/11/2025","nF":"PHIP (1st submission)","u1":"a/b.pdf","u2":"#"}],"ps":[],"hasPhip":false})j",
           R"j({"id":2,"d":"31/02/2025","a":"銅鑼\u5be6業\\","s":"LT","st":"01461"})j", "17",
           R"j( {"id":1,"a":"Again","ls":[{"u1":"c.pdf"}]} )j"}),
      R"j({"app":[],"genDate":null})j",
      "\xEF\xBB\xBF {\"app\" : [ {\"id\":\"7\",\"a\":\"\xFF\\u0000x\"} , null ] }\n",
      R"j({"app":[{"id":3,"a":"x"}],"other":{"app":[1,2,{"x":"]}"}]}})j"};
  return all;
}

TEST(RowSlices, AreTheElementsAsReceived) {
  const auto slices =
      slice_rows("{\"x\":\"]\",\"app\": [ {\"a\":\"},{\\\"\"} ,17 , [1,[2]]\n] ,\"y\":1} ");
  ASSERT_TRUE(slices);
  EXPECT_THAT(slices->rows, ElementsAre("{\"a\":\"},{\\\"\"}", "17", "[1,[2]]"));
  EXPECT_EQ(std::string(slices->head) + std::string(slices->tail),
            "{\"x\":\"]\",\"app\": [] ,\"y\":1}");
  EXPECT_THAT(slice_rows(R"j({"app":[]})j")->rows, IsEmpty());
}

TEST(RowSlices, LeaveToTheOtherWayWhatIsNotPlain) {
  for (const char* bytes :
       {"", "[]", "{}", R"j({"app":1})j", R"j({"app":[1})j", R"j({"app":[1,]})j",
        R"j({"app":[,1]})j", R"j({"app":[1]} x)j", R"j({"app":[1]}})j",
        R"j({"app":[1],"app":[2]})j", R"j({"\u0061pp":[1]})j", R"j({"app":["1]})j",
        R"j({"app":[{"a":1]})j", R"j({"app":[1],})j", R"j({"x":{"app":[1]}})j",
        R"j({"app":[{"a":"\)j", R"j({"app":null})j"}) {
    EXPECT_FALSE(slice_rows(bytes)) << bytes;
  }
  EXPECT_FALSE(slice_rows(R"j({"app":[1,2,3]})j", {.max_rows = 2}));
  EXPECT_FALSE(slice_rows(R"j({"app":[[[1]]]})j", {.max_depth = 3}));
  EXPECT_TRUE(slice_rows(R"j({"app":[[[1]]]})j", {.max_row_bytes = 4, .max_depth = 3}));
}

TEST(KnownRows, AreNotReadAgain) {
  const std::vector<std::string> rows{R"j({"id":1,"d":"03/11/2025","a":"One","s":"QX"})j",
                                      R"j({"id":2,"d":"03/11/2025","a":"Two","s":"A"})j"};
  const auto first = parse_application_feed(feed_of(rows), kActive);
  ASSERT_TRUE(first);
  EXPECT_THAT(first->unchanged, IsEmpty());
  ASSERT_THAT(first->applications, SizeIs(2));
  const std::uint64_t one = first->applications[0].row_hash;
  const std::uint64_t two = first->applications[1].row_hash;
  EXPECT_NE(one, two);

  const auto same = parse_application_feed(feed_of(rows), kActive, {}, Known{one, two, 5});
  ASSERT_TRUE(same);
  EXPECT_THAT(same->applications, IsEmpty());
  EXPECT_THAT(same->warnings, IsEmpty());
  EXPECT_THAT(same->unchanged, ElementsAre(one, two));
  EXPECT_EQ(same->rows(), 2u);
  EXPECT_EQ(same->updated_on, make_date(2026, 7, 10));

  const auto changed =
      parse_application_feed(feed_of({rows[0], R"j({"id":2,"d":"04/11/2025","a":"Two","s":"A"})j"}),
                             kActive, {}, Known{one, two});
  ASSERT_TRUE(changed);
  EXPECT_THAT(changed->unchanged, ElementsAre(one));
  ASSERT_THAT(changed->applications, SizeIs(1));
  EXPECT_EQ(changed->applications[0].hkex_id, 2);
}

TEST(KnownRows, TheHashIsTheSameOnBothWays) {
  const std::string bytes = feed_of({R"j({"id":1,"d":"03/11/2025","a":"One","s":"A"})j",
                                     R"j({"id":2,"d":"03/11/2025","a":"T)j"
                                     "\xFF"
                                     R"j(o","s":"A"})j"});
  EXPECT_FALSE(read_feed_by_slices(bytes, kActive, {}, {}));
  const auto whole = parse_application_feed(bytes, kActive);
  ASSERT_TRUE(whole);
  const auto plain = parse_application_feed(
      feed_of({R"j({"id":1,"d":"03/11/2025","a":"One","s":"A"})j"}), kActive);
  EXPECT_EQ(whole->applications.at(0).row_hash, plain->applications.at(0).row_hash);
  const auto again = parse_application_feed(
      bytes, kActive, {},
      Known{whole->applications[0].row_hash, whole->applications.at(1).row_hash});
  ASSERT_TRUE(again);
  EXPECT_THAT(again->applications, IsEmpty());
  EXPECT_THAT(again->unchanged, SizeIs(2));
}

TEST(KnownRows, ARowThatSharesItsIdWithANewRowIsReadWithIt) {
  const std::string one = R"j({"id":1,"d":"03/11/2025","a":"One","s":"A"})j";
  const std::string spaced = R"j({ "id":"1","d":"03/11/2025","a":"One","s":"A"})j";
  const std::string again =
      R"j({"id":1,"d":"03/11/2025","a":"Uno","s":"A","ls":[{"u1":"x.pdf"}]})j";
  for (const std::string& known : {one, spaced}) {
    const auto first = parse_application_feed(feed_of({known, again}), kActive);
    ASSERT_THAT(first->applications, SizeIs(1));
    const auto next = parse_application_feed(feed_of({known, again}), kActive, {},
                                             Known{first->applications[0].row_hash});
    EXPECT_EQ(shown(next), shown(first));
  }
}

TEST(KnownRows, RowsThatStandTwiceAreCountedOnce) {
  const std::string one = R"j({"id":1,"d":"03/11/2025","a":"One","s":"A"})j";
  const auto first = parse_application_feed(feed_of({one, one}), kActive);
  ASSERT_THAT(first->applications, SizeIs(1));
  const auto next = parse_application_feed(feed_of({one, one}), kActive, {},
                                           Known{first->applications[0].row_hash});
  EXPECT_EQ(next->rows(), 1u);
}

// Every sample, as it is and with random damage, says the same on both ways.
TEST(KnownRows, BothWaysGiveTheSameFeedOrTheSameError) {
  std::size_t quick = 0;
  std::size_t errors = 0;
  const auto compare = [&](const std::string& bytes) {
    const auto sliced = read_feed_by_slices(bytes, kActive, {}, {});
    const auto whole = read_whole_feed(bytes, kActive, {}, {});
    errors += whole ? 0 : 1;
    if (!sliced) return;
    ++quick;
    ASSERT_EQ(shown(*sliced), shown(whole)) << bytes;
  };
  for (const std::string& sample : samples()) {
    compare(sample);
    testing_support::Mutations mutations(sample, 7);
    for (int i = 0; i < 3000; ++i) compare(mutations.next());
  }
  // Otherwise nothing was compared.
  EXPECT_GT(quick, 1000u);
  EXPECT_GT(errors, 2000u);
}

// Days of a feed with rows that come, change and go: what is known and what is new add up to the
// feed without memory.
TEST(KnownRows, NewAndKnownRowsTogetherAreTheFeed) {
  std::mt19937 random(11);
  Known known;
  std::vector<std::string> rows;
  for (int day = 0; day < 60; ++day) {
    if (rows.size() > 20) rows.erase(rows.begin() + static_cast<long>(random() % rows.size()));
    for (int i = 0; i < 2; ++i) {
      rows.push_back("{\"id\":" + std::to_string(100 + day * 2 + i) +
                     ",\"d\":\"03/11/2025\",\"a\":\"N" + std::to_string(random() % 50) +
                     "\",\"s\":\"A\"}");
    }
    std::string& changed = rows[random() % rows.size()];
    changed.insert(changed.size() - 1, ",\"x\":" + std::to_string(random() % 9));
    const auto all = parse_application_feed(feed_of(rows), kActive);
    const auto news = parse_application_feed(feed_of(rows), kActive, {}, known);
    ASSERT_TRUE(all && news);
    std::vector<std::uint64_t> hashes = news->unchanged;
    for (const auto& row : news->applications) hashes.push_back(row.row_hash);
    Known today;
    for (const auto& row : all->applications) today.insert(row.row_hash);
    EXPECT_EQ(Known(hashes.begin(), hashes.end()), today);
    EXPECT_EQ(hashes.size(), rows.size());
    EXPECT_LE(news->applications.size(), 3u);
    known = std::move(today);
  }
}

}  // namespace
}  // namespace gongwatch::parser
