// What real newsrooms do: parents that sell their units, columns that turn to the next company,
// debuts of peers that are only looked back on, names that "and" holds together.
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
  return event_lines(title, text, "en", kFriday);
}

TEST(EnglishNewsroom, AParentSellsItsUnit) {
  EXPECT_THAT(told("Grand Vista Holdings on Friday launched a Hong Kong initial public offering of "
                   "its property management arm, aiming to raise HK$5.3 billion.\n\nGrand Vista "
                   "Services Group is selling 480 million shares at HK$9.80 to HK$11.05 each."),
              ElementsAre("Grand Vista Services Group|launched|2025-07-11|-"));
  EXPECT_THAT(told("Lenoval Group has submitted a listing application to the Hong Kong stock "
                   "exchange for its logistics unit, Lenoval Express."),
              ElementsAre("Lenoval Express|filed|-|-"));
  EXPECT_THAT(
      told("Shares of Evermount Group jumped 8% on Friday after its electric-car unit filed "
           "confidentially for a Hong Kong listing."),
      IsEmpty());
}

TEST(EnglishNewsroom, NamesThatAndHoldsTogether) {
  EXPECT_THAT(told("The Rural and Maritime Bank of Fujian (RMBF) has filed for a Hong Kong listing."
                   "\n\nRMBF has 300 branches."),
              ElementsAre("Rural and Maritime Bank of Fujian|filed|-|-"));
  EXPECT_THAT(told("KVG Living Group and A-Town Group filed for Hong Kong listings on Thursday."),
              UnorderedElementsAre("KVG Living Group|filed|2025-07-10|-",
                                   "A-Town Group|filed|2025-07-10|-"));
}

TEST(EnglishNewsroom, OthersInTheSubject) {
  EXPECT_THAT(told("Several names including Mistral Tea and Auntie Rose have let their Hong Kong "
                   "applications lapse."),
              UnorderedElementsAre("Mistral Tea|lapsed|-|-", "Auntie Rose|lapsed|-|-"));
  EXPECT_THAT(told("Applicants ranging from supermarket owner WN Tech Corp. to health start-up "
                   "Nanwan Doctor have let their Hong Kong applications lapse."),
              UnorderedElementsAre("WN Tech Corp.|lapsed|-|-", "Nanwan Doctor|lapsed|-|-"));
  EXPECT_THAT(told("Mistral Tea, the nation's largest operator, and regional player Auntie Rose "
                   "have applied to list in Hong Kong."),
              UnorderedElementsAre("Mistral Tea|filed|-|-", "Auntie Rose|filed|-|-"));
  EXPECT_THAT(
      told("Seven companies launched Hong Kong offerings yesterday.\n\nAmong the seven firms "
           "launching their public offerings yesterday, Ocular Therapeutics, a mainland "
           "eye-care firm, was the most popular.\n\nOther companies kicking off IPOs "
           "yesterday included vape maker Smorre International, which aims to raise up to "
           "HK$7.12 billion, and advertising firm Adlion Corp."),
      UnorderedElementsAre("Ocular Therapeutics|launched|2025-07-10|-",
                           "Smorre International|launched|2025-07-10|-",
                           "Adlion Corp.|launched|2025-07-10|-"));
}

TEST(EnglishNewsroom, DebutsOfPeersAreLookedBackOn) {
  EXPECT_THAT(
      told("Bubble tea chain Nayu Holdings fell 14% on its Hong Kong trading debut "
           "Thursday.\n\nMeanwhile, drug developer Hutch Bay jumped 50% in its debut "
           "Thursday.\n\nAlign Technology, a maker of braces, more than doubled on its debut "
           "earlier this month. Meanwhile, Yuran Dairy fell 12% on its debut."),
      UnorderedElementsAre("Nayu Holdings|listed|2025-07-10|-", "Hutch Bay|listed|2025-07-10|-"));
  EXPECT_THAT(told("Tea chain Chaya Group launched its Hong Kong IPO on Tuesday, the second such "
                   "listing after Nayu Holdings' June 30 debut."),
              UnorderedElementsAre("Chaya Group|launched|2025-07-08|-",
                                   "Nayu Holdings|listed|2025-06-30|-|history"));
  EXPECT_THAT(told("Aloe Bio surged in its Hong Kong debut on Thursday.\n\nLast year, the city saw "
                   "hot debuts, with Yida Tech jumping 148% on its debut.",
                   "Aloe Bio soars on Hong Kong debut"),
              ElementsAre("Aloe Bio|listed|2025-07-10|-"));
}

TEST(EnglishNewsroom, PricesAreNotFixedOnTheFirstDay) {
  EXPECT_THAT(told("Sesame Chips started trading on the main board of the Hong Kong exchange on "
                   "July 8 with shares priced at HK$28 per share."),
              ElementsAre("Sesame Chips|listed|2025-07-08|-"));
  EXPECT_THAT(told("SinoMed Bio raised HK$1.29 billion after pricing its Hong Kong initial public "
                   "offering at HK$7.6, the bottom of the range. Its retail portion was "
                   "oversubscribed by 11.87 times and the international portion by 1.38 times."),
              UnorderedElementsAre("SinoMed Bio|priced|-|-", "SinoMed Bio|allotted|-|-"));
  EXPECT_THAT(told("The grey market for Xiaonuo's Hong Kong IPO opened as low as HK$16 on Friday."),
              IsEmpty());
  EXPECT_THAT(told("Xiaonuo Corp priced 1.69 billion shares at HK$5.25 each for its Hong Kong IPO, "
                   "people familiar with the matter said."),
              ElementsAre("Xiaonuo Corp|priced|-|-"));
}

TEST(EnglishNewsroom, TheNextParagraphIsAboutAnotherMarketOrAboutOurs) {
  EXPECT_THAT(told("Retailer Meili Shop, which is backed by Tencent, is in talks about an IPO in "
                   "the United States.\n\nIn other action, Tianbao Energy opened its retail book "
                   "yesterday.",
                   "Hong Kong IPO diary"),
              ElementsAre("Tianbao Energy|launched|2025-07-10|-"));
  EXPECT_THAT(
      told("Gemini Bio has filed for a Hong Kong listing.\n\nBeyond Hong Kong, listings are "
           "coming through in India. This week there was also the re-filing of Mindland "
           "Properties."),
      ElementsAre("Gemini Bio|filed|-|-"));
}

TEST(EnglishNewsroom, APackIsFiledAndNotAnApplication) {
  EXPECT_THAT(told("Bubble tea chain Goming Holdings Ltd. has passed its Hong Kong listing hearing."
                   "\n\nA post-hearing document from Goming, filed on Sunday, shows the company "
                   "reported 6.44 billion yuan in revenue."),
              UnorderedElementsAre("Goming|hearing|-|-", "Goming|phip|-|2025-07-06"));
}

TEST(EnglishNewsroom, WordsThatAreNoCompany) {
  EXPECT_THAT(
      told("Recently, the initial public offering (IPO) of Rivers Beverage, the parent "
           "company of drinking water brand Yobao, was approved by the Listing Committee of "
           "the Hong Kong Stock Exchange."),
      ElementsAre("Rivers Beverage|hearing|-|-"));
  EXPECT_THAT(
      told("The maker of \"Dalia\" cakes and \"Copo\" brand crisps priced its Hong Kong IPO "
           "at HK$5.25 a share.",
           "Dalia Foods raises $1.15 billion in Hong Kong IPO"),
      ElementsAre("Dalia Foods|priced|-|-"));
  EXPECT_THAT(told("The Exchange today published its Listing Decision on rejected applications. In "
                   "2024, the Exchange rejected 24 listing applications."),
              IsEmpty());
  EXPECT_THAT(told("Hong Kong-listed Xiaonuo's supplier Tianhe Chemicals passed its Hong Kong "
                   "listing hearing on Thursday."),
              ElementsAre("Tianhe Chemicals|hearing|2025-07-10|-"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
