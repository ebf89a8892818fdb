#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/names.h"
#include "parser/hkex/announcements.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kSearchUrl =
    "https://www1.hkexnews.hk/search/titleSearchServlet.do?market=SEHK&lang=E";
constexpr const char* kLatestUrl = "https://www1.hkexnews.hk/ncms/json/eds/lcisehk7relsdc_1.json";

json posting(const std::string& category, const std::string& title,
             const std::string& code = "02731<br/>") {
  return {{"FILE_INFO", "91KB"},
          {"LONG_TEXT", category},
          {"TITLE", title},
          {"STOCK_CODE", code},
          {"STOCK_NAME", "ALDER WORKS<br/>"},
          {"DATE_TIME", "19/07/2026 17:50"},
          {"FILE_LINK", "/listedco/listconews/sehk/2026/0719/2026071900456.pdf"}};
}

std::string search(const json& rows, const json& more = json::object()) {
  json envelope{{"result", rows.dump()},
                {"hasNextRow", false},
                {"lang", "E"},
                {"loadedRecord", rows.size()},
                {"recordCnt", rows.size()}};
  envelope.update(more);
  return envelope.dump();
}

TEST(Announcements, ReadsTheTitleSearch) {
  json other = posting("Announcements and Notices - [Connected Transaction]", "A TRANSACTION");
  const auto feed = parse_announcements(
      search({posting("Listing Documents - [Offer for Subscription]", "GLOBAL&#x20;OFFERING\n"),
              other}),
      kSearchUrl);
  ASSERT_TRUE(feed) << feed.error().to_string();
  EXPECT_THAT(feed->warnings, IsEmpty());
  EXPECT_EQ(feed->language, "en");
  EXPECT_EQ(feed->rows, 2u);
  ASSERT_THAT(feed->announcements, SizeIs(1));
  const OfficialAnnouncement& first = feed->announcements[0];
  EXPECT_EQ(first.stock_code, "02731");
  EXPECT_EQ(first.stock_name, "ALDER WORKS");
  EXPECT_EQ(first.board, Board::main);
  EXPECT_EQ(first.document.kind, OfficialDocumentKind::prospectus);
  EXPECT_EQ(first.document.label, "GLOBAL OFFERING");
  EXPECT_EQ(first.document.url,
            "https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0719/2026071900456.pdf");
  EXPECT_EQ(first.document.date, make_date(2026, 7, 19));
  EXPECT_EQ(first.document.language, "en");
  EXPECT_THAT(first.row, HasSubstr("\"FILE_INFO\":\"91KB\""));
}

TEST(Announcements, ReadsTheLatestAnnouncements) {
  const auto feed = parse_announcements(
      R"j({"genDate":1775836800475,"maxNumOfFile":1,"newsInfoLst":[
        {"newsId":1,"lTxt":"公告及通告 - [配發結果]","title":"最終發售價及配發結果公告","webPath":"/listedco/listconews/gem/2026/0410/2026041001769_c.pdf",
         "market":"GEM","stock":[{"sc":"88123","sn":"白楊-R"},{"sc":"08123","sn":"白楊"}],"relTime":"10/04/2026 22:55"}]})j",
      kLatestUrl, "http://127.0.0.1:8080/www1.hkexnews.hk/");
  ASSERT_TRUE(feed) << feed.error().to_string();
  EXPECT_THAT(feed->warnings, IsEmpty());
  EXPECT_EQ(feed->language, "zh-Hant");
  ASSERT_THAT(feed->announcements, SizeIs(1));
  const OfficialAnnouncement& first = feed->announcements[0];
  EXPECT_EQ(first.stock_code, "08123");
  EXPECT_EQ(first.stock_name, "白楊");
  EXPECT_EQ(first.board, Board::gem);
  EXPECT_EQ(first.document.kind, OfficialDocumentKind::allotment_results);
  EXPECT_EQ(first.document.language, "zh-Hant");
  EXPECT_EQ(first.document.url,
            "http://127.0.0.1:8080/www1.hkexnews.hk/listedco/listconews/gem/2026/0410/"
            "2026041001769_c.pdf");
}

TEST(Announcements, TheHongKongDollarCodeIsTaken) {
  const auto code = [](const std::string& written) {
    const auto feed = parse_announcements(
        search(json::array({posting("Listing Documents - [Offer for Sale]", "X", written)})),
        kSearchUrl);
    return feed && !feed->announcements.empty() ? feed->announcements[0].stock_code : "none";
  };
  EXPECT_EQ(code("80388<br/>00388<br/>"), "00388");
  EXPECT_EQ(code("388"), "00388");
  EXPECT_EQ(code("89988<br />"), "89988");
  EXPECT_EQ(code("40123<br/>"), "none");  // a debt
}

TEST(Announcements, WhichDocumentsBelongToAnIpo) {
  const auto kind = [](const char* category, const char* title) {
    const auto found = ipo_document_kind(category, title);
    return found ? std::string(name_of(*found)) : "none";
  };
  struct Case {
    const char* category;
    const char* title;
    const char* kind;
  };
  const Case cases[] = {
      {"Listing Documents - [Offer for Subscription]", "GLOBAL OFFERING", "prospectus"},
      {"Listing Documents - [Offer for Sale]", "SHARE OFFER", "prospectus"},
      {"", "PLACING AND PUBLIC OFFER", "prospectus"},
      {"上市文件 - [發售以供認購]", "全球發售", "prospectus"},
      {"", "股份發售", "prospectus"},
      {"上市文件", "公開發售及配售", "prospectus"},
      {"Listing Documents - [Offer for Subscription]", "SUPPLEMENTAL PROSPECTUS",
       "new_listing_announcement"},
      {"Announcements and Notices - [Formal Notice]", "GLOBAL OFFERING",
       "new_listing_announcement"},
      {"公告及通告 - [正式通告]", "全球發售", "new_listing_announcement"},
      {"Announcements and Notices - [Other]", "FORMAL NOTICE", "new_listing_announcement"},
      {"Announcements and Notices - [Miscellaneous]", "Global Offering",
       "new_listing_announcement"},
      {"Announcements and Notices - [Allotment Results]", "ANNOUNCEMENT OF ALLOTMENT RESULTS",
       "allotment_results"},
      {"", "ANNOUNCEMENT OF FINAL OFFER PRICE AND ALLOTMENT RESULTS", "allotment_results"},
      {"公告", "分配結果公告", "allotment_results"},
      {"", "最终发售价及配发结果公告", "allotment_results"},
      // Not of an IPO.
      {"Announcements and Notices - [Allotment Results]", "RESULTS OF THE RIGHTS ISSUE", "none"},
      {"公告", "供股配發結果", "none"},
      {"Listing Documents - [Rights Issue]", "GLOBAL OFFERING", "none"},
      {"Listing Documents - [Open Offer]", "OPEN OFFER OF SHARES", "none"},
      {"Listing Documents - [Offer for Subscription]", "US$300,000,000 5% NOTES DUE 2030", "none"},
      {"Listing Documents - [Debt and Structured Products]", "PROSPECTUS", "none"},
      {"上市文件 - [發售以供認購]", "2030年到期債券", "none"},
      {"Listing Documents - [Offer for Subscription]", "XYZ HANG SENG ETF PROSPECTUS", "none"},
      {"Circulars - [Major Transaction]", "GLOBAL OFFERING", "none"},
      {"Listing Documents - [Introduction]", "LISTING DOCUMENT", "none"},
      {"", "COMPLETION OF PLACING OF NEW SHARES UNDER GENERAL MANDATE", "none"},
      {"公告", "完成配售新股份", "none"},
      {"Announcements and Notices - [Formal Notice]", "POSTPONEMENT OF THE GLOBAL OFFERING",
       "none"},
      {"Announcements and Notices - [Other]", "CHANGE IN USE OF PROCEEDS FROM THE GLOBAL OFFERING",
       "none"},
      {"公告", "穩定價格行動及穩定價格期間結束", "none"},
      {"公告", "部分行使超額配股權", "none"},
      {"Listing Documents - [Offer for Subscription]", "YELLOW APPLICATION FORM", "none"},
      {"Announcements and Notices - [Results]", "INTERIM RESULTS", "none"},
      {"", "", "none"},
  };
  for (const Case& c : cases) EXPECT_EQ(kind(c.category, c.title), c.kind) << c.title;
}

TEST(Announcements, RowsThatCannotBeUsedAreTold) {
  json no_code = posting("Listing Documents - [Offer for Sale]", "X", "n/a");
  json no_link = posting("Listing Documents - [Offer for Sale]", "X");
  no_link.erase("FILE_LINK");
  json bad_day = posting("Listing Documents - [Offer for Sale]", "X");
  bad_day["DATE_TIME"] = "31/02/2026 09:00";
  json uninteresting = no_code;
  uninteresting["LONG_TEXT"] = "Announcements and Notices - [Other]";
  const auto feed = parse_announcements(
      search({no_code, no_link, bad_day, 17, uninteresting, posting("", "GLOBAL OFFERING")}),
      kSearchUrl);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->rows, 6u);
  ASSERT_THAT(feed->announcements, SizeIs(1));  // the last one has the same document
  EXPECT_EQ(feed->announcements[0].document.date, make_date(2026, 7, 19));
  ASSERT_THAT(feed->warnings, SizeIs(4));
  EXPECT_THAT(feed->warnings[0].message,
              HasSubstr("titleSearchServlet.do row 1: field stock code: missing"));
  EXPECT_THAT(feed->warnings[1].message, HasSubstr("row 2: field FILE_LINK: missing"));
  EXPECT_THAT(feed->warnings[2].message, HasSubstr("row 3: field DATE_TIME: not a day"));
  EXPECT_THAT(feed->warnings[3].message, HasSubstr("row 4: not an object"));
}

TEST(Announcements, AnAnswerThatIsNotTheWholeListIsTold) {
  const json row = posting("", "GLOBAL OFFERING");
  for (const json& more : {json{{"hasNextRow", true}}, json{{"recordCnt", 3}},
                           json{{"recordCnt", "3"}, {"loadedRecord", "1"}}}) {
    const auto feed = parse_announcements(search(json::array({row}), more), kSearchUrl);
    ASSERT_TRUE(feed);
    ASSERT_THAT(feed->warnings, SizeIs(1)) << more.dump();
    EXPECT_EQ(feed->warnings[0].code, "more-rows");
  }
}

TEST(Announcements, NoRowsAndNoList) {
  for (const char* bytes : {R"j({"result":"null","lang":"zh"})j", R"j({"result":"[]"})j",
                            R"j({"result":null})j", R"j({"newsInfoLst":[]})j"}) {
    const auto feed = parse_announcements(bytes, kSearchUrl);
    ASSERT_TRUE(feed) << bytes;
    EXPECT_EQ(feed->rows, 0u);
  }
  const auto error = [](std::string_view bytes) {
    const auto feed = parse_announcements(bytes, kSearchUrl);
    return feed ? Error{} : feed.error();
  };
  EXPECT_EQ(error("").kind, ErrorKind::empty);
  EXPECT_THAT(error("<html>Just a moment</html>").message, HasSubstr("web page"));
  EXPECT_EQ(error("{}").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"hits":[]})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"result":[]})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"result":"[{"})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"result":"{}"})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"newsInfoLst":{}})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error("{}").context, kSearchUrl);
}

}  // namespace
}  // namespace gongwatch::parser
