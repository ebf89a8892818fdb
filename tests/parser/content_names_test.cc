// Titles and bylines as pages carry them.
#include <gtest/gtest.h>

#include <string>

#include "parser/content/byline.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

const std::string kTitle = "<h1>Riverbend Metals holds its hearing</h1>";

std::string byline_of(const std::string& head, const std::string& content) {
  return read(page(head, content)).byline.value_or("");
}
std::string title_of(const std::string& head, const std::string& content) {
  return read(page(head, content + body())).title;
}
std::string json_ld(const std::string& object) {
  return "<script type=application/ld+json>" + object + "</script>";
}

TEST(Bylines, AreCleanedOfWhatIsNoName) {
  for (const char* written :
       {"By Ann Lee", "by Ann Lee, Senior Reporter", "Posted by Ann Lee", "Ann Lee, CNN",
        "View all posts by Ann Lee", "Ann Lee Alle Artikel", "Erstellt von Ann Lee",
        "Post author By Ann Lee", "Ann Lee - 9 October 2025", "Ann Lee October", "Author: Ann Lee"})
    EXPECT_EQ(clean_author(written), "Ann Lee") << written;
  EXPECT_EQ(clean_author("Ann Lee and Bob Ng"), "Ann Lee and Bob Ng");
  EXPECT_EQ(clean_author("John F. Doe Jr."), "John F. Doe Jr.");
  EXPECT_EQ(clean_author("本报记者 张三"), "张三");
  EXPECT_EQ(clean_author("記者 陳大文"), "陳大文");
  for (const char* none : {"Posted on", "Author", "By", "admin", "ann@wire.example", "作者",
                           "https://wire.example/ann", "Login"})
    EXPECT_EQ(clean_author(none), "") << none;
}

TEST(Bylines, StandInLinesOfManyLanguages) {
  for (const char* line : {"By Ann Lee", "Von Ann Lee", "VON Ann Lee am 9. Oktober 2025",
                           "Par Ann Lee, 9 octobre 2025", "Por Ann Lee", "Autor: Ann Lee",
                           "Text: Ann Lee", "Verfasst von Ann Lee | 20:15"})
    EXPECT_EQ(byline_of("", kTitle + "<p>" + line + "</p>" + body()), "Ann Lee") << line;
  EXPECT_EQ(byline_of("", kTitle + "<p>By the end of June</p>" + body()), "");
  EXPECT_EQ(byline_of("", kTitle + "<p>Von der Oder bis zum Rhein</p>" + body()), "");
}

TEST(Bylines, StandInChineseLines) {
  for (const char* line :
       {"記者 陳大文 香港報道", "文：陳大文", "撰文：陳大文 2025-11-09 08:00",
        "【記者陳大文／香港報導】", "【海港財經記者陳大文報道】", "〔記者陳大文／台北報導〕",
        "（本報記者 陳大文）", "作者：陳大文 | 來源：海港財經", "採訪：陳大文"})
    EXPECT_EQ(byline_of("", kTitle + "<p>" + line + "</p>" + body()), "陳大文") << line;
  EXPECT_EQ(byline_of("", kTitle + "<p>公告全文：見附件</p>" + body()), "");
}

TEST(Bylines, AreMarkedNearTheTitle) {
  EXPECT_EQ(byline_of("", "<a rel=author>ann_lee</a>" + kTitle + body()), "ann_lee");
  EXPECT_EQ(byline_of("", kTitle + "<span itemprop=author>Ann Lee</span>" + body()), "Ann Lee");
  EXPECT_EQ(byline_of("", kTitle +
                              "<p class=post-author>Ann Lee</p><p class=post-author>Bob "
                              "Ng</p>" +
                              body()),
            "Ann Lee, Bob Ng");
  EXPECT_EQ(byline_of("", kTitle + body() + "<div class=comments><a rel=author>A reader</a></div>"),
            "");
  EXPECT_EQ(byline_of("", kTitle + "<div class=author-bio>Ann Lee</div>" + body()), "");
}

TEST(Bylines, OfStructuredDataAreFollowed) {
  EXPECT_EQ(byline_of(json_ld(R"({"@graph":[{"@type":"Article","author":{"@id":"#ann"}},)"
                              R"({"@type":"Person","@id":"#ann","name":"Ann Lee"}]})"),
                      kTitle + body()),
            "Ann Lee");
  EXPECT_EQ(byline_of(json_ld(R"({"@type":"Article","author":[{"name":"Ann Lee"},"Bob Ng"]})"),
                      kTitle + body()),
            "Ann Lee, Bob Ng");
  EXPECT_EQ(byline_of("<meta name=twitter:label1 content='Written by'>"
                      "<meta name=twitter:data1 content='Ann Lee'>",
                      kTitle + body()),
            "Ann Lee");
  EXPECT_EQ(byline_of("<meta name=twitter:label1 content='Time to read'>"
                      "<meta name=twitter:data1 content='Two minutes'>",
                      kTitle + body()),
            "");
}

TEST(Bylines, NameTheSiteOnlyIfNobodyElseIsNamed) {
  const std::string organisation =
      json_ld(R"({"@type":"NewsArticle","author":{"@type":"Organization","name":"The Wire"}})");
  const std::string site =
      "<meta property=og:site_name content='The Wire'><meta name=author content='The Wire'>";
  for (const std::string& head : {organisation, site}) {
    EXPECT_EQ(byline_of(head, kTitle + "<p>By Ann Lee</p>" + body()), "Ann Lee");
    EXPECT_EQ(byline_of(head, kTitle + body()), "The Wire");
  }
}

TEST(Titles, AreTheHeadingThatAPartOfThemSays) {
  EXPECT_EQ(
      title_of("<meta property=og:title content='A Plain Name | Of a Site That Nobody Knows'>",
               "<h1>A Plain Name</h1>"),
      "A Plain Name");
  EXPECT_EQ(title_of("<title>Mining: The Two Offers</title>", "<h1>The Two Offers</h1>"),
            "The Two Offers");
  EXPECT_EQ(title_of("<title>Riverbend Metals holds its hearing » All the news of the day</title>",
                     "<h2>Riverbend Metals holds its hearing</h2>"),
            "Riverbend Metals holds its hearing");
  // The section's name is a part as well, but the article's heading is the longer one.
  EXPECT_EQ(title_of("<title>News - The Wire</title><meta property=og:title "
                     "content='Riverbend Metals holds its hearing'>",
                     "<h1>News</h1>" + kTitle),
            "Riverbend Metals holds its hearing");
}

TEST(Titles, LoseMarkupAndWhatIsNoPart) {
  const auto og = [](const std::string& content) {
    return title_of("<meta property=og:title content='" + content + "'>", "");
  };
  EXPECT_EQ(og("Lee &amp;amp; Ng list &amp;#8211; at last today"), "Lee & Ng list – at last today");
  EXPECT_EQ(og("Blog Archive » Riverbend holds its hearing today"),
            "Riverbend holds its hearing today");
  EXPECT_EQ(og("Riverbend holds its hearing today -"), "Riverbend holds its hearing today");
  EXPECT_EQ(og("Fifteen years of two-rivers.net"), "Fifteen years of two-rivers.net");
  EXPECT_EQ(title_of(R"(<meta property=og:title content="Senator calls rival "unfit" in debate">)",
                     R"(<h1>Senator calls rival "unfit" in debate</h1>)"),
            R"(Senator calls rival "unfit" in debate)");
}

}  // namespace
}  // namespace gongwatch::parser
