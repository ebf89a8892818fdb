// What a feed says beside its links, and feeds that are not well-formed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/feed/feed.h"
#include "parser/feed/feed_person.h"
#include "parser/feed/feed_text.h"
#include "parser/feed/xml_repair.h"

namespace gongwatch::parser {
namespace {

using ::testing::SizeIs;

FeedDocument read(const std::string& bytes, const std::string& type = "",
                  std::string language = {}) {
  const auto feed = read_feed(
      bytes, {type, "https://news.example.com/rss", std::move(language), kHongKongOffset});
  EXPECT_TRUE(feed) << feed.error().to_string();
  return feed.value_or(FeedDocument{});
}

std::string text_of_field(const FeedRecord& record, FeedField field) {
  const FeedText* text = record.text(field);
  return text == nullptr ? "none" : text->value;
}

TEST(FeedDocument, AtomTextsAreReadAsTheirTypeSays) {
  const FeedDocument feed = read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hant">
    <title>新股</title><entry><title type="text">1 &lt; 2</title><id>urn:1</id>
    <summary type="html">&lt;a href="a.html"&gt;x&lt;/a&gt;</summary>
    <content type="xhtml" xml:base="/news/"><div xmlns="http://www.w3.org/1999/xhtml"><img src="p.png"/>y</div></content>
    <rights type="image/x">aGVsbG8=</rights></entry></feed>)");
  EXPECT_EQ(feed.version, "atom10");
  EXPECT_EQ(feed.feed.language, "zh-Hant");
  ASSERT_THAT(feed.entries, SizeIs(1));
  const FeedRecord& entry = feed.entries[0];
  EXPECT_EQ(text_of_field(entry, FeedField::title), "1 < 2");
  EXPECT_EQ(text_of_field(entry, FeedField::summary),
            "<a href=\"https://news.example.com/a.html\">x</a>");
  EXPECT_EQ(text_of_field(entry, FeedField::rights), "hello");
  ASSERT_THAT(entry.content, SizeIs(1));
  EXPECT_EQ(entry.content[0].value, "<img src=\"https://news.example.com/news/p.png\" />y");
  EXPECT_EQ(entry.content[0].language, "zh-Hant");
  EXPECT_EQ(entry.content[0].base, "https://news.example.com/news/");
}

TEST(FeedDocument, APlainTitleKeepsItsBrackets) {
  const FeedDocument feed = read(
      R"(<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>On the &lt;blink&gt; tag</title><link href="/a"/></entry></feed>)");
  EXPECT_EQ(entries_of(feed, "https://news.example.com/rss").entries.at(0).title,
            "On the <blink> tag");
}

TEST(FeedDocument, RssGivesTwoTextsInEitherOrder) {
  const FeedDocument feed = read(
      R"(<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>
      <content:encoded><![CDATA[<p>long</p>]]></content:encoded><description>short</description>
      <author>jane@example.com (Jane Chan)</author><enclosure url="/a.mp3" length="7" type="audio/mpeg"/>
      <guid isPermaLink="false">77</guid></item></channel></rss>)");
  ASSERT_THAT(feed.entries, SizeIs(1));
  const FeedRecord& entry = feed.entries[0];
  EXPECT_EQ(text_of_field(entry, FeedField::summary), "short");
  ASSERT_THAT(entry.content, SizeIs(1));
  EXPECT_EQ(entry.content[0].value, "<p>long</p>");
  ASSERT_THAT(entry.authors, SizeIs(1));
  EXPECT_EQ(entry.authors[0].name, "Jane Chan");
  EXPECT_EQ(entry.authors[0].email, "jane@example.com");
  EXPECT_EQ(entry.id, "77");
  EXPECT_EQ(entry.link, "");
  EXPECT_EQ(entry.links.at(0).href, "https://news.example.com/a.mp3");
}

TEST(FeedDocument, ImagesAndTextInputsAreNotTheChannel) {
  const FeedDocument feed = read(
      "<rss><channel><image><title>logo</title><link>/logo</link></image><title>Site</title>"
      "<textInput><title>search</title></textInput><item><title>A</title></item></channel></rss>");
  EXPECT_EQ(text_of_field(feed.feed, FeedField::title), "Site");
  EXPECT_EQ(feed.feed.link, "");
}

TEST(FeedDocument, LanguageOfTheAnswerHoldsUntilTheFeedSaysOtherwise) {
  EXPECT_EQ(read("<rss><channel/></rss>", "", "zh-HK").feed.language, "zh-HK");
  EXPECT_EQ(read("<rss xml:lang='en_US'><channel/></rss>", "", "zh-HK").feed.language, "en-US");
  EXPECT_EQ(read("<rss><channel><language>ja</language></channel></rss>").feed.language, "ja");
}

TEST(FeedDocument, AnEncodingThatIsNotNamedIsFlagged) {
  EXPECT_FALSE(read("<rss><channel><title>\xB7\x73\xAA\xD1\xA4\x57\xA5\xAB\xAC\xEC\xBB\xE2\xA4\xBD"
                    "\xA5\x71</title></channel></rss>")
                   .well_formed);
  EXPECT_FALSE(read("<?xml version='1.0' encoding='x-nobody'?><rss><channel/></rss>").well_formed);
  EXPECT_TRUE(read("<?xml version='1.0' encoding='big5'?><rss><channel/></rss>").well_formed);
}

TEST(FeedDocument, Utf32IsRead) {
  std::string wide("\0\0\xFE\xFF", 4);
  for (const char c : std::string("<rss><channel><title>x</title></channel></rss>"))
    wide += std::string("\0\0\0", 3) + c;
  const FeedDocument feed = read(wide);
  EXPECT_EQ(feed.encoding, "UTF-32BE");
  EXPECT_EQ(text_of_field(feed.feed, FeedField::title), "x");
}

TEST(FeedPersons, AreReadInEveryOrder) {
  for (const char* written : {"Jane Chan (jane@example.com)", "jane@example.com (Jane Chan)",
                              "Jane Chan <jane@example.com>"}) {
    EXPECT_EQ(read_person(written).name, "Jane Chan") << written;
    EXPECT_EQ(read_person(written).email, "jane@example.com") << written;
  }
  EXPECT_EQ(read_person("智通財經").name, "智通財經");
  EXPECT_EQ(to_string(read_person("jane@example.com")), "jane@example.com");
}

TEST(FeedLinks, OnlyRelativeOnesChange) {
  EXPECT_EQ(with_absolute_links(R"(<a href="b">1 < 2</a><a HREF='http://x.y/"'>z</a>)",
                                "https://e.com/a/"),
            R"(<a href="https://e.com/a/b">1 < 2</a><a HREF='http://x.y/"'>z</a>)");
}

TEST(XmlRepair, ClosesQuotesAndEscapes) {
  EXPECT_EQ(repair_xml("<a><b>x</a></c>y", 9), "<a><b>x</b></a>y");
  EXPECT_EQ(repair_xml("<l>a?b=1&c=2&amp;d < 3</l>", 9), "<l>a?b=1&amp;c=2&amp;d &lt; 3</l>");
  EXPECT_EQ(repair_xml("<a b=c d='e\"' b=f>x<br>y", 9), "<a b=\"c\" d=\"e&quot;\">x<br/>y</a>");
  EXPECT_EQ(repair_xml("<item><t>1</t><item><t>2</t>", 9),
            "<item><t>1</t></item><item><t>2</t></item>");
  EXPECT_EQ(repair_xml("<t><![CDATA[a & b</t><u/>", 9), "<t>a &amp; b</t><u/>");
  EXPECT_EQ(repair_xml("<!DOCTYPE a [<!ENTITY x 'y'>]><?p?><!-- c --><a/>", 9), "<a/>");
  EXPECT_EQ(repair_xml("<a><b><c>x</c></b></a>", 2), "<a><b>x</b></a>");
  EXPECT_EQ(repair_xml("<a", 9), "&lt;a");
}

TEST(XmlRepair, WhatItGivesIsReadToTheLastItem) {
  std::string bytes = "<rss><channel>";
  for (int i = 0; i < 50; ++i)
    bytes += "<item><title>A & B <b>" + std::to_string(i) +
             "</title><link>/s?a=1&b=" + std::to_string(i) + "</link>";
  const FeedDocument feed = read(bytes);
  EXPECT_FALSE(feed.well_formed);
  ASSERT_THAT(feed.entries, SizeIs(50));
  EXPECT_EQ(feed.entries[49].link, "https://news.example.com/s?a=1&b=49");
  EXPECT_EQ(entries_of(feed, "https://news.example.com/").entries.at(49).title, "A & B 49");
}

}  // namespace
}  // namespace gongwatch::parser
