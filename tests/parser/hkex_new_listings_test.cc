#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/hkex/document_index.h"
#include "parser/hkex/new_listings.h"

namespace gongwatch::parser {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kUrl =
    "https://www2.hkexnews.hk/New-Listings/New-Listing-Information/Main-Board?sc_lang=en";

std::string page(const std::string& headings, const std::string& rows) {
  return "<html><body><table><tr><td>menu</td></tr></table><p>Updated: 07 Jul 2026</p><table>"
         "<thead><tr>" +
         headings + "</tr></thead><tbody>" + rows + "</tbody></table></body></html>";
}

const std::string kHeadings =
    "<th>Stock Code</th><th>Stock Name</th><th>NEW LISTING ANNOUNCEMENTS</th><th>PROSPECTUSES</th>"
    "<th> ALLOTMENT&nbsp;RESULTS </th>";

TEST(NewListings, ReadsCodesAndDocuments) {
  const auto feed = parse_new_listings(
      page(kHeadings,
           "<tr><td>3752</td><td>Alder Works Limited - W</td>"
           "<td><a "
           "href=\"https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0630/"
           "2026063000007.pdf\">Download</a></td>"
           "<td><a href=\"/listedco/listconews/sehk/2026/0630/2026063000033.pdf\">Part 1</a> "
           "<a href=\"/listedco/listconews/sehk/2026/0701/2026070100034_c.pdf\">Part "
           "2</a></td><td></td></tr>"
           "<tr><td>82667 / 2667</td><td>Birch</td><td></td><td></td>"
           "<td><a "
           "href=\"/listedco/listconews/sehk/2026/0706/2026070602117.pdf\">Download</a></td></tr>"),
      kUrl);
  ASSERT_TRUE(feed) << feed.error().to_string();
  EXPECT_THAT(feed->warnings, IsEmpty());
  EXPECT_EQ(feed->language, "en");
  EXPECT_EQ(feed->rows, 2u);
  ASSERT_THAT(feed->announcements, SizeIs(4));
  const auto& all = feed->announcements;
  EXPECT_EQ(all[0].stock_code, "03752");
  EXPECT_EQ(all[0].stock_name, "Alder Works Limited - W");
  EXPECT_EQ(all[0].board, Board::main);
  EXPECT_EQ(all[0].document.kind, OfficialDocumentKind::new_listing_announcement);
  EXPECT_EQ(all[0].document.label, "NEW LISTING ANNOUNCEMENTS");
  EXPECT_EQ(all[0].document.date, make_date(2026, 6, 30));
  EXPECT_EQ(all[1].document.kind, OfficialDocumentKind::prospectus);
  EXPECT_EQ(all[1].document.url,
            "https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0630/2026063000033.pdf");
  EXPECT_EQ(all[2].document.date, make_date(2026, 7, 1));
  EXPECT_EQ(all[2].document.language, "zh-Hant");
  EXPECT_EQ(all[3].stock_code, "02667");
  EXPECT_EQ(all[3].document.kind, OfficialDocumentKind::allotment_results);
  EXPECT_THAT(all[3].row, HasSubstr("Birch |  |  | Download </listedco/"));
}

TEST(NewListings, ReadsChinesePages) {
  const std::string row =
      "<tr><td>8123</td><td>甲</td><td></td><td><a "
      "href=\"/listedco/listconews/gem/2026/0102/1_c.pdf\">下載</a></td>"
      "<td></td></tr>";
  const auto read = [&](const std::string& headings, const std::string& url) {
    return parse_new_listings(page(headings, row), url);
  };
  const std::string gem = "https://www2.hkexnews.hk/New-Listings/New-Listing-Information/GEM";
  const auto traditional = read(
      "<td>股份代號</td><td>股份名稱</td><td>新上市公告</td><td>招股章程</td><td>配發結果</td>",
      gem + "?sc_lang=zh-HK");
  ASSERT_TRUE(traditional) << traditional.error().to_string();
  EXPECT_EQ(traditional->language, "zh-Hant");
  ASSERT_THAT(traditional->announcements, SizeIs(1));
  EXPECT_EQ(traditional->announcements[0].board, Board::gem);
  EXPECT_EQ(traditional->announcements[0].stock_code, "08123");
  const std::string simplified =
      "<td>股份代号</td><td>股份名称</td><td>新上市公告</td><td>招股章程</td><td>配发结果</td>";
  EXPECT_EQ(read(simplified, gem + "?sc_lang=zh-CN")->language, "zh-Hans");
  EXPECT_EQ(read(simplified, gem)->language, "zh-Hans");
  EXPECT_THAT(read(simplified, gem)->announcements, SizeIs(1));
}

TEST(NewListings, ABoardWithoutNewListingsIsEmpty) {
  for (const char* remark : {"No relevant information", "沒有相關資料", "没有相关资料"}) {
    const auto feed = parse_new_listings(
        page(kHeadings, std::string("<tr><td colspan=\"5\">") + remark + "</td></tr>"), kUrl);
    ASSERT_TRUE(feed) << remark;
    EXPECT_EQ(feed->rows, 0u);
    EXPECT_THAT(feed->announcements, IsEmpty());
    EXPECT_THAT(feed->warnings, IsEmpty());
  }
}

TEST(NewListings, AChangedShapeIsAnError) {
  const auto error = [](const std::string& html) {
    const auto feed = parse_new_listings(html, kUrl);
    return feed ? Error{} : feed.error();
  };
  EXPECT_EQ(error("").kind, ErrorKind::malformed);
  EXPECT_EQ(error("<html><title>Just a moment</title></html>").kind, ErrorKind::malformed);
  EXPECT_EQ(error(page("<th>Code</th><th>Prospectuses</th>", "<tr><td>1</td><td>2</td></tr>")).kind,
            ErrorKind::malformed);
  EXPECT_EQ(error(page(kHeadings, "")).kind, ErrorKind::malformed);
  EXPECT_THAT(error(page(kHeadings, "")).message, HasSubstr("changed its shape"));
  EXPECT_EQ(error("").context, kUrl);
}

TEST(NewListings, WhatIsOddInARowIsTold) {
  const auto feed = parse_new_listings(
      page(kHeadings,
           "<tr><td>TBC</td><td>A</td><td></td><td><a "
           "href=\"/listedco/x.pdf\">D</a></td><td></td></tr>"
           "<tr><td>1</td><td>B</td><td><a href=\"javascript:void(0)\">D</a></td>"
           "<td><a href=\"/listedco/x.pdf\">D</a></td><td></td></tr>"),
      kUrl);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->rows, 2u);
  ASSERT_THAT(feed->announcements, SizeIs(1));
  EXPECT_EQ(feed->announcements[0].document.date, std::nullopt);
  ASSERT_THAT(feed->warnings, SizeIs(3));
  EXPECT_THAT(feed->warnings[0].message, HasSubstr("row 1: field stock code: not a code: \"TBC\""));
  EXPECT_THAT(feed->warnings[1].message, HasSubstr("row 2: field new_listing_announcement"));
  EXPECT_THAT(feed->warnings[2].message, HasSubstr("without a day"));
}

TEST(NewListings, ManyTablesAreNoTrouble) {
  std::string html;
  for (int i = 0; i < 300; ++i) html += "<table><tr><td>x</td></tr></table>";
  EXPECT_EQ(parse_new_listings(html, kUrl).error().kind, ErrorKind::malformed);
}

constexpr const char* kIndex = "https://www1.hkexnews.hk/app/sehk/2026/108526/2026051000195.htm";

TEST(DocumentIndex, FindsTheChapterOnTheParties) {
  for (const char* title :
       {"DIRECTORS, SUPERVISORS AND PARTIES INVOLVED IN THE GLOBAL OFFERING",
        "Directors and Parties<br>Involved in the Share Offer",
        "DIRECTORS AND PARTIES INVOLVED IN THE [REDACTED]", "董事及參與全球發售的各方",
        "董事、監事及參與[編纂]的各方", "董事及参与股份发售的各方", "董事及參與全球發售之各方"}) {
    const std::string html =
        "<table><tr><td><a href=\"a1.pdf\">COVER</a></td></tr><tr><td><a "
        "href=\"documents/a9.pdf#p1\">" +
        std::string(title) + "</a></td></tr></table>";
    const auto chapter = parties_chapter(html, kIndex);
    ASSERT_TRUE(chapter) << title;
    EXPECT_EQ(*chapter, "https://www1.hkexnews.hk/app/sehk/2026/108526/documents/a9.pdf");
  }
}

TEST(DocumentIndex, TheLinkMayStandBesideTheWords) {
  const auto chapter = parties_chapter(
      "<table><tr><td><table><tr><td>Risk factors</td><td><a href=\"r.pdf\">PDF</a></td></tr><tr>"
      "<td>Directors and parties involved in the Global Offering</td><td><a href=\"p.pdf\">PDF</a>"
      "</td></tr></table></td></tr></table>",
      kIndex);
  ASSERT_TRUE(chapter) << chapter.error().to_string();
  EXPECT_EQ(*chapter, "https://www1.hkexnews.hk/app/sehk/2026/108526/p.pdf");
}

TEST(DocumentIndex, AnotherPageHasNone) {
  for (const char* html :
       {"", "<a href=\"a.pdf\">RISK FACTORS</a>", "<a href=\"a.pdf\">CONNECTED TRANSACTIONS</a>",
        "<a href=\"javascript:x()\">Parties involved in the Global Offering</a>",
        "<a href=\"a.pdf\">與控股股東的關係</a><p>Third parties and others</p>"}) {
    const auto chapter = parties_chapter(html, kIndex);
    ASSERT_FALSE(chapter) << html;
    EXPECT_EQ(chapter.error().kind, ErrorKind::not_found);
  }
}

}  // namespace
}  // namespace gongwatch::parser
