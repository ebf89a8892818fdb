#include "parser/feed/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view kBase = "https://news.example.com/feeds/rss.xml";

Result<EntryList> read(std::string_view bytes, std::string_view type = "") {
  return parse_feed(bytes, type, kBase);
}

std::string rss(const std::string& items) {
  return R"(<?xml version="1.0"?><rss version="2.0"><channel><title>Site</title><link>https://news.example.com/</link>)" +
         items + "</channel></rss>";
}

std::string iso(const std::optional<Instant>& time) { return time ? to_iso(*time) : "none"; }

TEST(Feed, ReadsTheRssOfTheFixtures) {
  std::ifstream in(std::string(GONGWATCH_CHECKOUT) + "/fixtures/yahoo-hk/rss/page.xml",
                   std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const auto list = parse_feed(bytes.str(), "application/rss+xml; charset=utf-8",
                               "https://hk.finance.yahoo.com/rss/");
  ASSERT_TRUE(list) << list.error().to_string();
  EXPECT_TRUE(list->well_formed);
  ASSERT_THAT(list->entries, SizeIs(1));
  const ListEntry& entry = list->entries[0];
  EXPECT_EQ(entry.url,
            "https://hk.finance.yahoo.com/news/yunlai-tea-refiles-hkex-main-board-103000482.html");
  EXPECT_THAT(entry.title, HasSubstr("【新股】雲籟茶業"));
  EXPECT_EQ(entry.id, "yunlai-tea-refiles-hkex-main-board-103000482.html");
  EXPECT_EQ(iso(entry.published_at), "2025-11-06T10:30:00Z");
  EXPECT_EQ(entry.summary, "上一次申請於10月28日失效， 雲籟茶業 再次向港交所主板遞交上市申請。");
}

TEST(Feed, ReadsRss10WithDublinCoreDates) {
  const auto list = read(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:d="http://purl.org/dc/elements/1.1/"><channel><title>S</title></channel>
    <item rdf:about="x"><title>A</title><link>/a</link><d:date>2025-11-09T08:00:00+08:00</d:date></item></rdf:RDF>)");
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(1));
  EXPECT_EQ(list->entries[0].url, "https://news.example.com/a");
  EXPECT_EQ(iso(list->entries[0].published_at), "2025-11-09T00:00:00Z");
}

TEST(Feed, ReadsAtom) {
  const auto list =
      read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/">
    <link href="https://no.example/"/>
    <entry xml:base="news/"><id>urn:1</id><title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>
      <link rel="enclosure" href="x.mp3"/><link rel="alternate" href="a.html"/>
      <updated>2025-11-10T00:00:00Z</updated><published>2025-11-09T00:00:00Z</published>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one</p><p>two</p></div></content></entry></feed>)");
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(1));
  EXPECT_EQ(list->entries[0].url, "https://other.example/news/a.html");
  EXPECT_EQ(list->entries[0].title, "A & B");
  EXPECT_EQ(list->entries[0].id, "urn:1");
  EXPECT_EQ(iso(list->entries[0].published_at), "2025-11-09T00:00:00Z");
  EXPECT_EQ(list->entries[0].summary, "one two");
}

TEST(Feed, ReadsJsonFeed) {
  const auto list = read(R"({"version":"https://jsonfeed.org/version/1.1","items":[
    {"id":"1","url":"/a","title":"A","date_published":"2025-11-09T08:00:00+08:00","content_html":"<p>x</p>"},
    {"id":"https://news.example.com/b"},{"title":"none"},7]})",
                         "application/feed+json");
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[0].summary, "x");
  EXPECT_EQ(iso(list->entries[0].published_at), "2025-11-09T00:00:00Z");
  EXPECT_EQ(list->entries[1].url, "https://news.example.com/b");
  EXPECT_THAT(list->warnings, SizeIs(2));
  EXPECT_EQ(read(R"({"items":{}})").error().kind, ErrorKind::malformed);
}

TEST(Feed, AGuidThatIsALinkStandsInForIt) {
  const auto list =
      read(rss("<item><title>A</title><guid>https://news.example.com/a</guid></item>"
               "<item><guid isPermaLink=\"false\">https://news.example.com/b</guid></item>"));
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(1));
  EXPECT_EQ(list->entries[0].url, "https://news.example.com/a");
  EXPECT_THAT(list->warnings, SizeIs(1));
}

TEST(Feed, AnotherIdAndTimeAtOneAddressIsAnotherEntry) {
  const auto item = [](const std::string& title, const std::string& id, const std::string& hour) {
    return "<item><title>" + title + "</title><link>https://news.example.com/live#" + title +
           "</link>" + (id.empty() ? "" : "<guid isPermaLink=\"false\">" + id + "</guid>") +
           "<pubDate>Sun, 09 Nov 2025 " + hour + ":00:00 GMT</pubDate></item>";
  };
  const auto list =
      read(rss(item("a", "1", "01") + item("b", "2", "02") + item("again", "2", "02") +
               item("told-twice", "3", "01") + item("no-id", "", "03")));
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[0].title, "a");
  EXPECT_EQ(list->entries[1].title, "b");
}

TEST(Feed, ElementsOfOtherVocabulariesAreNotTitles) {
  const auto list =
      read(R"(<rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/"><channel><item>
    <m:title>Picture</m:title><m:link>/no</m:link><title>Story</title><link>/a</link></item></channel></rss>)");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->entries.at(0).title, "Story");
  EXPECT_EQ(list->entries.at(0).url, "https://news.example.com/a");
}

TEST(Feed, DatesThatAreNoneAreLeftOpenAndTold) {
  const auto list =
      read(rss("<item><link>/a</link><pubDate>31 Feb 2026 10:00 GMT</pubDate></item>"
               "<item><link>/b</link><pubDate>yesterday</pubDate></item>"
               "<item><link>/c</link><pubDate>2025-11-09 20:15</pubDate></item>"));
  ASSERT_TRUE(list);
  EXPECT_EQ(iso(list->entries.at(0).published_at), "none");
  EXPECT_EQ(iso(list->entries.at(1).published_at), "none");
  EXPECT_EQ(iso(list->entries.at(2).published_at), "2025-11-09T12:15:00Z");
  EXPECT_THAT(list->warnings, SizeIs(2));
}

TEST(Feed, WhatIsNotWellFormedIsReadAsFarAsItGoes) {
  const auto list = read(rss(
      "<item><title>A</title><link>/a</link></item><item><title>B</title><link>/b</link></itm>"));
  ASSERT_TRUE(list);
  EXPECT_FALSE(list->well_formed);
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[1].title, "B");
  const std::string whole = rss("<item><title>A</title><link>/a</link></item><item><title>B");
  EXPECT_FALSE(read(whole.substr(0, whole.size() - 20))->well_formed);
  EXPECT_FALSE(read(rss("<item><x:y/><link>/a</link></item>"))->well_formed);
}

TEST(Feed, ATruncatedFeedAtAnyByteIsAnErrorOrAPart) {
  const std::string whole =
      rss("<item><title>甲 &amp; 乙</title><link>/a</link><![CDATA[x]]><!-- c --></item>");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto list = read(std::string_view(whole).substr(0, length));
    if (!list) continue;
    for (const ListEntry& entry : list->entries) EXPECT_TRUE(text::is_valid(entry.title)) << length;
  }
}

TEST(Feed, DeclaredEntitiesAreNotExpanded) {
  std::string bomb =
      R"(<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY secret SYSTEM "file:///etc/passwd">)";
  for (char c = 'b'; c <= 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb += "]><rss><channel><item><title>&k;&secret;</title><link>/a</link></item></channel></rss>";
  const auto list = read(bomb);
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(1));
  EXPECT_EQ(list->entries[0].title, "&k;&secret;");
}

TEST(Feed, LinksOfOtherSchemesAreLeftOut) {
  const auto list =
      read(rss("<item><title>x</title><link>javascript:alert(1)</link></item>"
               "<item><link>file:///etc/passwd</link></item><item><link>/ok</link></item>"));
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(1));
  EXPECT_THAT(list->warnings, SizeIs(2));
}

TEST(Feed, DepthTagsSizeAndCountAreBounded) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(read("<rss><channel><item>" + deep).error().kind, ErrorKind::too_deep);
  std::string tags;
  for (int i = 0; i < 1'000'001; ++i) tags += "<a/>";
  EXPECT_EQ(read("<rss>" + tags + "</rss>").error().kind, ErrorKind::too_large);
  EXPECT_EQ(read(rss(std::string(17u << 20, ' '))).error().kind, ErrorKind::too_large);
  std::string items;
  for (std::size_t i = 0; i <= kMaxFeedEntries; ++i)
    items += "<item><link>/" + std::to_string(i) + "</link></item>";
  const auto list = read(rss(items));
  ASSERT_TRUE(list);
  EXPECT_THAT(list->entries, SizeIs(kMaxFeedEntries));
  const auto wordy =
      read(rss("<item><link>/a</link><title>" + std::string(1u << 20, 'x') + "</title></item>"));
  EXPECT_LE(wordy->entries.at(0).title.size(), 4000u);
}

TEST(Feed, LongChineseTextIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "新";
  const auto list = read(rss("<item><link>/a</link><title>x" + text + "</title></item>"));
  ASSERT_TRUE(list);
  EXPECT_TRUE(text::is_valid(list->entries.at(0).title));
  EXPECT_THAT(list->entries[0].title, Not(HasSubstr("\xEF\xBF\xBD")));
}

TEST(Feed, WhatIsNoFeedIsAnError) {
  EXPECT_EQ(read("").error().kind, ErrorKind::empty);
  EXPECT_EQ(read(" \n").error().kind, ErrorKind::empty);
  EXPECT_EQ(read("plain words").error().kind, ErrorKind::malformed);
  EXPECT_THAT(read("<!DOCTYPE html><html><body>Just a moment</body></html>").error().message,
              HasSubstr("<html>"));
  EXPECT_EQ(read("<html>", "application/json").error().kind, ErrorKind::malformed);
}

TEST(Feed, TheDeclaredCharsetIsUsed) {
  const auto list = read(
      "<?xml version=\"1.0\" "
      "encoding=\"gbk\"?><rss><channel><item><title>\xD0\xC2\xB9\xC9\xCF\xFB\xCF\xA2"
      "</title><link>/a</link></item></channel></rss>");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->entries.at(0).title, "新股消息");
}

TEST(Feed, AnEmptyChannelIsAnEmptyList) {
  const auto list = read(rss(""));
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->well_formed);
  EXPECT_THAT(list->entries, IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser
