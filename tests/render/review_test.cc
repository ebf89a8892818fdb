// The review page: two readings of one page, field by field and paragraph by paragraph.
#include "render/review.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "render/review/compare.h"

namespace gongwatch::render {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

json event(const std::string& stage, std::size_t begin, const std::string& quote) {
  return {{"stage", stage},
          {"issuer", {{"name", "Acme"}}},
          {"sponsors", json::array()},
          {"evidence",
           {{"in", "text"}, {"begin", begin}, {"end", begin + quote.size()}, {"quote", quote}}}};
}

json reading(const std::string& text, json events) {
  return {{"title", "Acme hears"},
          {"text", text},
          {"removed", {{{"reason", "share"}, {"block", 3}, {"text", "Share this"}}}},
          {"events", std::move(events)}};
}

std::size_t differing(const std::vector<FieldRow>& rows) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const FieldRow& row) {
    return row.state != FieldRow::State::same;
  }));
}

TEST(Compare, AnEntryThatIsNewDoesNotMakeAllBehindItDiffer) {
  const json old = {{"events", {event("filed", 0, "a"), event("listed", 5, "b")}}};
  const json now = {
      {"events", {event("hearing", 0, "c"), event("filed", 9, "a"), event("listed", 14, "b")}}};
  const auto rows = compare(old, now);
  ASSERT_EQ(differing(rows), 1U);
  EXPECT_EQ(rows.front().state, FieldRow::State::added);
  EXPECT_EQ(rows.front().field, "events/0");
  EXPECT_EQ(rows.front().fact, "events/0");
  EXPECT_THAT(rows.front().actual, HasSubstr("stage: hearing"));
}

TEST(Compare, AFactToldDifferentlyIsOneChangedField) {
  json now = event("filed", 0, "a");
  now["event_date"] = "2025-11-09";
  json old = event("filed", 0, "a");
  old["event_date"] = "2025-11-08";
  const auto rows = compare({{"events", {old}}}, {{"events", {now}}});
  ASSERT_EQ(differing(rows), 1U);
  const auto row = std::find_if(rows.begin(), rows.end(), [](const FieldRow& one) {
    return one.state == FieldRow::State::changed;
  });
  ASSERT_NE(row, rows.end());
  EXPECT_EQ(row->field, "events/0/event_date");
  EXPECT_EQ(row->expected, "2025-11-08");
  EXPECT_EQ(row->actual, "2025-11-09");
}

TEST(Compare, AnEntryOfWhichOnlyTheStageDiffersIsOneChangedField) {
  const json old = {{"events", {event("filed", 0, "a"), event("listed", 5, "passed")}}};
  const json now = {{"events", {event("hearing", 5, "passed"), event("filed", 0, "a")}}};
  const auto rows = compare(old, now);
  ASSERT_EQ(differing(rows), 1U);
  const auto row = std::find_if(rows.begin(), rows.end(), [](const FieldRow& one) {
    return one.state == FieldRow::State::changed;
  });
  ASSERT_NE(row, rows.end());
  EXPECT_EQ(row->field, "events/0/stage");
  EXPECT_EQ(row->expected, "listed");
  EXPECT_EQ(row->actual, "hearing");
}

TEST(Compare, WhatMovedInTheTextIsTheSameButOtherWordsAreNot) {
  EXPECT_EQ(differing(compare({{"events", {event("filed", 0, "a")}}},
                              {{"events", {event("filed", 70, "a")}}})),
            0U);
  EXPECT_EQ(differing(compare({{"events", {event("filed", 0, "a")}}},
                              {{"events", {event("filed", 0, "b")}}})),
            1U);
}

TEST(Compare, WhatIsGoneIsTold) {
  const auto rows = compare({{"events", {event("filed", 0, "a")}}, {"byline", "Ann"}},
                            {{"events", json::array()}});
  EXPECT_EQ(differing(rows), 2U);
  for (const FieldRow& row : rows) EXPECT_EQ(row.state, FieldRow::State::gone) << row.field;
}

TEST(Compare, ParagraphsKeepTheirOrder) {
  const auto rows = compare_texts("one\n\ntwo\n\nthree", "one\n\nnew\n\nthree");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].state, ParagraphRow::State::kept);
  EXPECT_EQ(rows[1].state, ParagraphRow::State::gone);
  EXPECT_EQ(rows[2].state, ParagraphRow::State::added);
  EXPECT_EQ(rows[2].begin, 5U);
  EXPECT_EQ(rows[3].begin, 10U);
}

ReviewCase acme(const json& expected, const json& actual) {
  ReviewCase one;
  one.name = "wire/acme";
  one.state = "differs";
  one.url = "https://a.example/1";
  one.expected = expected.is_null() ? "" : expected.dump();
  one.actual = actual.dump();
  one.accept = "gongwatch fixture accept wire/acme";
  return one;
}

std::string page_of(const ReviewCase& one) { return review_files({"Review", "", {one}})[0].bytes; }

TEST(Review, FactsAreHighlightedWhereTheyWereReadAndRemovedBlocksHaveTheirReason) {
  const json now = reading("First.\n\nAcme passed its hearing.",
                           json::array({event("hearing", 13, "passed its hearing")}));
  const std::string page = page_of(acme(reading("First.", json::array()), now));
  EXPECT_THAT(page, HasSubstr("Acme <mark class=\"events\" data-of=\"events/0\" title=\"events/0\">"
                              "passed its hearing</mark>."));
  EXPECT_THAT(page, HasSubstr("<p class=\"added\">"));
  EXPECT_THAT(page, HasSubstr("<b>share</b>"));
  EXPECT_THAT(page, HasSubstr("<code class=\"accept\">gongwatch fixture accept wire/acme</code>"));
  EXPECT_THAT(page, HasSubstr("<tr class=\"added\" data-fact=\"events/0\">"));
}

TEST(Review, ACaseWithoutAGoldenAndOneThatCannotBeReadAreShown) {
  ReviewCase one = acme(json(), {{"error", {{"kind", "empty"}, {"message", "nothing"}}}});
  one.page = "<script>alert(1)</script>\nsecond line";
  const std::string page = page_of(one);
  EXPECT_THAT(page, HasSubstr("<pre>&lt;script&gt;alert(1)&lt;/script&gt;\nsecond line</pre>"));
  EXPECT_THAT(page, HasSubstr("kind: empty"));
  EXPECT_THAT(page_of(ReviewCase{}), HasSubstr("0 of 0 fields differ"));
}

TEST(Review, PlacesOutsideOfTheTextAndHostileWordsDoNoHarm) {
  json wild = event("hearing", 0, "x");
  wild["evidence"]["end"] = 1'000'000;
  json back = event("filed", 5, "x");
  back["evidence"]["end"] = 2;
  json odd = event("filed", 0, "x");
  odd["evidence"]["begin"] = -5;
  const std::string evil = "</p></script><img src=x onerror=alert(1)>";
  const std::string page =
      page_of(acme(reading(evil, json::array()), reading(evil, json::array({wild, back, odd}))));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

}  // namespace
}  // namespace gongwatch::render
