// What a change of the parser gains and loses, grouped.
#include "render/review/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

FactChange fact(bool gained, const std::string& identity, const std::string& what,
                const std::string& rule = "r1", const std::string& url = "https://a.example/1") {
  return {"figure", rule, identity, what, url, "the words", "Before the words after.", 7, gained};
}

TEST(Diff, WhatIsToldAgainIsNoDifferenceAndWhatIsToldDifferentlyIsOneChange) {
  const std::vector<FactChange> changes{
      fact(false, "Acme revenue", "revenue 1", "r1"), fact(true, "Acme revenue", "revenue 1", "r2"),
      fact(false, "Acme profit", "profit 1"), fact(true, "Acme profit", "profit 2"),
      fact(false, "Acme loss", "loss 1"), fact(true, "Acme assets", "assets 1", "r3"),
      // The same words of another page are another fact.
      fact(true, "Acme loss", "loss 1", "r3", "https://a.example/2")};
  std::size_t same = 0;
  const auto groups = group_changes(changes, same);
  EXPECT_EQ(same, 1U);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].rule, "r1");
  ASSERT_EQ(groups[0].changed.size(), 1U);
  EXPECT_EQ(groups[0].changed[0].before->what, "profit 1");
  EXPECT_EQ(groups[0].changed[0].after->what, "profit 2");
  EXPECT_EQ(groups[0].lost.size(), 1U);
  EXPECT_EQ(groups[0].gained.size(), 0U);
  EXPECT_EQ(groups[1].gained.size(), 2U);
}

TEST(Diff, SamplesAreSpreadAndShowTheirWordsInTheParagraphAsText) {
  std::vector<FactChange> changes;
  for (int i = 0; i < 100; ++i)
    changes.push_back(fact(true, std::to_string(i), "fact <" + std::to_string(i) + ">"));
  std::size_t same = 0;
  const std::string page = diff_files(group_changes(changes, same), "", 4)[0].bytes;
  for (const int i : {0, 25, 50, 75})
    EXPECT_THAT(page, HasSubstr("fact &lt;" + std::to_string(i) + "&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("fact &lt;1&gt;")));
  EXPECT_THAT(page, HasSubstr("<h3>Gained 100</h3>"));
  EXPECT_THAT(page, HasSubstr("Before <mark class=\"events\">the words</mark> after."));
}

}  // namespace
}  // namespace gongwatch::render
