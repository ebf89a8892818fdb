// Damaged bytes give an error or a sound feed, never anything else; the same thousands in every
// run. tests/fuzz/ goes on where this stops.
#include <gtest/gtest.h>

#include "parser/hkex/announcements.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/consolidated_index.h"
#include "parser/hkex/csrc_filings.h"
#include "parser/hkex/document_index.h"
#include "parser/hkex/new_listings.h"
#include "tests/parser/feed_checks.h"
#include "tests/parser/mutations.h"
#include "tests/support/xlsx_writer.h"

namespace gongwatch::parser {
namespace {

using testing_support::complaint_of;
using testing_support::Mutations;

constexpr const char* kEds = "https://www1.hkexnews.hk/ncms/json/eds/";

// Reads `count` damaged copies; both outcomes must have been met, or the damage is none.
template <class Read>
void damage(const std::string& sample, int count, Read read) {
  int errors = 0;
  int feeds = 0;
  ASSERT_TRUE(read(sample));
  Mutations mutations(sample, 3);
  for (int i = 0; i < count; ++i) {
    const std::string bytes = mutations.next();
    const auto result = read(bytes);
    if (!result) {
      ++errors;
      EXPECT_FALSE(result.error().message.empty());
      EXPECT_TRUE(text::is_valid(result.error().to_string()));
      continue;
    }
    ++feeds;
    if constexpr (!std::is_same_v<std::decay_t<decltype(*result)>, std::string>) {
      ASSERT_EQ(complaint_of(*result), "") << bytes;
    }
  }
  EXPECT_GT(errors, 0);
  EXPECT_GT(feeds, 0);
}

TEST(DamagedFeeds, Applications) {
  damage(
      R"j({"genDate":"1783782010002","uDate":"10/07/2026","app":[{"id":107001,"d":"03/11/2025","a":"Alder Works Limited - B","s":"A","w":"sehk/2025/107001/documents/warn25102800211.pdf","ls":[{"d":"03/11/2025","nF":"PHIP (1st submission)","nS1":"Full Version","u1":"a/b.pdf","u2":"c.htm"}],"ps":[],"hasPhip":false},{"id":107002,"d":"04/11/2025","a":"銅鑼實業有限公司","s":"LT","st":"01461"}]})j",
      4000, [](const std::string& bytes) {
        return parse_application_feed(bytes, {"appactive_app", Board::main, "en"});
      });
}

TEST(DamagedFeeds, ReturnedApplications) {
  damage(
      R"j({"app":[{"a":"Alder Works Limited","s":"UBS AG, Hong Kong Branch, CLSA Limited and 甲有限公司及乙有限公司","rd":"26/09/2014"}]})j",
      2000, [](const std::string& bytes) {
        return parse_application_feed(bytes, {"appreturned", Board::main, "en"});
      });
}

TEST(DamagedFeeds, TitleSearch) {
  damage(
      R"j({"result":"[{\"LONG_TEXT\":\"Listing Documents - [Offer for Subscription]\",\"TITLE\":\"GLOBAL &amp; OFFERING\",\"STOCK_CODE\":\"82731<br/>02731<br/>\",\"STOCK_NAME\":\"A<br/>B<br/>\",\"DATE_TIME\":\"19/07/2026 17:50\",\"FILE_LINK\":\"/listedco/listconews/sehk/2026/0719/1.pdf\"}]","hasNextRow":false,"lang":"E","loadedRecord":1,"recordCnt":1})j",
      4000, [](const std::string& bytes) {
        return parse_announcements(bytes, "https://www1.hkexnews.hk/search/titleSearchServlet.do");
      });
}

TEST(DamagedFeeds, LatestAnnouncements) {
  damage(
      R"j({"genDate":"1775836800475","newsInfoLst":[{"lTxt":"公告 - [配發結果]","title":"配發結果","webPath":"/listedco/listconews/gem/2026/0410/1_c.pdf","market":"GEM","stock":[{"sc":"08123","sn":"白楊"}],"relTime":"10/04/2026 22:55"}]})j",
      3000, [](const std::string& bytes) {
        return parse_announcements(bytes, std::string(kEds) + "lcisehk7relsdc_1.json");
      });
}

TEST(DamagedFeeds, NewListings) {
  damage(
      "<table><tr><th>Stock Code</th><th>Stock Name</th><th>NEW LISTING ANNOUNCEMENTS</th>"
      "<th>PROSPECTUSES</th><th>ALLOTMENT RESULTS</th></tr><tr><td>3752</td><td>Alder</td><td>"
      "<a href=\"/listedco/listconews/sehk/2026/0630/1.pdf\">D</a></td><td></td><td></td></tr>"
      "</table>",
      3000, [](const std::string& bytes) {
        return parse_new_listings(text::sanitize(bytes), "https://www2.hkexnews.hk/GEM");
      });
}

TEST(DamagedFeeds, DocumentIndex) {
  damage(
      "<ul><li><a href=\"1.pdf\">COVER</a></li><li>Directors and parties involved in the Global "
      "Offering <a href=\"documents/2.pdf\">PDF</a></li></ul>",
      2000, [](const std::string& bytes) {
        return parties_chapter(text::sanitize(bytes), "https://www1.hkexnews.hk/app/x.htm");
      });
}

// What a page or a list of the CSRC gives is checked by its addresses.
TEST(DamagedFeeds, CsrcListsAndPages) {
  const auto read = [](const std::string& bytes) -> Result<AnnouncementFeed> {
    const auto page = parse_csrc(bytes, "https://neris.csrc.gov.cn/get-all", "");
    if (!page) return tl::unexpected(page.error());
    AnnouncementFeed feed;
    for (const std::string& url : page->follow) {
      feed.announcements.push_back({"00001", "x", Board::main, {}, "{}"});
      feed.announcements.back().document.url = url;
    }
    return feed;
  };
  damage(
      R"j({"object":{"list":[{"title":"境内企业境外发行证券和上市备案情况表","createdAt":"2026-01-03","description":"/a/1.html"}]}})j",
      2000, read);
  damage("<html><a href=\"files/t.xlsx\">附件</a></html>", 2000, read);
}

// Damage inside the sheet of a sound file: that of the file itself is xlsx_workbook_test.cc's.
TEST(DamagedFeeds, Workbooks) {
  using testing_support::XlsxCell;
  const auto parts = testing_support::xlsx_parts(
      {{{XlsxCell::inline_of("Date of First Posting"), XlsxCell::inline_of("Applicant"),
         XlsxCell::inline_of("Status")},
        {XlsxCell::inline_of("03/11/2025"), XlsxCell::inline_of("Alder Works Limited"),
         XlsxCell::inline_of("Listed")},
        {XlsxCell::of_day(46023), XlsxCell::inline_of("Birch Limited"),
         XlsxCell::inline_of("Active")}}});
  damage(parts.front().second, 800, [&](const std::string& sheet) {
    auto changed = parts;
    changed.front().second = sheet;
    return parse_consolidated_index(testing_support::zip_of(changed), "sehkconsolidatedindex.xlsx");
  });
}

}  // namespace
}  // namespace gongwatch::parser
