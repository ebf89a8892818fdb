// Prospectuses, formal notices and allotment results: code, price and days.
#include "tests/parser/pdf_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const std::string kAllotment =
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no\n"
    "responsibility for the contents of this announcement.\n\n"
    "Bright Harbour Cranes Co., Ltd.\n明灣起重機股份有限公司\n"
    "(A joint stock company incorporated in the People’s Republic of China with limited "
    "liability)\n"
    "(Stock Code: 2788)\n\nANNOUNCEMENT OF FINAL OFFER PRICE AND ALLOTMENT RESULTS\n\n"
    "OFFER PRICE\n\n"
    "The Offer Price has been determined at HK$10.20 per Offer Share (exclusive of brokerage of\n"
    "1.0% and a transaction levy).\n\n"
    "The cornerstone investor Somebody Holdings Limited (stock code: 2318) holds shares.\n\n"
    "Dealings in the Shares on the Main Board of the Stock Exchange are expected to commence at\n"
    "9:00 a.m. on Monday, 24 November 2025. The Shares will be traded in board lots of 500.\n\n"
    "Hong Kong, 21 November 2025\n\n"
    "As at the date of this announcement, the Board comprises Ms. Example.\n\f";

TEST(PdfOffer, AllotmentResults) {
  const PdfFacts facts = read_paper(kAllotment);
  EXPECT_EQ(facts.kind, OfficialDocumentKind::allotment_results);
  ASSERT_TRUE(facts.stock_code);
  EXPECT_EQ(facts.stock_code->code, "02788");
  EXPECT_THAT(prices(facts), ElementsAre("offer_price 10.2"));
  const Figure& price = facts.figures[0];
  EXPECT_EQ(price.currency, "HKD");
  EXPECT_EQ(price.unit, "share");
  EXPECT_EQ(price.as_written, "HK$10.20");
  EXPECT_EQ(price.issuer, "Bright Harbour Cranes Co., Ltd.");
  EXPECT_THAT(days(facts), ElementsAre("allotted 2025-11-21", "listed 2025-11-24"));
  EXPECT_EQ(facts.days[0].evidence.quote, "Hong Kong, 21 November 2025");
  EXPECT_THAT(facts.appointments, IsEmpty());
}

TEST(PdfOffer, AllotmentResultsAsATable) {
  const PdfFacts facts = read_paper(
      "contents of this announcement\n\nANNOUNCEMENT OF ALLOTMENT RESULTS\n\nStock code\n\n2788\n\n"
      "Stock short name\n\nBRIGHT HARBOUR\n\nDealings commencement date\n\nNovember 24, 2025*\n\n"
      "Maximum Offer Price\n\nHK$12.00\n\nFinal Offer Price\n\nHK$10.20\n\nOffer Price Adjustment "
      "exercised\n\nNo\n");
  EXPECT_EQ(facts.stock_code->code, "02788");
  EXPECT_THAT(prices(facts), ElementsAre("offer_price 10.2"));
  EXPECT_THAT(days(facts), ElementsAre("listed 2025-11-24"));
}

TEST(PdfOffer, DateLinesWithWeekdaysAndCodesInCells) {
  const PdfFacts facts = read_paper(
      "contents of this announcement\n\nStock code\n\n:\n\n2788\n\nANNOUNCEMENT OF ALLOTMENT "
      "RESULTS\n\nHong Kong, 3 November 2025 is mentioned here.\n\n"
      "Hong Kong, Friday, November 21, 2025\n");
  ASSERT_TRUE(facts.stock_code);
  EXPECT_EQ(facts.stock_code->code, "02788");
  EXPECT_THAT(days(facts), ElementsAre("allotted 2025-11-21"));
}

TEST(PdfOffer, ChineseAllotmentResults) {
  const PdfFacts facts = read_paper(
      "對本公告的內容概不負責\n\n明灣起重機股份有限公司\n（於中華人民共和國註冊成立的股份有限公司）"
      "\n"
      "（股份代號：2788）\n\n最終發售價及配發結果公告\n\n發售價已釐定為每股發售股份10.20港元。\n\n"
      "預期股份將於2025年11月24日（星期一）上午九時正開始在聯交所主板買賣。\n\n"
      "香港，二零二五年十一月二十一日\n");
  EXPECT_EQ(facts.kind, OfficialDocumentKind::allotment_results);
  EXPECT_EQ(facts.stock_code->code, "02788");
  EXPECT_THAT(prices(facts), ElementsAre("offer_price 10.2"));
  EXPECT_THAT(days(facts), ElementsAre("allotted 2025-11-21", "listed 2025-11-24"));
  EXPECT_THAT(
      days(read_paper(
          "本公告内容\n\n配发结果公告\n\n预期H股将于2025年11月24日上午九时正开始于联交所买卖。\n\n"
          "香港，2025年11月21日（星期五）\n")),
      ElementsAre("allotted 2025-11-21", "listed 2025-11-24"));
}

const std::string kProspectus =
    "IMPORTANT\n\nIf you are in any doubt about any of the contents of this prospectus, ask.\n\n"
    "Bright Harbour Holdings Limited\n明灣控股有限公司\n"
    "(Incorporated in the Cayman Islands with limited liability)\n\nGLOBAL OFFERING\n\n"
    "Number of Offer Shares under the Global Offering : 10,000,000 Shares\n"
    "Offer Price : Not more than HK$12.00 per Offer Share and expected to be not less than\n"
    "HK$10.00 per Offer Share, plus brokerage of 1%\nNominal value : US$0.0001 per Share\n"
    "Stock code : 2788\n\nSole Sponsor\n\nNovember 14, 2025\n\f"
    "EXPECTED TIMETABLE\n\n"
    "Hong Kong Public Offering commences . . . . 9:00 a.m. on\nFriday, November 14, 2025\n\n"
    "Application lists open(3) . . . . 11:45 a.m. on\nWednesday, November 19, 2025\n\n"
    "Application lists close(3) . . . . 12:00 noon on\nWednesday, November 19, 2025\n\n"
    "The Price Determination Date is expected to be on or about Thursday, November 20, 2025 and, "
    "in\n"
    "any event, not later than 12:00 noon on Friday, November 21, 2025.\n\n"
    "Assuming an Offer Price of HK$11.00 per Offer Share, being the mid-point, we receive "
    "money.\n\n"
    "Dealings in Shares on the Stock Exchange expected to commence . . . . 9:00 a.m. on\n"
    "Monday, November 24, 2025\n\f";

TEST(PdfOffer, Prospectus) {
  const PdfFacts facts = read_paper(kProspectus);
  EXPECT_EQ(facts.kind, OfficialDocumentKind::prospectus);
  EXPECT_THAT(issuers(facts), ElementsAre("Bright Harbour Holdings Limited", "明灣控股有限公司"));
  EXPECT_EQ(facts.stock_code->code, "02788");
  EXPECT_THAT(prices(facts), ElementsAre("offer_price_low 10.", "offer_price_high 12."));
  EXPECT_THAT(days(facts), UnorderedElementsAre("launched 2025-11-14", "priced 2025-11-20",
                                                "listed 2025-11-24"));
  ASSERT_TRUE(facts.subscription_closes);
  EXPECT_EQ(to_iso(facts.subscription_closes->day), "2025-11-19");
}

TEST(PdfOffer, FormalNotice) {
  const PdfFacts facts = read_paper(
      "take no responsibility for the contents of this announcement\n\nBright Harbour Holdings "
      "Limited\n"
      "(Incorporated in the Cayman Islands with limited liability)\n\nGLOBAL OFFERING\n\n"
      "Number of Offer Shares : 10,000,000\nOffer Price : HK$10.20 per Offer Share, plus "
      "brokerage\n"
      "Stock code : 788\n\nThe application lists will close at 12:00 noon on Wednesday, 19 "
      "November "
      "2025.\n\nHong Kong, 14 November 2025\n");
  EXPECT_EQ(facts.kind, OfficialDocumentKind::new_listing_announcement);
  EXPECT_EQ(facts.stock_code->code, "00788");
  EXPECT_THAT(prices(facts), ElementsAre("offer_price 10.2"));
  EXPECT_THAT(days(facts), ElementsAre("launched 2025-11-14"));
  EXPECT_EQ(to_iso(facts.subscription_closes->day), "2025-11-19");
}

TEST(PdfOffer, ChineseProspectusAndRanges) {
  const std::string head =
      "重要提示\n\n明灣控股有限公司\n（於開曼群島註冊成立的有限公司）\n\n全球發售\n\n"
      "發售股份數目：10,000,000股\n";
  const std::string tail =
      "\n股份代號：2788\n\n獨家保薦人\n\f預期時間表\n\n截止辦理申請登記 . . . . "
      "2025年11月19日（星期三）\n"
      "中午十二時正\n\n預期定價日 . . . 2025年11月20日\n\n"
      "預期股份於2025年11月24日（星期一）上午九時正開始在聯交所買賣。\n";
  const PdfFacts facts =
      read_paper(head + "發售價：每股發售股份10.00港元至12.00港元，另加1%經紀佣金" + tail);
  EXPECT_EQ(facts.kind, OfficialDocumentKind::prospectus);
  EXPECT_THAT(prices(facts), ElementsAre("offer_price_low 10.", "offer_price_high 12."));
  EXPECT_THAT(days(facts), ElementsAre("priced 2025-11-20", "listed 2025-11-24"));
  EXPECT_EQ(to_iso(facts.subscription_closes->day), "2025-11-19");
  for (const std::string price :
       {"發售價：不高於每股發售股份12.00港元，且預期不低於每股發售股份10.00港元",
        "發售價將介乎每股發售股份10.00港元至每股發售股份12.00港元之間",
        "Offer Price : HK$10.00 to HK$12.00 per Offer Share",
        "The Offer Price will be between HK$10.00 and HK$12.00 per H Share",
        "Offer Price : HK$10.00 – HK$12.00 per Share"}) {
    EXPECT_THAT(prices(read_paper(head + price + tail)),
                ElementsAre("offer_price_low 10.", "offer_price_high 12."))
        << price;
  }
  EXPECT_THAT(prices(read_paper(head + "最高發售價：每股發售股份12.00港元" + tail)),
              ElementsAre("offer_price_high 12."));
  EXPECT_THAT(prices(read_paper(head + "發售價：[編纂]" + tail)), IsEmpty());
}

TEST(PdfOffer, WhatIsNotSaidAsItsOwnIsLeftOut) {
  const PdfFacts facts = read_paper(
      "contents of this announcement\n\nANNOUNCEMENT OF ALLOTMENT RESULTS\n\n"
      "Assuming an Offer Price of HK$11.00 per Offer Share, the proceeds are HK$1 million.\n\n"
      "The controlling shareholder is listed (stock code: 600519).\n\n"
      "Dealings in the nil-paid rights shares commence on 3 March 2025.\n\n"
      "Dealings in the Shares are expected to commence no later than 4 March 2025.\n\n"
      "Hong Kong, 31 February 2025\n");
  EXPECT_EQ(facts.stock_code, std::nullopt);
  EXPECT_THAT(facts.figures, IsEmpty());
  EXPECT_THAT(facts.days, IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser
