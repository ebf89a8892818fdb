#include "render/atom.h"

#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/utf8.h"

namespace gongwatch::render {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

NewsRow heard(const std::string& name) {
  NewsRow news;
  news.id = "00112233445566778899aabbccddeeff";
  news.what = "stage";
  news.value = "hearing";
  news.day = "2025-11-09";
  news.changed_at = "2025-11-10T00:00:00Z";
  news.source_id = "wire";
  news.url = "https://news.example.com/1.html?a=1&b=2";
  news.quote = "The company passed the hearing.";
  news.issuer.application_id = 7;
  news.issuer.name_en = name;
  return news;
}

// What a strict XML parser makes of a feed: the texts of all <title>s, or nothing if it is not
// well-formed. Elements that are no part of Atom fail the test.
struct Read {
  std::vector<std::string> titles, ids, links;
  std::string text;
};

void on_start(void* user, const XML_Char* name, const XML_Char** attributes) {
  auto& read = *static_cast<Read*>(user);
  static const std::set<std::string> kKnown{"feed",     "id",    "title",  "updated",
                                            "author",   "name",  "link",   "generator",
                                            "category", "entry", "content"};
  EXPECT_TRUE(kKnown.count(name)) << name;
  read.text.clear();
  for (; *attributes != nullptr; attributes += 2) {
    if (std::string(*attributes) == "href") read.links.emplace_back(attributes[1]);
  }
}

void on_end(void* user, const XML_Char* name) {
  auto& read = *static_cast<Read*>(user);
  if (std::string(name) == "title") read.titles.push_back(read.text);
  if (std::string(name) == "id") read.ids.push_back(read.text);
}

void on_text(void* user, const XML_Char* text, int length) {
  static_cast<Read*>(user)->text.append(text, static_cast<std::size_t>(length));
}

std::optional<Read> read(const std::string& feed) {
  Read result;
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &result);
  XML_SetElementHandler(parser, on_start, on_end);
  XML_SetCharacterDataHandler(parser, on_text);
  const bool ok = XML_Parse(parser, feed.data(), static_cast<int>(feed.size()), 1) != 0;
  XML_ParserFree(parser);
  return ok ? std::optional(result) : std::nullopt;
}

TEST(Atom, AChangeIsAnEntryWithAStableId) {
  const std::string feed = to_atom({heard("Acme Robotics Limited")});
  const auto told = read(feed);
  ASSERT_TRUE(told) << feed;
  EXPECT_THAT(told->titles,
              ElementsAre("Hong Kong IPOs: what has changed",
                          "Acme Robotics Limited: passed its listing hearing, 2025-11-09"));
  EXPECT_THAT(told->ids, ElementsAre("tag:gongwatch.invalid,2025:changes",
                                     "tag:gongwatch.invalid,2025:change/"
                                     "00112233445566778899aabbccddeeff"));
  EXPECT_THAT(told->links, ElementsAre("https://news.example.com/1.html?a=1&b=2"));
  EXPECT_THAT(feed, HasSubstr("<updated>2025-11-10T00:00:00Z</updated>"));
  EXPECT_EQ(feed, to_atom({heard("Acme Robotics Limited")}));
}

TEST(Atom, TheFeedIsAsNewAsItsNewestChange) {
  auto older = heard("A"), newer = heard("B");
  older.changed_at = "2025-11-01T00:00:00Z";
  newer.changed_at = "2025-11-12T08:30:00Z";
  const std::string feed = to_atom({older, newer});
  EXPECT_LT(feed.find("<updated>2025-11-12T08:30:00Z"), feed.find("<entry>"));
}

TEST(Atom, AnEmptyStoreIsAValidFeed) {
  const auto told = read(to_atom({}, {"https://me.example/changes.xml"}));
  ASSERT_TRUE(told);
  EXPECT_THAT(told->titles, ElementsAre("Hong Kong IPOs: what has changed"));
  EXPECT_THAT(told->links, ElementsAre("https://me.example/changes.xml"));
}

TEST(Atom, HostileNamesStayText) {
  const std::string names[] = {
      "<script>alert(1)</script>",
      "]]><entry/><![CDATA[",
      "\" onclick=\"x",
      "&amp;&#x41;&nope;",
      std::string("nul\0and\x01\x1b[31m\x7f", 14),
      "broken \xff\xc3 utf-8 \xed\xa0\x80",
      "\xef\xbf\xbe\xef\xbf\xbf noncharacters",
      "right\u202Eto\u2066left\u2069\u202C",
      "two\nlines\r\nand\u2028more",
      std::string(10'000, 'x'),
      std::string(3'000, '\xe8'),
  };
  for (const std::string& name : names) {
    NewsRow news = heard(name);
    news.value = name;
    news.quote = name;
    news.source_id = name;
    news.what = "sponsor";
    news.issuer.name_zh = name;
    news.issuer.sponsors = {name, name};
    news.url = "https://h.example/" + name;
    const std::string feed = to_atom({news});
    ASSERT_TRUE(text::is_valid(feed)) << name;
    const auto told = read(feed);
    ASSERT_TRUE(told) << feed;
    EXPECT_EQ(told->titles.size(), 2u) << feed;
    EXPECT_LT(told->titles[1].size(), 4'000u);
    EXPECT_THAT(feed, Not(HasSubstr("\u202E")));
    EXPECT_THAT(feed, Not(HasSubstr("\x1b")));
  }
}

TEST(Atom, WhatIsNoWebAddressIsNoLink) {
  for (const char* url : {"javascript:alert(1)", "file:///etc/passwd", "", "https://", "http://\n"})
    EXPECT_THAT(to_atom({[&] {
                  auto news = heard("A");
                  news.url = url;
                  return news;
                }()}),
                Not(HasSubstr("<link")))
        << url;
}

TEST(Atom, ADayOfDealingsAheadIsToldAsOne) {
  auto news = heard("Acme");
  news.value = "listed";
  news.day = "2025-11-12";
  EXPECT_THAT(to_atom({news}), HasSubstr("Acme: lists on 2025-11-12"));
  news.day = "2025-11-10";  // 08:00 in Hong Kong on that day
  EXPECT_THAT(to_atom({news}), HasSubstr("Acme: listed, 2025-11-10"));
  news.value = "hearing";
  news.on_or_before = true;
  EXPECT_THAT(to_atom({news}), HasSubstr("passed its listing hearing, on or before 2025-11-10"));
  news.what = "stage retracted";
  EXPECT_THAT(to_atom({news}), HasSubstr("no source tells any more that it passed its listing"));
}

}  // namespace
}  // namespace gongwatch::render
