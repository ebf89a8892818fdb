#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "parser/feed/index_page.h"
#include "parser/feed/link_pattern.h"

namespace gongwatch::parser {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kBase = "https://news.example.com/list/today?page=1";

TEST(IndexPage, TakesTheStoriesOfTheAastocksList) {
  std::ifstream in(std::string(GONGWATCH_CHECKOUT) + "/fixtures/aastocks/latest-news/page.html",
                   std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const auto list =
      parse_index(bytes.str(), "https://www.aastocks.com/en/stocks/news/aafn/latest-news",
                  R"(/en/stocks/news/aafn-con/NOW\.\d+/)");
  ASSERT_TRUE(list) << list.error().to_string();
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[1].url,
            "https://www.aastocks.com/en/stocks/news/aafn-con/NOW.1481230/latest-news/AAFN");
  EXPECT_THAT(list->entries[1].title, HasSubstr("Innovation Industrial Completes Listing Hearing"));
}

TEST(IndexPage, LinksResolveInPageOrderEachOnceWithTheLongestText) {
  const auto list = parse_index(
      R"(<a href="/story/2"><img></a><a href="story/1">One &amp; <b>only</b></a><a href="/story/2#c">Two</a>
         <A HREF=' /story/2 '>Two, told at length</A><a href="/about">About</a><a name="story/9">no link</a>)",
      kBase, R"(/story/\d)");
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[0].url, "https://news.example.com/story/2");
  EXPECT_EQ(list->entries[0].title, "Two, told at length");
  EXPECT_EQ(list->entries[1].url, "https://news.example.com/list/story/1");
  EXPECT_EQ(list->entries[1].title, "One & only");
}

TEST(IndexPage, ThePatternSeesPathAndQueryOnly) {
  EXPECT_THAT(
      parse_index(R"(<a href="/a?id=5#story">x</a>)", kBase, "story|news\\.example")->entries,
      IsEmpty());
  EXPECT_THAT(parse_index(R"(<a href="/a?id=5">x</a>)", kBase, R"(^/a\?id=\d$)")->entries,
              SizeIs(1));
  EXPECT_THAT(parse_index(R"(<a href="/a">x</a>)", kBase, "")->entries, SizeIs(1));
}

TEST(IndexPage, ABaseElementMovesTheLinks) {
  const auto list =
      parse_index(R"(<base href="/elsewhere/"><base href="/no/"><a href="a">x</a>)", kBase, "");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->entries.at(0).url, "https://news.example.com/elsewhere/a");
}

TEST(IndexPage, OtherSchemesAreNoEntries) {
  const auto list = parse_index(
      R"html(<a href="javascript:alert('/story/1')">x</a><a href="data:text/html,/story/1">y</a><a href="mailto:/story/1">z</a>)html",
      kBase, "story");
  ASSERT_TRUE(list);
  EXPECT_THAT(list->entries, IsEmpty());
  EXPECT_THAT(list->warnings, IsEmpty());
}

TEST(IndexPage, ABadPatternIsAnErrorWithItsReason) {
  const auto list = parse_index("<a href=x>x</a>", kBase, "story/(");
  ASSERT_FALSE(list);
  EXPECT_EQ(list.error().kind, ErrorKind::invalid_argument);
  EXPECT_THAT(list.error().message, HasSubstr("missing )"));
  EXPECT_FALSE(LinkPattern(std::string(2000, 'a')).check());
  EXPECT_TRUE(LinkPattern(R"(NOW\.\d+)").check());
}

TEST(IndexPage, HostilePagesAreBounded) {
  ParseLimits limits;
  limits.max_bytes = 1000;
  EXPECT_EQ(parse_index(std::string(2000, 'x'), kBase, "", limits).error().kind,
            ErrorKind::too_large);
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "<div>";
  EXPECT_EQ(parse_index(nested, kBase, "").error().kind, ErrorKind::too_deep);
  std::string links;
  for (int i = 0; i < 10'001; ++i) links += "<a href=/" + std::to_string(i) + ">x</a>";
  const auto list = parse_index(links, kBase, "");
  ASSERT_TRUE(list);
  EXPECT_THAT(list->entries, SizeIs(10'000));
  EXPECT_THAT(list->warnings, SizeIs(1));
  EXPECT_LE(parse_index("<a href=/a>" + std::string(50'000, 'x') + "</a>", kBase, "")
                ->entries.at(0)
                .title.size(),
            1000u);
}

}  // namespace
}  // namespace gongwatch::parser
