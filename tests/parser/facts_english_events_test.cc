// Events in English texts of our own: whose, which stage, news or past, days.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const auto kMonday = make_date(2025, 11, 10);

std::string day_of(const std::optional<CivilDate>& date) { return date ? to_iso(*date) : "-"; }

std::string told(const Event& event) {
  return event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
         day_of(event.event_date) + "|" + day_of(event.disclosed_on) +
         (event.history ? "|history" : "");
}

// "name|stage|event date|disclosed", "|history" behind what is looked back on.
std::vector<std::string> events(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", kMonday).events)
    all.push_back(told(event));
  return all;
}

// "name|stage|day|outcome"
std::vector<std::string> unrealised(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  for (const auto& one : read_facts(title, text, "en", kMonday).unrealised) {
    all.push_back(one.event.issuer.name + "|" + std::string(name_of(one.event.stage)) + "|" +
                  day_of(one.event.event_date) + "|" + std::string(name_of(one.outcome)));
  }
  return all;
}

TEST(EnglishEvents, PassivesAndNouns) {
  EXPECT_THAT(
      events("The application of Juniper Looms for a main board listing was accepted by the "
             "Hong Kong Stock Exchange on November 5."),
      ElementsAre("Juniper Looms|filed|2025-11-05|-"));
  EXPECT_THAT(events("Approval in principle was granted to Marlowe Tyres by the listing committee "
                     "of the Hong Kong Stock Exchange on November 6."),
              ElementsAre("Marlowe Tyres|hearing|2025-11-06|-"));
  EXPECT_THAT(events("A post-hearing information pack for Corvid Systems, which makes software, "
                     "went up on the Hong Kong exchange's website on Sunday."),
              ElementsAre("Corvid Systems|phip|-|2025-11-09"));
}

TEST(EnglishEvents, AParagraphThatNamesNobodyIsAboutTheOneCompanyWithNews) {
  const Facts facts = read_facts(
      "",
      "Juniper Looms passed its listing hearing in Hong Kong on Thursday. Its rival Marlowe Tyres "
      "filed in Hong Kong on March 3 last year.\n\nThe two sponsors are CICC and UBS.\n\nRevenue "
      "was HK$90 million in 2024.",
      "en", kMonday);
  ASSERT_FALSE(facts.events.empty());
  EXPECT_EQ(facts.events.front().issuer.name, "Juniper Looms");
  EXPECT_EQ(facts.events.front().sponsors.size(), 2U);
  ASSERT_EQ(facts.figures.size(), 1U);
  EXPECT_EQ(facts.figures.front().issuer, "Juniper Looms");
}

TEST(EnglishEvents, TheDayOfAnApplicationIsNotThatOfItsEnd) {
  EXPECT_THAT(events("Juniper Looms refiled in Hong Kong on November 5 after its first application "
                     "of 24 April 2025 lapsed on October 24."),
              UnorderedElementsAre("Juniper Looms|refiled|2025-11-05|-",
                                   "Juniper Looms|lapsed|2025-10-24|-|history"));
}

TEST(EnglishEvents, WhatTheWebsiteShowedOnAnEvening) {
  EXPECT_THAT(events("On the evening of November 7, the official website of the Hong Kong Stock "
                     "Exchange showed that Juniper Looms officially passed the hearing of the main "
                     "board."),
              ElementsAre("Juniper Looms|hearing|-|2025-11-07"));
  EXPECT_THAT(events("Juniper Looms passed its listing hearing in Hong Kong. The hearing was held "
                     "on November 6 (Thursday)."),
              ElementsAre("Juniper Looms|hearing|2025-11-06|-"));
}

TEST(EnglishEvents, SeveralCompaniesInOneSentence) {
  EXPECT_THAT(events("Among those to file for Hong Kong listings on Friday were Quarryhill Cement, "
                     "Zenbox Logistics and Tamarind Foods."),
              UnorderedElementsAre("Quarryhill Cement|filed|2025-11-07|-",
                                   "Zenbox Logistics|filed|2025-11-07|-",
                                   "Tamarind Foods|filed|2025-11-07|-"));
  EXPECT_THAT(events("Tamsin Sportswear and Ludo Pets kicked off Hong Kong IPOs on Monday."),
              UnorderedElementsAre("Tamsin Sportswear|launched|2025-11-10|-",
                                   "Ludo Pets|launched|2025-11-10|-"));
  EXPECT_THAT(events("Bluefin Optics passed its hearing at the Hong Kong exchange on Wednesday, "
                     "and Sandalwood Care on Thursday."),
              UnorderedElementsAre("Bluefin Optics|hearing|2025-11-05|-",
                                   "Sandalwood Care|hearing|2025-11-06|-"));
  EXPECT_THAT(
      events("Robot maker Dustbin Labs handed in an application to the Hong Kong exchange "
             "on November 3, and a day later Radiant Scan did the same."),
      UnorderedElementsAre("Dustbin Labs|filed|2025-11-03|-", "Radiant Scan|filed|2025-11-04|-"));
}

TEST(EnglishEvents, ItemsOfDigests) {
  EXPECT_THAT(
      events("Hong Kong IPO digest for the week\n\n"
             "1) Velora Pharma: filed on November 3, CICC sole sponsor.\n\n"
             "2) Nanhu Precision (9999.HK) - launched its public offering on November 5.\n\n"
             "3) HEARING: Sunward Energy passed on November 4."),
      UnorderedElementsAre("Velora Pharma|filed|2025-11-03|-",
                           "Nanhu Precision|launched|2025-11-05|-",
                           "Sunward Energy|hearing|2025-11-04|-"));
}

TEST(EnglishEvents, ClausesThatLookBack) {
  EXPECT_THAT(events("Pearlstone Robotics, which passed its hearing on October 20, has priced its "
                     "Hong Kong initial public offering at HK$21.30 a share."),
              UnorderedElementsAre("Pearlstone Robotics|priced|-|-",
                                   "Pearlstone Robotics|hearing|2025-10-20|-|history"));
  EXPECT_THAT(
      events("Anhe Care submitted its prospectus to the main board of HKEX on November 7. "
             "The company had previously submitted applications to the Stock Exchange of "
             "Hong Kong on March 1, 2024 and October 10, 2024."),
      UnorderedElementsAre("Anhe Care|refiled|2025-11-07|-", "Anhe Care|filed|2024-03-01|-|history",
                           "Anhe Care|refiled|2024-10-10|-|history"));
  EXPECT_THAT(events("Mallow Cosmetics said on Monday that it had withdrawn its application for a "
                     "listing on the Main Board in Hong Kong. It filed in June."),
              UnorderedElementsAre("Mallow Cosmetics|withdrawn|-|2025-11-10",
                                   "Mallow Cosmetics|filed|-|-|history"));
}

TEST(EnglishEvents, Names) {
  EXPECT_THAT(events("cloudpeak Mining, a gold producer, began trading in Hong Kong on Monday."),
              ElementsAre("cloudpeak Mining|listed|2025-11-10|-"));
  EXPECT_THAT(events("Chipmaker quantaLoop cleared its listing hearing in Hong Kong on Thursday."),
              ElementsAre("quantaLoop|hearing|2025-11-06|-"));
  EXPECT_THAT(
      events("Hengtai Pawn is persistent. The Foshan pawnbroker submitted its third listing "
             "application to the Stock Exchange of Hong Kong on November 3."),
      ElementsAre("Hengtai Pawn|refiled|2025-11-03|-"));
  EXPECT_THAT(events("The company withdrew its application for a GEM listing on November 7.",
                     "Withdrawn: Pearl Fortune Catering"),
              ElementsAre("Pearl Fortune Catering|withdrawn|2025-11-07|-"));
}

TEST(EnglishEvents, DaysOfReportsAndOfDisclosure) {
  EXPECT_THAT(events("HONG KONG, Nov 10 - Vantail Chips has received the green light from the Hong "
                     "Kong exchange's listing committee, the company said on Sunday."),
              ElementsAre("Vantail Chips|hearing|-|2025-11-09"));
  EXPECT_THAT(events("Hong Kong's exchange rejected the listing application of K Cash Lane, a "
                     "decision of October 31 published on its website on Monday shows."),
              ElementsAre("K Cash Lane|rejected|2025-10-31|2025-11-10"));
  EXPECT_THAT(events("Hongtu Cells filed for a Hong Kong listing on May 7."),
              ElementsAre("Hongtu Cells|filed|2025-05-07|-|history"));
}

TEST(EnglishEvents, WhatIsStillToCome) {
  EXPECT_THAT(
      unrealised("Copperfield Toys is offering 50 million shares in Hong Kong from November "
                 "10 to November 13. Dealings in the shares, code 2999, are expected to "
                 "begin on November 18."),
      ElementsAre("Copperfield Toys|listed|2025-11-18|planned"));
  EXPECT_THAT(unrealised("The Hong Kong exchange's listing committee heard but did not approve the "
                         "application of Mistral Vapour on November 6."),
              ElementsAre("Mistral Vapour|hearing|2025-11-06|not_approved"));
  EXPECT_THAT(unrealised("Golden Reed has postponed its Hong Kong listing."),
              ElementsAre("Golden Reed|listed|-|postponed"));
}

TEST(EnglishEvents, WhatIsNoEvent) {
  for (const char* text :
       {"A Senate panel held a hearing in Hong Kong on Monday on companies such as Orion Freight.",
        "Lawmakers passed the hearing stage of the Hong Kong bill that Orion Freight opposes.",
        "Greenroot filed a prospectus with the Monetary Authority of Singapore for an IPO on the "
        "Singapore Exchange. It had considered Hong Kong.",
        "Harbour Gate, a Hong Kong-listed special purpose acquisition company, said it would merge "
        "with bus maker Voltline, which would list on the Hong Kong exchange.",
        "Phone maker Lumo launched a handset in Hong Kong on Monday and will debut in Europe.",
        "Fernhill Capital launched a bond offering and will apply to list the notes in Hong Kong.",
        "Would Cloudberry pass a listing hearing in Hong Kong today?",
        "\"We have neither filed an application nor hired banks,\" Master Bao told the Hong Kong "
        "exchange.",
        "Cedar Shipping has applied to the Hong Kong stock exchange for the listing of new shares "
        "to be issued under a placing.",
        "Oakmont Education, listed on the Main Board of the Hong Kong Stock Exchange since 2019, "
        "reported a profit on Monday."}) {
    EXPECT_THAT(events(text), IsEmpty()) << text;
  }
}

TEST(EnglishEvents, GarbageIsNoEvent) {
  EXPECT_THAT(events(""), IsEmpty());
  EXPECT_THAT(events("FILED: :;,() HEARING: - WITHDRAWN: none. \xEF\xBF\xBD did the same"),
              IsEmpty());
  std::string names;
  for (int i = 0; i < 20000; ++i) names += "Aa Bb and ";
  EXPECT_LE(events(names + "filed for a Hong Kong listing.").size(), 400u);
}

TEST(EnglishEvents, AShortNameInsideTheLegalNameIsTheSameCompany) {
  EXPECT_THAT(events("Hangzhou Brightforge Robotics Technology Co., Ltd. filed an application with "
                     "the Hong Kong stock exchange on November 7. Brightforge last filed in May "
                     "2023, and that application lapsed.",
                     "Robot maker Brightforge Robotics files for Hong Kong listing"),
              UnorderedElementsAre("Brightforge Robotics|refiled|2025-11-07|-",
                                   "Brightforge Robotics|filed|-|-|history",
                                   "Brightforge Robotics|lapsed|-|-|history"));
  EXPECT_THAT(events("Wenhe Intelligent Heavy Truck Co., Ltd. passed the hearing of the Hong Kong "
                     "Stock Exchange.",
                     "Wenhe Heavy Truck passes the hearing"),
              ElementsAre("Wenhe Heavy Truck|hearing|-|-"));
  EXPECT_THAT(events("The application of Ruoyu Maternal and Child Care Group Limited has lapsed, "
                     "the Hong Kong exchange's website shows.",
                     "Operator Ruoyu's listing application lapses"),
              ElementsAre("Ruoyu|lapsed|-|-"));
}

TEST(EnglishEvents, AWordThatOnlyOpensTheHeadlineIsNoCompany) {
  EXPECT_THAT(
      events("Tonghe Arms passed its listing hearing in Hong Kong. It makes surgical robots.",
             "Surgical robot maker clears HKEX hearing"),
      ElementsAre("Tonghe Arms|hearing|-|-"));
  EXPECT_THAT(
      events("Three firms passed the hearing of the Hong Kong exchange. Eleven were lapsed.",
             "Week in IPOs: nine clear the hearing"),
      IsEmpty());
  EXPECT_THAT(events("The firm, 300888.SZ, has filed an application with the Hong Kong exchange."),
              IsEmpty());
}

TEST(EnglishEvents, WhoOnlyStandsBesideTheCompanyDoesNothing) {
  EXPECT_THAT(events("Ningyu Seats filed for a Hong Kong listing on Friday.",
                     "Tesla supplier Ningyu Seats files for Hong Kong listing"),
              ElementsAre("Ningyu Seats|filed|2025-11-07|-"));
  EXPECT_THAT(events("Ningyu Seats filed for a Hong Kong listing on Friday. Its rival lapsed. Two "
                     "other applicants passed their hearings."),
              ElementsAre("Ningyu Seats|filed|2025-11-07|-"));
}

TEST(EnglishEvents, WhatDebutColumnsSay) {
  EXPECT_THAT(events("Two newcomers to Hong Kong had their first day of trading on Friday. Kolo "
                     "Surgical, which makes drills, closed at HK$57.90, up 93 per cent from its "
                     "offer price. Old Pier Logistics dropped 17.2 per cent to HK$2.07.",
                     "Mixed first days in Hong Kong"),
              UnorderedElementsAre("Kolo Surgical|listed|2025-11-07|-",
                                   "Old Pier Logistics|listed|2025-11-07|-"));
  EXPECT_THAT(events("Hong Kong watch trader Tickworks rose on its Nasdaq debut on Friday."),
              IsEmpty());
}

TEST(EnglishEvents, EndsAndReturnsInOtherWords) {
  EXPECT_THAT(
      events("Minghu Cranes filed again with the Hong Kong exchange on Friday, one day after "
             "its attempt ran out of time. It filed for the first time on March 28, and let "
             "that application lapse before returning in September."),
      UnorderedElementsAre(
          "Minghu Cranes|refiled|2025-11-07|-", "Minghu Cranes|lapsed|2025-11-06|-|history",
          "Minghu Cranes|filed|2025-03-28|-|history", "Minghu Cranes|refiled|-|-|history"));
  EXPECT_THAT(events("The form of Lanzhe Farms submitted to the Hong Kong exchange on May 9 became "
                     "invalid on November 9."),
              UnorderedElementsAre("Lanzhe Farms|filed|2025-05-09|-|history",
                                   "Lanzhe Farms|lapsed|2025-11-09|-"));
}

TEST(EnglishEvents, WhatARivalDoesIsNotTheCompanys) {
  EXPECT_THAT(
      events("Goldenhusk Foods filed with the Hong Kong stock exchange on Friday. The filing "
             "comes after rival Oatry Farm, which is backed by a fund, scrapped its IPO."),
      ElementsAre("Goldenhusk Foods|filed|2025-11-07|-"));
  EXPECT_THAT(events("Sponsors CICC and UBS act for Haoyun, which filed an A1 form with HKEX on "
                     "November 7."),
              ElementsAre("Haoyun|filed|2025-11-07|-"));
}

TEST(EnglishEvents, DaysThatStandElsewhere) {
  EXPECT_THAT(events("In their debuts on Wednesday in Hong Kong, Sanwei Bearings fell 12 per cent "
                     "and Yunbo Foods rose 30 per cent."),
              UnorderedElementsAre("Sanwei Bearings|listed|2025-11-05|-",
                                   "Yunbo Foods|listed|2025-11-05|-"));
  EXPECT_THAT(events("The exchange's listing committee met on Thursday. Tonga Motors and Baiwen "
                     "Optics both passed.",
                     "Hong Kong IPO watch"),
              UnorderedElementsAre("Tonga Motors|hearing|2025-11-06|-",
                                   "Baiwen Optics|hearing|2025-11-06|-"));
  EXPECT_THAT(events("QINGLAN WATER (2203.HK) ended its debut at HK$8.01.",
                     "QINGLAN WATER closes Hong Kong debut at HK$8.01"),
              ElementsAre("QINGLAN WATER|listed|2025-11-10|-"));
  EXPECT_THAT(events("Kangrui Dental's post-hearing information pack, which was made public on "
                     "Friday, names CICC as its sole sponsor."),
              ElementsAre("Kangrui Dental|phip|-|2025-11-07"));
}

TEST(EnglishEvents, PlansInsideThePhrase) {
  EXPECT_THAT(events("Pacific Weave priced its Hong Kong IPO at HK$5. Trading is to start today.",
                     "Pacific Weave prices"),
              ElementsAre("Pacific Weave|priced|-|-"));
  EXPECT_THAT(unrealised("The Hong Kong debut of Tianpei Motors was rescheduled to 19 November."),
              ElementsAre("Tianpei Motors|listed|2025-11-19|postponed"));
  EXPECT_THAT(events("Sanwei Bearings has revived plans for a Hong Kong listing."), IsEmpty());
}

TEST(EnglishEvents, PricesOfMarketColumnsAreNoDebuts) {
  EXPECT_THAT(events("Alicorn rose 2 per cent to HK$150.20 on Monday in Hong Kong, its best since "
                     "its debut in 2019. Tensor closed at HK$600.",
                     "Stocks: Alicorn gains as newcomers wait"),
              IsEmpty());
}

TEST(EnglishEvents, OtherHearingsCommitteesAndOffersTellNothing) {
  EXPECT_THAT(
      events("Thu: Henderson passes town planning hearing\n\nFri: Wheelock opens sale of flats "
             "at HK$20,000 a square foot",
             "Weekly: Hong Kong property"),
      IsEmpty());
  EXPECT_THAT(
      events("The committee let two firms through on Thursday: Bright Tiles and Star Glass. The "
             "licensing hearing took place in Hong Kong.",
             "Trade body hearing"),
      IsEmpty());
  EXPECT_THAT(
      events("The board marked the application of Kam Fai Developments as withdrawn on Friday. "
             "It had asked for permission to build flats.",
             "Hong Kong planning notes"),
      IsEmpty());
  EXPECT_THAT(
      events("Star Dolphin pulled out on Friday of talks to sell its Hong Kong terminal. It "
             "tried again in vain to find a buyer.",
             "Cruise line pulls out"),
      IsEmpty());
  EXPECT_THAT(events("Offers\n\nBright Mall, Nov 6; half price\n\nHarbour City, Nov 7; gifts",
                     "Retail roundup: bargains in Hong Kong"),
              IsEmpty());
}

TEST(EnglishEvents, TheUnitNamedByItsParentIsTheApplicant) {
  EXPECT_THAT(
      events("Vexa Holdings said on Friday that its subsidiary, Vexa Medical Technology Limited, "
             "had submitted a listing application to the Hong Kong stock exchange."),
      ElementsAre(::testing::StartsWith("Vexa Medical")));
  EXPECT_THAT(events("Hong Kong-listed Orla Group said its biotech unit, Orla Bio, has passed the "
                     "listing hearing of the Hong Kong stock exchange."),
              ElementsAre(::testing::StartsWith("Orla Bio|hearing")));
}

}  // namespace
}  // namespace gongwatch::parser::facts
