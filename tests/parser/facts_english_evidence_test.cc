// Capitalised words that are no companies, by what the whole text does with them: law firms,
// people, adjectives, words that only open a sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parser/facts_event_lines.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const auto kFriday = make_date(2025, 7, 11);

std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  return event_lines(title, text, "en", kFriday, Days::event);
}

TEST(EnglishEvidence, LawFirms) {
  EXPECT_THAT(
      told("Orr Lathbury, Calder & Wynne and Sung & Bell took part in the HKEX debut of Pinecrest "
           "Machinery on Thursday.\nThe issuer hired Orr Lathbury as its Hong Kong counsel, while "
           "Calder & Wynne counselled Pinecrest Machinery on sanctions.\nSung & Bell served as PRC "
           "counsel to the underwriters."),
      ElementsAre("Pinecrest Machinery|listed|2025-07-10"));
  EXPECT_THAT(told("Orr Lathbury and Calder & Wynne advised on a listing application that was "
                   "returned in June by the Hong Kong Stock Exchange."),
              IsEmpty());
}

TEST(EnglishEvidence, PeopleWhoSpeak) {
  EXPECT_THAT(
      told("Larch Tunnel Holdings Ltd., a subcontractor, made its debut in Hong Kong "
           "yesterday.\n\"This is rare,\" said Wendell Poon, who speaks for small "
           "brokers, about a halt on the first day of trading.\nPoon said the first day of trading "
           "was lively."),
      ElementsAre("Larch Tunnel Holdings Ltd.|listed|2025-07-10"));
}

TEST(EnglishEvidence, Adjectives) {
  EXPECT_THAT(told("In 2024, 12 Malaysian firms debuted in Hong Kong, raising US$155 million."),
              IsEmpty());
  EXPECT_THAT(told("Shares of Larkspur Systems jumped 82 per cent upon their debut on Thursday in "
                   "Hong Kong, as investors piled into the maker of field-programmable chips "
                   "(FPGA).\nOther FPGA developers are waiting.",
                   "Larkspur shares soar as investors seize on first FPGA start-up to list in Hong "
                   "Kong"),
              ElementsAre("Larkspur Systems|listed|2025-07-10"));
  EXPECT_THAT(told("Another Chapter 18C candidate, Umber Sesame, which makes chips, passed its "
                   "listing hearing on the Hong Kong stock exchange on Wednesday."),
              ElementsAre("Umber Sesame|hearing|2025-07-09"));
}

TEST(EnglishEvidence, WordsThatOpen) {
  EXPECT_THAT(
      told("Larkspur Inc. has submitted a listing application to the Hong Kong stock exchange on "
           "July 7.\nLarkspur changed its plans in May 2024. Consequently, on June 30, 2024, it "
           "applied to list on the Hong Kong stock exchange."),
      UnorderedElementsAre("Larkspur Inc.|refiled|2025-07-07",
                           "Larkspur Inc.|filed|2024-06-30|history"));
  EXPECT_THAT(told("HONG KONG, July 10 (Newswire) - Shares of Larch Ltd (1999.HK) slumped 8 "
                   "percent on their trading debut on Thursday."),
              ElementsAre("Larch Ltd|listed|2025-07-10"));
  EXPECT_THAT(told("SESDAQ-LISTED Larch Kitchen's application for a GEM listing has been rejected "
                   "by the Hong Kong stock exchange."),
              ElementsAre("Larch Kitchen|rejected|-"));
}

TEST(EnglishEvidence, LabelsOfParagraphs) {
  EXPECT_THAT(told("The latest: Larch Foods Ltd. made its trading debut in Hong Kong on Thursday.\n"
                   "Digging Deeper: Larch Foods runs 600 stores.\nMarket Reaction: Larch Foods "
                   "closed unchanged from the IPO price at HK$46 by the midday break."),
              ElementsAre("Larch Foods|listed|2025-07-10"));
}

TEST(EnglishTerms, OfAnOfferOpenIt) {
  EXPECT_THAT(
      told("Larch Toys is looking to raise as much as HK$1.46 billion in a Hong Kong IPO.\n"
           "Larch will be selling 24.1 million shares, priced between HK$55.65 and HK$60.35 "
           "each, according to a filing on Friday."),
      ElementsAre("Larch Toys|launched|-"));
  EXPECT_THAT(told("Larch Toys will offer 186 million shares at a price between HK$11.10 and "
                   "HK$12.80, according to the prospectus for its Hong Kong listing."),
              ElementsAre("Larch Toys|launched|-"));
  EXPECT_THAT(told("Larch Toys is set to raise up to $404 million through its initial public "
                   "offering in Hong Kong. Larch Toys has set an indicative price range of "
                   "HK$12.36 to HK$13.88. The offering of its shares in Hong Kong is scheduled to "
                   "start today, Friday, and last until Monday."),
              ElementsAre("Larch Toys|launched|2025-07-11"));
  EXPECT_THAT(told("Larch Mining is aiming to raise HK$25 billion in a Hong Kong initial public "
                   "offering, according to its prospectus released on Friday.\nLarch Mining is "
                   "selling 349 million shares at an offer price of HK$71.59 apiece."),
              ElementsAre("Larch Mining|launched|2025-07-11"));
  EXPECT_THAT(told("Larch Toys may sell 186 million shares at HK$11.10 to HK$12.80 each in a Hong "
                   "Kong IPO, people familiar with the matter said."),
              ElementsAre("Larch Toys|launched|-|planned"));
}

TEST(EnglishTerms, DemandAndClawbackAreResults) {
  EXPECT_THAT(told("Larch Medical said on Thursday that its initial public share offering in Hong "
                   "Kong had attracted demand from retail investors of 17 times the number of "
                   "shares on offer."),
              ElementsAre("Larch Medical|allotted|-"));
}

TEST(EnglishTerms, DebutsToldByPrices) {
  EXPECT_THAT(
      told(
          "Two Chinese companies sank in their Hong Kong trading debuts on Thursday.\nLarch "
          "Technology opened down 14.3 percent and Umber Voice sunk 15.4 percent in early trade on "
          "Thursday.",
          "Two Hong Kong IPO debutants sink"),
      UnorderedElementsAre("Larch Technology|listed|2025-07-10", "Umber Voice|listed|2025-07-10"));
  EXPECT_THAT(told("The HKEX had a busy day on 10 July, with Larch Machinery, Deepwell Technology, "
                   "Alder Tea and CTG Suzhou all listing on the same day."),
              UnorderedElementsAre("Larch Machinery|listed|2025-07-10",
                                   "Deepwell Technology|listed|2025-07-10",
                                   "Alder Tea|listed|2025-07-10", "CTG Suzhou|listed|2025-07-10"));
  EXPECT_THAT(told("Larch Car has made its debut on the Hong Kong stock exchange today."),
              ElementsAre("Larch Car|listed|2025-07-11"));
}

TEST(EnglishTerms, AnotherAttempt) {
  EXPECT_THAT(told("Larch Social has submitted another listing application to the Hong Kong stock "
                   "exchange on July 7."),
              ElementsAre("Larch Social|refiled|2025-07-07"));
  EXPECT_THAT(told("That was actually a second Hong Kong listing attempt from Sunrise Insurance "
                   "Group Co. Ltd."),
              ElementsAre("Sunrise Insurance Group Co. Ltd.|refiled|-"));
  EXPECT_THAT(told("The exchange approved Larch Games' move.\nThe company applied for it in July "
                   "2024 and renewed the application in April.",
                   "Larch Games to Transfer to Hong Kong Main Exchange"),
              IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
