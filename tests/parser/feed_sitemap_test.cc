#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/feed/sitemap.h"

namespace gongwatch::parser {
namespace {

using ::testing::SizeIs;

Result<Sitemap> read(std::string_view bytes, std::string_view links = "") {
  return parse_sitemap(bytes, "", "https://news.example.com/sitemap.xml", links);
}

TEST(Sitemaps, NewsEntriesHaveTitleAndTime) {
  const auto map =
      read(R"(<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> /news/1 </loc>
    <lastmod>2025-11-10</lastmod><news:news><news:publication_date>2025-11-09T08:00:00+08:00</news:publication_date>
    <news:title>甲 &amp; 乙</news:title></news:news></url>
    <url><loc>/about</loc></url><url><loc>/news/2</loc><lastmod>2025-11-10</lastmod></url></urlset>)",
           "^/news/");
  ASSERT_TRUE(map) << map.error().to_string();
  EXPECT_FALSE(map->is_index);
  ASSERT_THAT(map->list.entries, SizeIs(2));
  EXPECT_EQ(map->list.entries[0].url, "https://news.example.com/news/1");
  EXPECT_EQ(map->list.entries[0].title, "甲 & 乙");
  EXPECT_EQ(to_iso(*map->list.entries[0].published_at), "2025-11-09T00:00:00Z");
  EXPECT_EQ(to_iso(*map->list.entries[1].published_at), "2025-11-09T16:00:00Z");
}

TEST(Sitemaps, AnIndexNamesItsParts) {
  const auto map = read(
      "<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2025-11-10</lastmod></sitemap>"
      "<sitemap><loc>/b.xml</loc></sitemap><sitemap><loc>ftp://x/</loc></sitemap></sitemapindex>");
  ASSERT_TRUE(map);
  EXPECT_TRUE(map->is_index);
  ASSERT_THAT(map->parts, SizeIs(2));
  EXPECT_EQ(map->parts[0].url, "https://news.example.com/a.xml.gz");
  EXPECT_TRUE(map->parts[0].changed_at);
  EXPECT_FALSE(map->parts[1].changed_at);
}

TEST(Sitemaps, TextAndFeedsAreAllowed) {
  EXPECT_THAT(read("https://news.example.com/1\r\nhttps://news.example.com/2\n")->list.entries,
              SizeIs(2));
  const auto feed = read(
      "<rss><channel><item><link>/a</link></item><item><link>/b</link></item>"
      "</channel></rss>",
      "/a");
  ASSERT_TRUE(feed);
  EXPECT_THAT(feed->list.entries, SizeIs(1));
}

TEST(Sitemaps, WhatIsNoneIsAnErrorAndDamageIsFlagged) {
  EXPECT_EQ(read("<html/>").error().kind, ErrorKind::malformed);
  EXPECT_EQ(read(" ").error().kind, ErrorKind::empty);
  EXPECT_EQ(read("<urlset/>", "(").error().kind, ErrorKind::invalid_argument);
  const auto cut = read("<urlset><url><loc>/a?b=1&c=2</loc></url><url><loc>/b");
  ASSERT_TRUE(cut);
  EXPECT_FALSE(cut->list.well_formed);
  ASSERT_THAT(cut->list.entries, SizeIs(2));
  EXPECT_EQ(cut->list.entries[0].url, "https://news.example.com/a?b=1&c=2");
}

TEST(Sitemaps, EntriesAreBounded) {
  std::string bytes = "<urlset>";
  for (std::size_t i = 0; i < kMaxSitemapEntries + 5; ++i)
    bytes += "<url><loc>/" + std::to_string(i) + "</loc></url>";
  EXPECT_THAT(read(bytes + "</urlset>")->list.entries, SizeIs(kMaxSitemapEntries));
}

}  // namespace
}  // namespace gongwatch::parser
