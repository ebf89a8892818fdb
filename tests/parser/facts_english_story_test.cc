// English stories about one company: who is the subject beside insertions, brands, crowds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// "name|stage", "(…)" for history.
std::vector<std::string> told(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", make_date(2025, 11, 10)).events) {
    const std::string one = event.issuer.name + "|" + std::string(name_of(event.stage));
    all.push_back(event.history ? "(" + one + ")" : one);
  }
  return all;
}

TEST(FactsEnglishStory, SupplierInFrontTellsWhatTheCompanyIs) {
  EXPECT_THAT(told("Fenghe Spring clears listing committee",
                   "Ningbo-based valve supplier Fenghe Spring, among whose clients are Midea, "
                   "Gree and Haier, has passed its listing hearing, the Hong Kong exchange's site "
                   "showed on Sunday."),
              ElementsAre("Fenghe Spring|hearing"));
  EXPECT_THAT(told("Ganlan Oil files in Hong Kong",
                   "Ganlan Oil has filed a listing application to the Hong Kong stock exchange. "
                   "Its supplier Aceites Martos has filed an application in Madrid."),
              ElementsAre("Ganlan Oil|filed"));
}

TEST(FactsEnglishStory, NobodyInAnInsertionHasDoneIt) {
  EXPECT_THAT(told("Lens maker tries again",
                   "Apple supplier Lanxi Optics, whose lenses are also used by Samsung, Oppo and "
                   "Vivo, resubmitted its listing application to the Hong Kong stock exchange."),
              ElementsAre("Lanxi Optics|refiled"));
  EXPECT_THAT(told("Hengyi Cables posts pack",
                   "Hengyi Cables (customers: State Grid, Huawei and ZTE) published its "
                   "post-hearing information pack on the Hong Kong exchange's website on Sunday."),
              ElementsAre("Hengyi Cables|phip"));
}

TEST(FactsEnglishStory, BrandAndCompanyBehindItAreOne) {
  EXPECT_THAT(told("Maomao Box files for Hong Kong IPO",
                   "Chengdu Huanmao Technology Group, which operates the cat-toy marketplace "
                   "Maomao Box, filed a listing application to the Hong Kong stock exchange on "
                   "Friday. Huanmao first filed in Hong Kong in March 2024."),
              UnorderedElementsAre("Maomao Box|refiled", "(Maomao Box|filed)"));
  EXPECT_THAT(told("Crunchers files again in Hong Kong",
                   "Crunchers has applied for a Hong Kong listing once more. The retailer's "
                   "owner, Hunan Lingzui Commercial Chain Co., Ltd., put in the application on "
                   "Monday. Lingzui withdrew its Hong Kong application in June."),
              UnorderedElementsAre("Crunchers|refiled", "(Crunchers|withdrawn)"));
  EXPECT_THAT(told("Hanhai Living parent Hanhai Land files in Hong Kong",
                   "Hanhai Land, which owns property manager Hanhai Living, has filed for an IPO "
                   "on the main board of the Hong Kong exchange."),
              ElementsAre("Hanhai Land|filed"));
}

TEST(FactsEnglishStory, LapseInTheHeadlineIsBehindTheRenewal) {
  EXPECT_THAT(told("88Farm renews Hong Kong IPO filing a day after lapse",
                   "88Farm, a marketplace for seeds, renewed its listing application with the "
                   "Hong Kong stock exchange on Friday. The previous one had lapsed on Thursday."),
              UnorderedElementsAre("88Farm|refiled", "(88Farm|lapsed)"));
}

TEST(FactsEnglishStory, DemandOfBothTranchesTellsTheResults) {
  EXPECT_THAT(told("Qilin Paper falls in grey market",
                   "Shares of Qilin Paper fell 3 per cent in the grey market on Sunday evening. "
                   "Its public offering had been covered 5.2 times and its placing 1.1 times, the "
                   "company said earlier in the day."),
              ElementsAre("Qilin Paper|allotted"));
  EXPECT_THAT(told("Qilin Paper soars on debut",
                   "Qilin Paper rose 20 per cent on its first day of trading in Hong Kong on "
                   "Monday. Its public offer was 97 times covered and the placing 4.1 times."),
              ElementsAre("Qilin Paper|listed"));
}

TEST(FactsEnglishStory, CrowdsOpenersAndOtherExchangesTellNothing) {
  EXPECT_THAT(told("Hong Kong shares fall; Alibaba drags",
                   "The Hang Seng Index fell on Monday. Silver miners slid on their first day of "
                   "trading in Hong Kong after the holiday. There was no debut on Monday."),
              IsEmpty());
  EXPECT_THAT(told("Drone maker Feiyu weighs Hong Kong listing, sources say",
                   "Feiyu is considering a listing in Hong Kong, two people said. Several makers "
                   "of drones, among them two from Shenzhen, have filed applications this year."),
              IsEmpty());
  EXPECT_THAT(told("Hong Kong trucking app Loadnest prices Nasdaq IPO",
                   "Loadnest, a Kwun Tong-based app for truckers, priced its initial public "
                   "offering on Nasdaq at $5 a share on Thursday. The company is selling 2.4 "
                   "million shares and raises $12 million."),
              IsEmpty());
  EXPECT_THAT(told("Haishi Motors recalls cars; Hong Kong shares fall",
                   "Haishi Motors (2411.HK) recalled 40,000 cars on Monday. Its application for a "
                   "permit in Germany was rejected, and was resubmitted on Friday."),
              IsEmpty());
}

TEST(FactsEnglishStory, HeadlineOfAnotherNameIsOfWhoAloneDidIt) {
  EXPECT_THAT(told("Xinlu Foil gets through Hong Kong hearing",
                   "Xinlu New Materials, the foil maker that supplies CATL, passed its listing "
                   "hearing at the Hong Kong exchange on Thursday."),
              ElementsAre("Xinlu New Materials|hearing"));
}

TEST(FactsEnglishStory, WhatTheCompanySaidBecameKnownThatDay) {
  const auto days = [](std::string_view text) {
    std::vector<std::string> all;
    for (const Event& event : read_facts("A listing", text, "en", make_date(2025, 11, 10)).events) {
      all.push_back(std::string(name_of(event.stage)) + " " +
                    (event.event_date ? to_iso(*event.event_date) : "-") + " " +
                    (event.disclosed_on ? to_iso(*event.disclosed_on) : "-"));
    }
    return all;
  };
  EXPECT_THAT(
      days("Lumo Pay, in which Visa holds a stake, has fixed the price of its Hong Kong IPO "
           "at HK$28.80, it said in a filing on Friday."),
      ElementsAre("priced - 2025-11-07"));
  EXPECT_THAT(days("Xinlu Foil said in a statement to the Shenzhen exchange on Friday night that "
                   "the listing committee in Hong Kong had heard its application on Thursday."),
              ElementsAre("hearing 2025-11-06 2025-11-07"));
  EXPECT_THAT(
      days("Hemei Living has renewed its listing application with the Hong Kong exchange. "
           "The new filing, of 3 November, names CICC as sole sponsor, as did the old one, "
           "of 13 February, which lapsed on 13 August."),
      UnorderedElementsAre("refiled 2025-11-03 -", "filed 2025-02-13 -", "lapsed 2025-08-13 -"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
