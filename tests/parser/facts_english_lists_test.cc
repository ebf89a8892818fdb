// Lists, digests and columns in English: whose each item is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const auto kFriday = make_date(2025, 11, 14);

std::string day_of(const std::optional<CivilDate>& date) { return date ? to_iso(*date) : "-"; }

std::string told(const Event& event) {
  return event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
         day_of(event.event_date) + "|" + day_of(event.disclosed_on) +
         (event.history ? "|history" : "");
}

Facts read(std::string_view title, std::string_view text) {
  return read_facts(title, text, "en", kFriday);
}

std::vector<std::string> events(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read(title, text).events) all.push_back(told(event));
  return all;
}

std::vector<std::string> sponsors(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read(title, text).events) {
    for (const SponsorMention& one : event.sponsors)
      all.push_back(event.issuer.name + ": " + one.name + "|" + std::string(name_of(one.role)));
  }
  return all;
}

TEST(EnglishLists, AnItemIsAboutTheCompanyItBeginsWith) {
  EXPECT_THAT(
      events("Hong Kong IPOs: five names in the news",
             "1) Oatside rival Grainline, Shanghai. The supplier of oat milk to Luckin and Manner "
             "filed on Monday to list on the main board. It lost RMB54 million in 2024.\n\n"
             "2) Valley Titanium, Baoji. Supplies Airbus and Comac. It cleared its hearing on "
             "Thursday; a bigger neighbour, Baoji Alloy, has traded in Shanghai since 2002.\n\n"
             "3) Deepwell Valve, Zigong. It withdrew its application on Wednesday. PetroChina and "
             "Sinopec had asked for longer payment terms.\n\n"
             "4) Solstice Pharma (Suzhou; AbbVie is licensee) posted its PHIP today."),
      ElementsAre("Grainline|filed|2025-11-10|-", "Valley Titanium|hearing|2025-11-13|-",
                  "Deepwell Valve|withdrawn|2025-11-12|-", "Solstice Pharma|phip|-|2025-11-14"));
}

TEST(EnglishLists, DayOfTheHeadlineAndOfHeadings) {
  EXPECT_THAT(
      events("HK IPOs at a glance - Friday, Nov. 14",
             "- Priced: Sable Etching (2701) fixed its offer price at HK$77.\n\n"
             "- Open: Yuan Blades began taking orders for HK$940 million of stock."),
      ElementsAre("Sable Etching|priced|2025-11-14|-", "Yuan Blades|launched|2025-11-14|-"));
  EXPECT_THAT(events("Hong Kong IPO calendar",
                     "Tuesday, 11 November\n\nDebut: Meadow Tea (2608)\n\nWednesday, 12 "
                     "November\n\nHearing passed: Lotus Bio-B\n\nThursday, 13 November\n\n"
                     "Application lapsed: Foshan Ceramics Group"),
              ElementsAre("Meadow Tea|listed|2025-11-11|-", "Lotus Bio-B|hearing|2025-11-12|-",
                          "Foshan Ceramics Group|lapsed|2025-11-13|-"));
}

TEST(EnglishLists, TermsOfOneOfferInBulletsAreNoItems) {
  const Facts facts =
      read("IPO FLASH: LEAFMERE (2587) opens book today",
           "LEAFMERE (2587.HK), a bubble tea brand, starts its HK public offer "
           "today.\n\n* Indicative range HK$17.2-HK$20.8\n\n* Board lot 200 shares\n\n"
           "* Trading debut seen Nov 21");
  ASSERT_EQ(facts.events.size(), 1U);
  EXPECT_EQ(told(facts.events.front()), "LEAFMERE|launched|2025-11-14|-");
}

TEST(EnglishLists, ColumnsPresentTheirCompanies) {
  EXPECT_THAT(
      events(
          "New-issue notebook: a busy week in Hong Kong",
          "First to move was Amber Grid. The Nanjing operator of battery stations, in which CATL "
          "has a stake, passed its listing hearing on Monday.\n\n"
          "Then came Silverleaf Dairy, whose application reached the exchange on Tuesday. The "
          "Hohhot company competes with Yili.\n\n"
          "New names include one from Ramen Koji, a Japanese chain with 80 shops in China, which "
          "applied on Wednesday.\n\n"
          "And it was goodbye to Fine Day Films, whose application ran out on Thursday."),
      ElementsAre("Amber Grid|hearing|2025-11-10|-", "Silverleaf Dairy|filed|2025-11-11|-",
                  "Ramen Koji|filed|2025-11-12|-", "Fine Day Films|lapsed|2025-11-13|-"));
}

TEST(EnglishLists, ListsOfCompaniesWithDescriptions) {
  EXPECT_THAT(
      events(
          "Hong Kong listings: four more get through",
          "Game studio Redlamp, vaccine maker Corvax Bio, bus operator Sanhe Transit and software "
          "firm Onelink all passed their listing hearings on Thursday."),
      UnorderedElementsAre("Redlamp|hearing|2025-11-13|-", "Corvax Bio|hearing|2025-11-13|-",
                           "Sanhe Transit|hearing|2025-11-13|-", "Onelink|hearing|2025-11-13|-"));
  EXPECT_THAT(
      events("Hong Kong IPOs this week",
             "Two more candidates passed hearings. Packaging group Bubblecraft and bus maker "
             "Zhongyi Bus both posted their post-hearing packs."),
      UnorderedElementsAre("Bubblecraft|hearing|-|-", "Zhongyi Bus|hearing|-|-",
                           "Bubblecraft|phip|-|-", "Zhongyi Bus|phip|-|-"));
  EXPECT_THAT(
      events("Drone maker files for Hong Kong IPO",
             "Also this week, juice maker Tianshan Juice published its post-hearing "
             "information pack on Monday, and Bright Lantern Education, a chain of tutoring "
             "centres, saw its application lapse on Tuesday."),
      ElementsAre("Tianshan Juice|phip|-|2025-11-10",
                  "Bright Lantern Education|lapsed|2025-11-11|-"));
}

TEST(EnglishLists, SponsorsInTheStyleOfNotes) {
  EXPECT_THAT(
      sponsors("Hong Kong IPOs: three names",
               "- Solstice Pharma posted its PHIP today. Goldman Sachs, CICC joint sponsors."
               "\n\n- Sable Etching (2701) fixed its offer price at HK$77. UBS sponsor.\n\n"
               "- Golden Thread filed with the main board through VBG Capital."),
      ElementsAre("Solstice Pharma: Goldman Sachs|joint_sponsor",
                  "Solstice Pharma: CICC|joint_sponsor", "Sable Etching: UBS|sponsor",
                  "Golden Thread: VBG Capital|sponsor"));
}

TEST(EnglishLists, AllotmentsToldByTheirOrders) {
  EXPECT_THAT(
      events("Allotment results: Redlamp flooded, Sanhe Transit lukewarm",
             "Redlamp (2621) said its retail portion was covered 812 times. It sells its "
             "shares at HK$10.20, the top of the range.\n\nSanhe Transit (2622) drew orders "
             "for 2.1 times its retail tranche and settled for HK$3.30 a share."),
      UnorderedElementsAre("Redlamp|allotted|-|-", "Redlamp|priced|-|-",
                           "Sanhe Transit|allotted|-|-", "Sanhe Transit|priced|-|-"));
  EXPECT_THAT(
      events("Hong Kong stocks rise",
             "Gold miners recovered. Zijin climbed 3.7 per cent to HK$18. There was no debut "
             "on Thursday."),
      IsEmpty());
}

TEST(EnglishLists, ANoteBehindTheNameIsNoneOfIt) {
  EXPECT_THAT(
      events("Hong Kong IPO watch: two that moved",
             "- Starfield Optics (Hearing), a supplier to DJI, passed its listing hearing on "
             "Tuesday.\n\n- Kunlun Dairy (Filing) submitted its listing application on "
             "Wednesday."),
      ElementsAre("Starfield Optics|hearing|2025-11-11|-", "Kunlun Dairy|filed|2025-11-12|-"));
}

TEST(EnglishLists, LabelsOfSeveralCompaniesAreNoDetailsOfOne) {
  EXPECT_THAT(
      events("Hong Kong IPO diary",
             "- PHIP: Cobalt Bio-B, a maker of insulin, November 11; sponsors CICC and UBS\n\n"
             "- Filed: Starfield Optics (main board), November 12; sponsor Altus Capital\n\n"
             "- Hearing: Quanta Loom, November 12; sole sponsor CLSA\n\n"
             "- First day: Wing Lok Foods, November 13, closed at HK$2.10\n\n"
             "- Lapsed: Old Wharf Tea, November 10"),
      ElementsAre("Cobalt Bio-B|phip|-|2025-11-11", "Starfield Optics|filed|2025-11-12|-",
                  "Quanta Loom|hearing|2025-11-12|-", "Wing Lok Foods|listed|2025-11-13|-",
                  "Old Wharf Tea|lapsed|2025-11-10|-"));
}

TEST(EnglishLists, ANumberedNameAloneOnItsLineLeadsItsItem) {
  EXPECT_THAT(
      events("Hong Kong IPO digest",
             "Two companies in the queue this week.\n\n1. Cobalt Bio\n\nThe maker of insulin "
             "passed its listing hearing on Thursday.\n\n2. Starfield Optics\n\nFiled with "
             "the Hong Kong exchange on Wednesday."),
      ElementsAre("Cobalt Bio|hearing|2025-11-13|-", "Starfield Optics|filed|2025-11-12|-"));
}

TEST(EnglishLists, DaysSpreadOverSeveral) {
  EXPECT_THAT(
      events("Week in IPOs",
             "Three candidates cleared their Hong Kong hearings this week: Cobalt Bio on "
             "Tuesday, Starfield Optics a day later and Quanta Loom on Thursday."),
      ElementsAre("Cobalt Bio|hearing|2025-11-11|-", "Starfield Optics|hearing|2025-11-12|-",
                  "Quanta Loom|hearing|2025-11-13|-"));
  const auto read_sponsors = sponsors(
      "Week in IPOs",
      "Two companies filed with the Hong Kong exchange: Cobalt Bio on Tuesday, sponsored by "
      "CICC; Starfield Optics on Thursday, sponsored by UBS.");
  EXPECT_THAT(read_sponsors,
              ElementsAre("Cobalt Bio: CICC|sponsor", "Starfield Optics: UBS|sponsor"));
  // A verb behind the day tells something else.
  EXPECT_THAT(
      events("Week in IPOs",
             "Cobalt Bio passed its Hong Kong listing hearing on Tuesday, and Marlowe Tyres "
             "on Wednesday reported a profit."),
      ElementsAre("Cobalt Bio|hearing|2025-11-11|-"));
}

TEST(EnglishLists, SeveralDebutsOfAHeadline) {
  EXPECT_THAT(
      events("Two Hong Kong debuts, two fates",
             "Cobalt Bio rose 31 per cent to HK$24.10 on its first day; Starfield Optics slid "
             "9 per cent to HK$4.10."),
      ElementsAre("Cobalt Bio|listed|-|-", "Starfield Optics|listed|-|-"));
}

TEST(EnglishLists, HeadingsTellTheStageOfLinesThatAreNoSentences) {
  EXPECT_THAT(
      events("Hong Kong IPO tracker",
             "New filings\n\nJade Rabbit Aerospace (satellites, Beijing), Nov 10; UBS and CICC\n\n"
             "Heard this week\n\nBluewater Desalination (water, Tianjin), Nov 13; BNP Paribas\n\n"
             "What comes next\n\nCoral Crab, Shun Lee"),
      ElementsAre("Jade Rabbit Aerospace|filed|2025-11-10|-",
                  "Bluewater Desalination|hearing|2025-11-13|-"));
  // A sentence below a heading tells for itself, or nothing.
  EXPECT_THAT(events("Hong Kong IPO tracker",
                     "Offers\n\nJade Rabbit Aerospace is expected to open its books soon.\n\nCoral "
                     "Crab may follow.\n\nHearings\n\nBluewater Desalination, Nov 13\n\nShun Lee "
                     "Elevators, Nov 13"),
              ElementsAre("Bluewater Desalination|hearing|2025-11-13|-",
                          "Shun Lee Elevators|hearing|2025-11-13|-"));
}

TEST(EnglishLists, SoDidTheOther) {
  EXPECT_THAT(
      events("Ten-minute brief: Hong Kong deals",
             "Thursday brought two hearings. Bluewater Desalination passed with BNP Paribas as "
             "sole sponsor, and so did Tianfu Gaming, whose sponsor is Macquarie."),
      ElementsAre("Bluewater Desalination|hearing|2025-11-13|-",
                  "Tianfu Gaming|hearing|2025-11-13|-"));
}

TEST(EnglishLists, AnItemsNameAsASentence) {
  EXPECT_THAT(
      events("HK IPO week: names on the move",
             "Between November 10 and November 14 one company was heard and one started "
             "trading.\n\nTHROUGH THE HEARING\n\nZhong Yi Aerospace. The Xi'an builder of "
             "small rockets won the committee's nod on November 13.\n\nFIRST DAYS\n\nNanyang "
             "Rubber (2705) started life on November 11 with a gain of 3.8 per cent."),
      ElementsAre("Zhong Yi Aerospace|hearing|2025-11-13|-", "Nanyang Rubber|listed|2025-11-11|-"));
}

TEST(EnglishLists, AParticipleInFrontIsTheNextClausesSubjects) {
  EXPECT_THAT(
      events("Ocean Spirit sinks on Hong Kong debut",
             "Ocean Spirit fell on its first day of trading in Hong Kong on Thursday.\n\nAlso "
             "debuting on Thursday, water-purifier maker Springhead closed 5% higher."),
      ElementsAre("Ocean Spirit|listed|2025-11-13|-", "Springhead|listed|2025-11-13|-"));
}

TEST(EnglishLists, ColumnsThatPresentAndGoOn) {
  EXPECT_THAT(
      events(
          "Hong Kong IPO week: what moved",
          "Silver Birch Pharma went first: the Nanjing developer of eye drops had its A1 published "
          "on Monday.\n\nThe committee had a full plate on Thursday and let two through: Eastern "
          "Loom and Polaris Broadband.\n\nTwo books are open. Glacier Water has been marketing 60 "
          "million shares at HK$9.80 to HK$11.60 since Wednesday, and Titan Cranes since "
          "Thursday."),
      ElementsAre("Silver Birch Pharma|filed|-|2025-11-10", "Eastern Loom|hearing|2025-11-13|-",
                  "Polaris Broadband|hearing|2025-11-13|-", "Glacier Water|launched|2025-11-12|-",
                  "Titan Cranes|launched|2025-11-13|-"));
}

TEST(EnglishLists, WeekdaysAsLabels) {
  EXPECT_THAT(
      events("Hong Kong IPO pulse",
             "Mon: Silver Birch Pharma files A1\n\nThu: Eastern Loom passes hearing"),
      ElementsAre("Silver Birch Pharma|filed|2025-11-10|-", "Eastern Loom|hearing|2025-11-13|-"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
