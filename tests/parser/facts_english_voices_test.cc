// English stories in other voices: columns, notes of brokers, wires with a place at their head.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// "name|stage|day", "(…)" for history; a disclosure's day behind "d".
std::vector<std::string> told(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", make_date(2025, 6, 12)).events) {
    std::string one = event.issuer.name + "|" + std::string(name_of(event.stage));
    if (event.event_date) {
      one += "|" + to_iso(*event.event_date).substr(5);
    } else if (event.disclosed_on) {
      one += "|d" + to_iso(*event.disclosed_on).substr(5);
    }
    all.push_back(event.history ? "(" + one + ")" : one);
  }
  return all;
}

TEST(EnglishVoices, PlaceOfReportIsNoCompany) {
  EXPECT_THAT(told("Glove box maker tries Hong Kong",
                   "GEORGE TOWN, June 10 (Bernama) -- Rajawali Packaging has submitted an "
                   "application to list on the Main Board of the Hong Kong stock exchange."),
              ElementsAre("Rajawali Packaging|filed"));
  EXPECT_THAT(told("Rajawali opens its offer",
                   "KUCHING (June 12): Rajawali Packaging, which makes boxes, opens its share "
                   "offer in Hong Kong to the public today."),
              ElementsAre("Rajawali Packaging|launched|06-12"));
  EXPECT_THAT(told("Rajawali opens retail book",
                   "SHENZHEN - Rajawali Packaging opened its Hong Kong public offering on Monday."),
              ElementsAre("Rajawali Packaging|launched|06-09"));
}

TEST(EnglishVoices, WhatBeginsIsTheOffersOrTheTrading) {
  EXPECT_THAT(
      told("Palmgrove revives Hong Kong offering",
           "Palmgrove Leasing is back. Retail subscription for its 240 million shares began "
           "on Monday and ends on Friday."),
      ElementsAre("Palmgrove Leasing|launched|06-09"));
  EXPECT_THAT(told("Palmgrove gains on Hong Kong debut",
                   "Shares of Palmgrove Leasing began trading on the Hong Kong stock exchange on "
                   "Monday."),
              ElementsAre("Palmgrove Leasing|listed|06-09"));
}

TEST(EnglishVoices, AListingBesideAnotherIsStillOurs) {
  EXPECT_THAT(told("Sanyuan a step nearer to Hong Kong homecoming",
                   "The exchange's listing committee on Tuesday approved a dual primary listing by "
                   "Sanyuan Robotaxi, whose American depositary shares have been quoted on Nasdaq "
                   "since last November. Sanyuan submitted its Hong Kong papers in May."),
              Contains("Sanyuan Robotaxi|hearing|06-10"));
}

TEST(EnglishVoices, OpenersAndOwnersAreNoCompanies) {
  EXPECT_THAT(told("Golden Almond priced at floor",
                   "Golden Almond Bakery set its offer price at HK$1.05. Professional money was "
                   "hardly keener: the international tranche of the Hong Kong IPO was covered 1.2 "
                   "times, according to allotment results out this morning."),
              ElementsAre("Golden Almond Bakery|priced", "Golden Almond Bakery|allotted|d06-12"));
  EXPECT_THAT(told("Prism",
                   "Prism Group sells aligners. Its Hong Kong application lapsed on "
                   "Monday."),
              ElementsAre("Prism Group|lapsed|06-09"));
}

TEST(EnglishVoices, OffersBeginInManyWords) {
  const std::string_view all[] = {
      "Zhenshan Bio hit screens on Wednesday with a Hong Kong IPO of up to HK$1.6bn.",
      "Zhenshan Bio came to market on Wednesday with an initial public offering in Hong Kong.",
      "Zhenshan Bio set the terms of its Hong Kong IPO on Wednesday.",
      "Zhenshan Bio seeks money in a Hong Kong IPO whose books were opened on Wednesday.",
      "Zhenshan Bio is to list in Hong Kong. Applications opened yesterday.",
  };
  for (const auto text : all)
    EXPECT_THAT(told("Zhenshan Bio", text), ElementsAre("Zhenshan Bio|launched|06-11")) << text;
}

TEST(EnglishVoices, FirstSessionsAndPapersOnTheSite) {
  EXPECT_THAT(told("Misty Leaf rises",
                   "Shares of Misty Leaf ended their first session in Hong "
                   "Kong on Tuesday 14 per cent up."),
              ElementsAre("Misty Leaf|listed|06-10"));
  EXPECT_THAT(told("Misty Leaf rises",
                   "The gong was struck for Misty Leaf in Hong Kong on "
                   "Tuesday, and the stock rose 9%."),
              ElementsAre("Misty Leaf|listed|06-10"));
  EXPECT_THAT(told("Paper trail",
                   "A fresh prospectus from Grand Harbour Logistics landed on the "
                   "Hong Kong exchange's site on Monday."),
              ElementsAre("Grand Harbour Logistics|refiled|d06-09"));
}

TEST(EnglishVoices, LawFirmsTellOfTheirClients) {
  EXPECT_THAT(told("Castlereagh Wong advises on Hong Kong listing of Yamen Ceramics",
                   "Castlereagh Wong has acted for Yamen Ceramics Holdings Limited on its listing "
                   "by way of introduction on the Main Board of the Stock Exchange. Dealings under "
                   "stock code 2431 commenced on 10 June 2025."),
              ElementsAre("Yamen Ceramics|listed|06-10"));
}

TEST(EnglishVoices, EndOfASecondApplicationIsTheNews) {
  EXPECT_THAT(told("Lapse",
                   "Zhixin Tutors wants to list in Hong Kong. Its second application died "
                   "of old age on Monday."),
              ElementsAre("Zhixin Tutors|lapsed|06-09"));
  EXPECT_THAT(told("Lapse",
                   "Zhixin Tutors wants to list in Hong Kong. Its third application was "
                   "withdrawn on Monday."),
              ElementsAre("Zhixin Tutors|withdrawn|06-09"));
}

TEST(EnglishVoices, ThrownOutIsRejected) {
  const std::string_view all[] = {
      "The listing committee has thrown out an application by Kam Wah Piling to list on the main "
      "board. The decision was taken on June 4.",
      "The exchange's listing committee threw out Kam Wah Piling's application for a main board "
      "listing on June 4.",
      "Kam Wah Piling has had its main board application knocked back by the exchange, which gave "
      "its decision on June 4.",
  };
  for (const auto text : all)
    EXPECT_THAT(told("Refused", text), ElementsAre("Kam Wah Piling|rejected|06-04")) << text;
}

TEST(EnglishVoices, FilingAndAnotherOneInOneVerb) {
  EXPECT_THAT(told("Nervin passes",
                   "Nervin Pharma passed its listing committee hearing on June 10. It applied to "
                   "list in Hong Kong on Jan. 24 and again in March."),
              UnorderedElementsAre("Nervin Pharma|hearing|06-10", "(Nervin Pharma|filed|01-24)",
                                   "(Nervin Pharma|refiled)"));
  EXPECT_THAT(told("PayLo files for Hong Kong listing",
                   "PayLo Technology submitted its A1 to the Hong Kong exchange yesterday, making "
                   "it the first payments company to do so since December."),
              ElementsAre("PayLo Technology|filed|06-11"));
}

TEST(EnglishVoices, DayOfTheSentenceBefore) {
  EXPECT_THAT(told("Supplier Watch: three makers go to Hong Kong",
                   "This week brought a filing and a first day of trading.\n\nTorqwell filed its "
                   "listing application with the Hong Kong exchange on Wednesday.\n\nLumi Lidar "
                   "got to the finish line on Tuesday. The stock closed at HK$16.64 against an IPO "
                   "price of HK$20.80."),
              Contains("Lumi Lidar|listed|06-10"));
}

TEST(EnglishVoices, TradingDebutOnAWeekdayIsOver) {
  EXPECT_THAT(told("Shares rise",
                   "Wild Barley finished higher on its trading debut in Hong Kong "
                   "on Tuesday."),
              ElementsAre("Wild Barley|listed|06-10"));
}

TEST(EnglishVoices, LabelledNoteIsAboutOneCompany) {
  EXPECT_THAT(told("IPO note: Prismdent Group (2718 HK) - decent bite",
                   "Our view: Neutral. We like the product.\n\nTimetable: public offer 9 June to "
                   "14 June, dealings from 19 June.\n\nTerms: 36.5 million H shares.\n\nBusiness: "
                   "Prismdent designs aligners.\n\nPeers: Smilepath (A-share) trades at 31 times."),
              ElementsAre("Prismdent Group|launched|06-09"));
}

// "name role", in order.
std::vector<std::string> sponsors(const std::string& text) {
  std::vector<std::string> all;
  for (const FoundSponsor& one : find_all_sponsors(PreparedText(text, Evidence::In::text)))
    all.push_back(one.sponsor.name + " " + std::string(name_of(one.sponsor.role)));
  return all;
}

TEST(EnglishVoices, MayIsAMonthBesideHouses) {
  EXPECT_THAT(sponsors("It applied in May with Nomura as sole sponsor."),
              ElementsAre("Nomura sole_sponsor"));
  EXPECT_THAT(sponsors("It lodged its papers on May 15 with Jefferies as sole sponsor."),
              ElementsAre("Jefferies sole_sponsor"));
  EXPECT_THAT(sponsors("It may with luck hire Jefferies as sole sponsor."), IsEmpty());
}

TEST(EnglishVoices, RolesOfHousesInMoreWords) {
  EXPECT_THAT(sponsors("CICC is sole sponsor, with DBS and CLSA added as joint lead managers."),
              ElementsAre("CICC sole_sponsor", "DBS lead_manager", "CLSA lead_manager"));
  EXPECT_THAT(sponsors("ABC International and Futu sit below them as joint bookrunners."),
              ElementsAre("ABC International bookrunner", "Futu bookrunner"));
  EXPECT_THAT(sponsors("It brought in Jefferies as joint sponsor alongside holdover CICC."),
              ElementsAre("Jefferies joint_sponsor", "CICC joint_sponsor"));
  EXPECT_THAT(sponsors("It refreshed its prospectus, with Huatai International still the sole "
                       "sponsor."),
              ElementsAre("Huatai International sole_sponsor"));
  EXPECT_THAT(sponsors("Cinda International had sponsored the bid for a listing."),
              ElementsAre("Cinda International sponsor"));
  EXPECT_THAT(sponsors("HSBC Holdings Plc and CICC are overall coordinators of the listing."),
              ElementsAre("HSBC Holdings Plc overall_coordinator", "CICC overall_coordinator"));
}

TEST(EnglishVoices, OnceDoneIsNoCondition) {
  EXPECT_THAT(
      told("Xinluo hands table again",
           "Xinluo Precision submitted a listing application to the Hong Kong exchange "
           "once more on June 10. The company once handed the table on May 30, 2024."),
      UnorderedElementsAre("Xinluo Precision|refiled|06-10", "(Xinluo Precision|filed|05-30)"));
  EXPECT_THAT(told("Plans",
                   "Once it passed its listing hearing in Hong Kong, Xinluo Precision "
                   "would open its books."),
              IsEmpty());
}

TEST(EnglishVoices, WhichDayItWas) {
  EXPECT_THAT(told("Everglen lists",
                   "Everglen Health, a provider of care, today announced that its shares have "
                   "commenced trading on the Main Board of the Hong Kong stock exchange."),
              ElementsAre("Everglen Health|listed|06-12"));
  EXPECT_THAT(told("VaultNine pulls out",
                   "VaultNine wants no listing in Hong Kong any more. Its entry on the exchange's "
                   "list of applicants switched to \"withdrawn\" on June 10."),
              ElementsAre("VaultNine|withdrawn|d06-10"));
  EXPECT_THAT(told("Auralis passes",
                   "Auralis Semi passed its listing hearing in Hong Kong on "
                   "Wednesday. It filed with CICC, Citi and UBS as joint "
                   "sponsors on Jan. 30."),
              UnorderedElementsAre("Auralis Semi|hearing|06-11", "(Auralis Semi|filed|01-30)"));
  // A Thursday: yesterday would be Wednesday.
  EXPECT_THAT(told("Lapse", "Dawan Robotics let its Hong Kong application lapse last Wednesday."),
              ElementsAre("Dawan Robotics|lapsed|06-04"));
}

TEST(EnglishVoices, AnotherExchangeConsideredBefore) {
  EXPECT_THAT(told("Lanxi passes hearing for Hong Kong IPO",
                   "Lanxi Opto had spent a year preparing for the Beijing Stock Exchange before "
                   "turning south, and cleared the listing hearing on June 10."),
              ElementsAre("Lanxi Opto|hearing|06-10"));
  EXPECT_THAT(told("Bukit Lanun files for GEM listing in Hong Kong",
                   "Bukit Lanun handed in its application on June 10, after Bursa Malaysia had "
                   "been considered and rejected for cost."),
              ElementsAre("Bukit Lanun|filed|06-10"));
}

TEST(EnglishVoices, StepTowardsADebutIsNone) {
  EXPECT_THAT(told("Senti's obesity play edges toward Hong Kong debut",
                   "Senti Biopharma has a drug against obesity."),
              IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
