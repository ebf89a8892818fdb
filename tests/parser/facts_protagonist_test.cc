// Stories about one company that name others beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::UnorderedElementsAre;

// "name|stage|event date", "(…)" for history.
std::vector<std::string> told(std::string_view title, std::string_view text,
                              std::string_view language) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, language, make_date(2025, 11, 10)).events) {
    const std::string one = event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
                            (event.event_date ? to_iso(*event.event_date) : "-");
    all.push_back(event.history ? "(" + one + ")" : one);
  }
  return all;
}

TEST(FactsProtagonist, TheCompanyIsWhomTheStoryIsAboutNotWhoWasNamedLast) {
  EXPECT_THAT(
      told("Corvid Lamps files for Hong Kong IPO",
           "Corvid Lamps filed for a main board listing in Hong Kong on November 7, with CICC as "
           "sole sponsor.\n\n"
           "Corvid Lamps sells desk lamps in 40 countries. Rowanlight Group Co., Ltd. "
           "(\"Rowanlight\") of Ningbo sells more. Rowanlight has 900 shops.\n\n"
           "The company first filed in Hong Kong on March 3, 2025, and that application lapsed on "
           "September 3.",
           "en"),
      UnorderedElementsAre("Corvid Lamps|refiled|2025-11-07", "(Corvid Lamps|filed|2025-03-03)",
                           "(Corvid Lamps|lapsed|2025-09-03)"));
}

TEST(FactsProtagonist, ADigestHasNone) {
  EXPECT_THAT(
      told(
          "IPO round-up",
          "Corvid Lamps filed for a main board listing in Hong Kong on November 5.\n\n"
          "Rowanlight Group passed its listing hearing on the Hong Kong exchange on November 6.\n\n"
          "Selkie Foods withdrew its Hong Kong listing application on November 7.",
          "en"),
      UnorderedElementsAre("Corvid Lamps|filed|2025-11-05", "Rowanlight Group|hearing|2025-11-06",
                           "Selkie Foods|withdrawn|2025-11-07"));
}

// However many peers one paragraph names, it is an aside.
TEST(FactsProtagonist, PeersShareOneParagraph) {
  EXPECT_THAT(
      told("Corvid Lamps opens books on Hong Kong IPO",
           "Lamp maker Corvid Lamps has launched a Hong Kong IPO of up to HK$2bn. Books opened "
           "this morning.\n\nCorvid Lamps sells desk lamps in 40 countries.\n\n"
           "Others fared badly. Rowanlight, a maker of bulbs, is 17% down since its debut on "
           "October 2; Selkie Wires, which priced at the bottom of its range, is flat. Amber "
           "Shades passed its hearing on September 3.\n\n"
           "The company filed on May 28 and passed its hearing on October 23.",
           "en"),
      UnorderedElementsAre("Corvid Lamps|launched|2025-11-10", "(Corvid Lamps|filed|2025-05-28)",
                           "(Corvid Lamps|hearing|2025-10-23)", "(Rowanlight|listed|2025-10-02)",
                           "(Amber Shades|hearing|2025-09-03)"));
}

TEST(FactsProtagonist, StocksListedBeforeHaveNoFirstDay) {
  for (const auto* peers :
       {"Shares of Rowanlight have risen 58% since their July debut, while those of lamp maker "
        "Selkie closed 4% below their issue price on Friday.",
        "Newcomers have it hard. Rowanlight ended 12% under its offer price on Friday and has "
        "halved since it listed in March.",
        "Since its debut in June, Rowanlight has fallen by half; it closed 31% below its IPO "
        "price on Friday.",
        "Newcomers have it hard. Rowanlight shed 3% to HK$4.10 on Friday, 40% below the offer "
        "price, and is the worst stock since its flotation."}) {
    EXPECT_THAT(told("Corvid Lamps files for Hong Kong IPO",
                     std::string("Corvid Lamps filed for a main board listing in Hong Kong on "
                                 "November 7.\n\nCorvid Lamps sells desk lamps.\n\n") +
                         peers,
                     "en"),
                UnorderedElementsAre("Corvid Lamps|filed|2025-11-07"))
        << peers;
  }
}

// What lapses is a contract; sponsors are those of a race.
TEST(FactsProtagonist, SponsorsOfSportTellNoListing) {
  for (const auto* story :
       {"Snack maker Corvid Crisp and insurer Selkie Mutual will be joint sponsors of the boat "
        "races. The deal replaces a sole sponsorship by a brewery that lapsed in December. Corvid "
        "Crisp's shares rose 1.2 per cent to HK$2.57.",
        "Corvid Crisp is the new sponsor of the Hong Kong marathon after the contract of a bank "
        "lapsed in June. Its shares are traded on the stock exchange of Hong Kong.",
        "Corvid Crisp, listed in Hong Kong, said its sponsorship of the league had lapsed.",
        "Corvid Crisp told the Hong Kong stock exchange that the licence for its name, which "
        "expired in June, is not renewed.",
        "Corvid Crisp said on the Hong Kong exchange's website that the lease of its shop in "
        "Central lapsed on Friday.",
        "A takeover of Corvid Crisp, listed on the Hong Kong exchange, fell through: the agreement "
        "with its buyer has lapsed."}) {
    EXPECT_THAT(told("Brands named sponsors of carnival", story, "en"), UnorderedElementsAre())
        << story;
  }
}

TEST(FactsProtagonist, WhatAListingIsForIsNoFirstDay) {
  for (const auto* words :
       {"What the listing is to pay for is a second plant.", "The listing is meant for lamps.",
        "The listing is to pay for shops.", "The listing is necessary for growth."}) {
    EXPECT_THAT(told("Corvid Lamps passes hearing",
                     std::string("Corvid Lamps has passed its listing hearing on the Hong Kong "
                                 "exchange on November 6.\n\n") +
                         words,
                     "en"),
                UnorderedElementsAre("Corvid Lamps|hearing|2025-11-06"))
        << words;
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
