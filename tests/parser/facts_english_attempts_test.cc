// Several attempts of one company in English texts of our own: which filing is the second, whose
// end is told, and what was tried on other exchanges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const auto kMonday = make_date(2025, 11, 10);

// "stage|event date|disclosed", "|history" behind what is looked back on.
std::vector<std::string> stages(std::string_view text, std::string_view title = "") {
  const auto day = [](const std::optional<CivilDate>& date) { return date ? to_iso(*date) : "-"; };
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", kMonday).events) {
    all.push_back(std::string(name_of(event.stage)) + "|" + day(event.event_date) + "|" +
                  day(event.disclosed_on) + (event.history ? "|history" : ""));
  }
  return all;
}

TEST(EnglishAttempts, AFilingBehindAnOlderMonthIsAnother) {
  EXPECT_THAT(
      stages("Brindle Clinics' Hong Kong application lapsed on Thursday. The group had filed "
             "it on May 5. An earlier attempt, made in September 2023, ended the same way."),
      UnorderedElementsAre("lapsed|2025-11-06|-", "refiled|2025-05-05|-|history",
                           "filed|-|-|history", "lapsed|-|-|history"));
  EXPECT_THAT(
      stages("Fenghua Glass filed for a Hong Kong listing on Thursday. An earlier attempt, in "
             "2022, met the same fate as many others: it lapsed after six months."),
      UnorderedElementsAre("refiled|2025-11-06|-", "filed|-|-|history", "lapsed|-|-|history"));
  EXPECT_THAT(
      stages("Longma Ceramics has withdrawn its Hong Kong application, the exchange's website "
             "showed on Friday. Its application, submitted on January 14, was its second. An "
             "earlier one, of June 2024, lapsed at the end of last year."),
      UnorderedElementsAre("withdrawn|-|2025-11-07", "refiled|2025-01-14|-|history",
                           "filed|-|-|history", "lapsed|-|-|history"));
}

TEST(EnglishAttempts, OneWordTellsTwoFilings) {
  EXPECT_THAT(stages("Blue Kiln applied for a main board listing in Hong Kong on Wednesday. Its "
                     "applications of April 2023 and February 2024 both lapsed."),
              UnorderedElementsAre("refiled|2025-11-05|-", "filed|-|-|history",
                                   "refiled|-|-|history", "lapsed|-|-|history"));
}

TEST(EnglishAttempts, AnUndatedEndIsThatOfTheFilingBeforeIt) {
  EXPECT_THAT(
      stages(
          "Corvid Seeds applied again on the Hong Kong main board on November 5. It first applied "
          "on 29 June 2022; that application lapsed on 29 December 2022. A second was lodged on "
          "17 January 2023 and lapsed six months later."),
      UnorderedElementsAre("refiled|2025-11-05|-", "filed|2022-06-29|-|history",
                           "lapsed|2022-12-29|-|history", "refiled|2023-01-17|-|history",
                           "lapsed|-|-|history"));
  EXPECT_THAT(
      stages("Lotus Bases passed its hearing at the Hong Kong exchange on 6 November. A second "
             "application, of 11 January 2024, was withdrawn when its sponsor quit; a third "
             "followed on 20 March this year."),
      UnorderedElementsAre("hearing|2025-11-06|-", "refiled|2024-01-11|-|history",
                           "withdrawn|-|-|history", "refiled|2025-03-20|-|history"));
}

TEST(EnglishAttempts, TheEndOfAnAttemptElsewhereIsNone) {
  EXPECT_THAT(
      stages("Hongda Valves passed the listing hearing of the Hong Kong exchange on November "
             "6. It had sought a ChiNext listing in 2021 but pulled the application."),
      ElementsAre("hearing|2025-11-06|-"));
  EXPECT_THAT(
      stages("Hongda Valves passed the listing hearing of the Hong Kong exchange on November "
             "6. It had applied for a listing in Shanghai in 2021. That bid was withdrawn."),
      ElementsAre("hearing|2025-11-06|-"));
  // But an end in Hong Kong beside a listing elsewhere is one.
  EXPECT_THAT(
      stages("Hongda Valves, which is listed on the Shanghai stock exchange, has withdrawn its "
             "Hong Kong listing application, an exchange notice showed on Friday."),
      ElementsAre("withdrawn|-|2025-11-07"));
}

TEST(EnglishAttempts, AMerePurposeIsNoFirstDay) {
  EXPECT_THAT(
      stages("Yau Kee Interiors lodged an application with the stock exchange on Tuesday to "
             "list on GEM."),
      ElementsAre("filed|2025-11-04|-"));
  EXPECT_THAT(
      stages("Yuanling Bio on Tuesday became the third biotech this month to list on the main "
             "board of the Hong Kong exchange."),
      ElementsAre("listed|2025-11-04|-"));
}

TEST(EnglishAttempts, TheExchangesListSaysWhatBecameOfIt) {
  EXPECT_THAT(stages("The Hong Kong exchange marked the application of Orion Dairy as lapsed on "
                     "Wednesday and that of nobody else."),
              ElementsAre("lapsed|2025-11-05|-"));
  EXPECT_THAT(
      stages("The Hong Kong exchange marked the application of Bluefin Fintech as withdrawn "
             "on Friday."),
      ElementsAre("withdrawn|2025-11-07|-"));
}

TEST(EnglishAttempts, ACommitteeThatMetOverAnApplicationHeardIt) {
  EXPECT_THAT(stages("Sinolink Batteries said in a filing to the Shenzhen bourse that the listing "
                     "committee of the Hong Kong exchange held a hearing on November 6 to consider "
                     "the company's application to issue H shares."),
              ElementsAre("hearing|2025-11-06|-"));
}

TEST(EnglishAttempts, APackThatShowsSomethingIsOut) {
  EXPECT_THAT(stages("Musang Agro has won approval from the Hong Kong stock exchange's listing "
                     "committee, its post-hearing documents showed on Wednesday."),
              UnorderedElementsAre("hearing|-|2025-11-05", "phip|-|2025-11-05"));
  EXPECT_THAT(stages("Musang Agro opened its Hong Kong public offer on Friday. Its post-hearing "
                     "documents show that revenue rose by 12 per cent in 2024."),
              ElementsAre("launched|2025-11-07|-"));
}

TEST(EnglishAttempts, TheDayBehindAndIsThatOfWhatComes) {
  EXPECT_THAT(
      stages("Heguang Isotope passed the Hong Kong listing hearing on November 6. On June 30, "
             "2025 its application became invalid and on July 2 the company updated the "
             "prospectus."),
      UnorderedElementsAre("hearing|2025-11-06|-", "lapsed|2025-06-30|-|history",
                           "refiled|2025-07-02|-|history"));
}

TEST(EnglishAttempts, NoPhraseBeginsInsideAWord) {
  const Facts facts =
      read_facts("",
                 "Chengdu Heguang Nuclear Medicine Co., Ltd. (Heguang Nuclear "
                 "Medicine for short) passed the listing hearing of HKEX on Friday.",
                 "en", kMonday);
  ASSERT_EQ(facts.events.size(), 1U);
  EXPECT_EQ(facts.events[0].issuer.name, "Heguang Nuclear Medicine");
}

TEST(EnglishAttempts, ABankBeforeAndIsNoPartOfAName) {
  EXPECT_THAT(
      stages("Its joint sponsors, CITIC Securities (Hong Kong) and ABCI Capital Limited, have "
             "been told that the listing committee of the exchange gave its approval."),
      ElementsAre());
}

TEST(EnglishAttempts, AYearThatEndsASentenceBeginsNoName) {
  EXPECT_THAT(
      stages("Xinrun Dental posted its post-hearing information pack on the website of HKEX on "
             "6 November 2025. Brindle Dental Finance Company Limited holds a tenth of it."),
      ElementsAre("phip|-|2025-11-06"));
}

TEST(EnglishAttempts, TriedAgain) {
  EXPECT_THAT(
      stages("Cobalt Bio filed in Hong Kong in January and July last year; both applications "
             "lapsed. On Thursday it tried again, with CICC as sole sponsor."),
      UnorderedElementsAre("filed|-|-|history", "refiled|-|-|history", "lapsed|-|-|history",
                           "refiled|2025-11-06|-"));
}

TEST(EnglishAttempts, AHearingBesideThePackKeepsItsOwnDay) {
  EXPECT_THAT(stages("Cobalt Bio passed its hearing on November 6 and published its post-hearing "
                     "information pack on the Hong Kong exchange's website on Sunday."),
              UnorderedElementsAre("hearing|2025-11-06|-", "phip|-|2025-11-09"));
  EXPECT_THAT(
      stages("Cobalt Bio on Friday uploaded a post-hearing information pack to the website of "
             "the Hong Kong exchange, an indication that it had satisfied the listing "
             "committee, which met on Oct. 30."),
      UnorderedElementsAre("phip|-|2025-11-07", "hearing|2025-10-30|-"));
}

TEST(EnglishAttempts, AnOffersSecondDayTellsItsFirst) {
  EXPECT_THAT(stages("Quanta Loom's Hong Kong public offering was 40 times covered on Friday, the "
                     "second day of the offer."),
              ElementsAre("launched|2025-11-06|-"));
  EXPECT_THAT(
      stages("Orders for Quanta Loom's Hong Kong IPO reached HK$4 billion by Friday, day three "
             "of its public offering."),
      ElementsAre("launched|2025-11-05|-"));
}

TEST(EnglishAttempts, AHeadlinesDebutWithoutADayIsTheDaysNews) {
  EXPECT_THAT(
      stages("Cobalt Bio's shares ended at HK$36.80, twice the HK$18.40 that investors paid "
             "in the offering.",
             "Cobalt Bio doubles on Hong Kong debut"),
      ElementsAre("listed|2025-11-10|-"));
}

TEST(EnglishAttempts, AFilingNoticeNeedsNoRegulatorBesideIt) {
  EXPECT_THAT(
      stages("Golden Sands Cement has received the filing notice for its planned H-share "
             "listing, the China Securities Regulatory Commission said on its website on Friday."),
      ElementsAre("csrc_filed|-|2025-11-07"));
}

TEST(EnglishAttempts, ALapsedFilingIsNoLapse) {
  EXPECT_THAT(stages("Panda Bikes gave up on Hong Kong. It withdrew on Tuesday after two lapsed "
                     "filings."),
              ElementsAre("withdrawn|2025-11-04|-"));
}

TEST(EnglishAttempts, BeforeACommitteeAndPast) {
  EXPECT_THAT(stages("Oriental Pets appeared before the Hong Kong exchange's listing committee on "
                     "Thursday and passed."),
              ElementsAre("hearing|2025-11-06|-"));
}

TEST(EnglishAttempts, AnOfferThatStartsToday) {
  EXPECT_THAT(
      stages("Polar Bear will sell 50 million shares at HK$26 to HK$30 each in a Hong Kong IPO "
             "that starts today and ends on Thursday."),
      ElementsAre("launched|2025-11-10|-"));
}

TEST(EnglishAttempts, DaysAfterTheEndOfTheOneBefore) {
  EXPECT_THAT(
      stages("Kilo Energy has renewed its application for a Hong Kong IPO, a filing showed on "
             "Friday, four days after the previous one went stale."),
      UnorderedElementsAre("refiled|-|2025-11-07", "lapsed|2025-11-03|-|history"));
  EXPECT_THAT(
      stages("Kilo Energy submitted a fresh application to the Hong Kong exchange on Friday. "
             "The first filing, on 30 June 2023, expired on 31 December 2023."),
      UnorderedElementsAre("refiled|2025-11-07|-", "filed|2023-06-30|-|history",
                           "lapsed|2023-12-31|-|history"));
}

TEST(EnglishAttempts, ARivalInTheClauseIsItsSubject) {
  EXPECT_THAT(
      stages("Eighty Degrees filed for a Hong Kong listing on Friday. Market leader Dragon "
             "Ladle has cut prices, and Sichuan rival Old Pier passed its listing hearing in "
             "August."),
      ElementsAre("filed|2025-11-07|-"));
}

TEST(EnglishAttempts, OrdersTakenSinceADay) {
  EXPECT_THAT(
      stages("Delta Vision's Hong Kong IPO is under way. Orders have been taken since November "
             "6 and close on November 14."),
      ElementsAre("launched|2025-11-06|-"));
}

TEST(EnglishAttempts, WhatIsReadOnADayIsDisclosedThen) {
  EXPECT_THAT(
      stages("The newsroom learned that on November 9, according to the website of the Stock "
             "Exchange of Hong Kong, Yunhai Magnesium passed the main board listing hearing."),
      ElementsAre("hearing|-|2025-11-09"));
}

TEST(EnglishAttempts, TheNoticeOnTheFilingOfACompany) {
  const Facts facts =
      read_facts("",
                 "On November 7, the website of the CSRC disclosed the Notice on the "
                 "Filing of Overseas Issuance and Listing of Hengtai Rare Earth Co., "
                 "Ltd., which plans to list in Hong Kong.",
                 "en", kMonday);
  ASSERT_EQ(facts.events.size(), 1U);
  EXPECT_EQ(facts.events[0].stage, Stage::csrc_filed);
  EXPECT_EQ(facts.events[0].issuer.name, "Hengtai Rare Earth Co., Ltd.");
}

TEST(EnglishAttempts, DaysBeforeThePackAndDoorsKnockedOn) {
  EXPECT_THAT(
      stages("Polaris Satellite posted its PHIP on the Hong Kong exchange's website on Sunday "
             "evening, three days after the listing committee considered its case. It first "
             "knocked on the exchange's door on April 2."),
      UnorderedElementsAre("phip|-|2025-11-09", "hearing|2025-11-06|-",
                           "filed|2025-04-02|-|history"));
}

TEST(EnglishAttempts, EndsInPlainWords) {
  EXPECT_THAT(stages("Seven Hills Mining called time on its Hong Kong IPO on Friday."),
              ElementsAre("withdrawn|2025-11-07|-"));
  EXPECT_THAT(stages("The Hong Kong prospectus of Grand Canal Services passed its use-by date on "
                     "Sunday, six months after it was filed."),
              ElementsAre("lapsed|2025-11-09|-"));
}

std::vector<std::string> told_of(std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read_facts("", text, "en", kMonday).events)
    all.push_back(event.issuer.name + "|" + std::string(name_of(event.stage)));
  return all;
}

TEST(EnglishAttempts, WhatACompanyIsStandsInFrontOfItsName) {
  EXPECT_THAT(told_of("Wealth manager Stone Arbour said yesterday that it had passed its Hong Kong "
                      "listing hearing. Diagnostics company Lumen Labs filed for the main board "
                      "yesterday."),
              ElementsAre("Stone Arbour|hearing", "Lumen Labs|filed"));
  EXPECT_THAT(told_of("Education consultancy Far Harbour applied to list in Hong Kong on Tuesday. "
                      "It is part of a wave of Southeast Asian issuers."),
              ElementsAre("Far Harbour|filed"));
}

TEST(EnglishAttempts, SecondOnesWithoutTheirNoun) {
  EXPECT_THAT(stages("Kiln Glass passed its Hong Kong listing hearing on Thursday. A first "
                     "application lapsed in May, and the group submitted a fresh one on May 26."),
              UnorderedElementsAre("hearing|2025-11-06|-", "lapsed|-|-|history",
                                   "refiled|2025-05-26|-|history"));
  EXPECT_THAT(stages("Oak Sofa passed its Hong Kong listing hearing on November 6. Snack chain "
                     "Lotto Bites was cleared on the same day."),
              ElementsAre("hearing|2025-11-06|-", "hearing|2025-11-06|-"));
}

TEST(EnglishAttempts, AStepFromADebutIsNone) {
  EXPECT_THAT(stages("Glow Resources cleared its listing hearing last Thursday.",
                     "Glow Resources one step from Hong Kong debut"),
              ElementsAre("hearing|2025-11-06|-"));
}

TEST(EnglishAttempts, PlansOfABankersNote) {
  const Facts facts = read_facts(
      "",
      "Acme Robotics was heard by the Hong Kong listing committee last Thursday. Bookbuilding is "
      "planned for November 17 to 20 with a listing on November 25.",
      "en", kMonday);
  std::vector<std::string> planned;
  for (const Unrealised& one : facts.unrealised)
    planned.push_back(std::string(name_of(one.event.stage)) + " " + to_iso(*one.event.event_date));
  EXPECT_THAT(planned, ElementsAre("launched 2025-11-17", "listed 2025-11-25"));
}

TEST(EnglishAttempts, SeenInFilingsUploadedToday) {
  EXPECT_THAT(stages("Trunk Auto has passed the listing hearing of the HKEX's main board, as seen "
                     "in filings uploaded today."),
              ElementsAre("hearing|-|2025-11-10"));
}

TEST(EnglishAttempts, EachVerbHasItsOwnDay) {
  EXPECT_THAT(stages("Glow Resources cleared its Hong Kong listing hearing last Thursday and on "
                     "Sunday evening put its post-hearing information pack online."),
              UnorderedElementsAre("hearing|2025-11-06|-", "phip|-|2025-11-09"));
  const Facts facts = read_facts("",
                                 "Straits Racks launched its Hong Kong IPO on Monday. Pricing is "
                                 "due on November 20.",
                                 "en", kMonday);
  ASSERT_EQ(facts.unrealised.size(), 1U);
  EXPECT_EQ(facts.unrealised[0].event.event_date, make_date(2025, 11, 20));
}

}  // namespace
}  // namespace gongwatch::parser::facts
