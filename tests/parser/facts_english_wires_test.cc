// How agencies and columns put it: asides, clauses turned round, present tense, counted lists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parser/facts_event_lines.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const auto kMonday = make_date(2025, 11, 10);

std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  return event_lines(title, text, "en", kMonday);
}

// "name(role)" of a filing's sponsors; `words` go on behind its sentence.
std::vector<std::string> banks(std::string_view words) {
  const std::string text =
      "Bluepine Foods filed with the Hong Kong exchange on November 7" + std::string(words);
  std::vector<std::string> all;
  for (const Event& event : read_facts("", text, "en", kMonday).events) {
    for (const SponsorMention& one : event.sponsors)
      all.push_back(one.name + "(" + std::string(name_of(one.role)) + ")");
  }
  return all;
}

TEST(EnglishWires, WhoseUnitABankIsCutsNoList) {
  EXPECT_THAT(
      banks(" with Haitong International, a unit of Haitong Securities, and ABC "
            "International, the offshore arm of Agricultural Bank of China, as joint "
            "sponsors."),
      ElementsAre("Haitong International(joint_sponsor)", "ABC International(joint_sponsor)"));
  EXPECT_THAT(banks(". CLSA, Citic Securities' offshore arm, was named in the prospectus as sole "
                    "sponsor."),
              ElementsAre("CLSA(sole_sponsor)"));
  EXPECT_THAT(banks(". Its joint sponsors are CCB International, part of China Construction Bank, "
                    "and UBS."),
              ElementsAre("CCB International(joint_sponsor)", "UBS(joint_sponsor)"));
}

TEST(EnglishWires, WhoJoinsSharesTheLastRoleOnly) {
  EXPECT_THAT(
      banks(". CICC is sole sponsor, and also joint global coordinator with HSBC."),
      ElementsAre("CICC(sole_sponsor)", "CICC(global_coordinator)", "HSBC(global_coordinator)"));
  EXPECT_THAT(
      banks(". UBS and CICC are joint sponsors, with BNP Paribas joining as overall "
            "coordinator."),
      ElementsAre("UBS(joint_sponsor)", "CICC(joint_sponsor)", "BNP Paribas(overall_coordinator)"));
  EXPECT_THAT(banks(". UBS is sponsor and bookrunner, together with DBS."),
              ElementsAre("UBS(sponsor)", "UBS(bookrunner)", "DBS(bookrunner)"));
}

TEST(EnglishWires, SoleSponsorsOfWhomThereAreTwo) {
  EXPECT_THAT(banks(". Its sole sponsors are CICC and UBS."),
              ElementsAre("CICC(sole_sponsor)", "UBS(sole_sponsor)"));
  const Facts facts = read_facts("",
                                 "Bluepine Foods filed with the Hong Kong exchange. Its sole "
                                 "sponsors are CICC and UBS.",
                                 "en", kMonday);
  ASSERT_EQ(facts.warnings.size(), 1U);
  EXPECT_EQ(facts.warnings[0].code, "sponsor-count");
}

TEST(EnglishWires, ARelationsSponsorsAreNotOurs) {
  EXPECT_THAT(banks(". Red Lantern's own flotation in 2015 was sponsored by Guosen Securities "
                    "(HK). For the spin-off it picked CLSA as sponsor."),
              ElementsAre("CLSA(sponsor)"));
  EXPECT_THAT(banks(" with CLSA as sole sponsor. Its parent's listing was sponsored by UBS."),
              ElementsAre("CLSA(sole_sponsor)"));
  EXPECT_THAT(banks(" with CLSA as sole sponsor. A larger rival, sponsored by UBS, filed in May."),
              ElementsAre("CLSA(sole_sponsor)"));
  EXPECT_THAT(banks(". Spun off from its parent, it is sponsored by CLSA."),
              ElementsAre("CLSA(sponsor)"));
}

TEST(EnglishWires, SponsorsOfAnEarlierAttemptGiveWay) {
  EXPECT_THAT(banks(". CLSA is the sole sponsor. UBS was the sponsor of the first attempt."),
              ElementsAre("CLSA(sole_sponsor)"));
  EXPECT_THAT(banks(". For its lapsed application UBS and HSBC were the joint sponsors; this time "
                    "CLSA is the sole sponsor."),
              ElementsAre("CLSA(sole_sponsor)"));
}

TEST(EnglishWires, DaysCountedFromAnEnd) {
  EXPECT_THAT(told("Two days after its first application lapsed, Corvane Optics resubmitted its "
                   "papers to the Hong Kong exchange on November 7."),
              UnorderedElementsAre("Corvane Optics|refiled|2025-11-07|-",
                                   "Corvane Optics|lapsed|2025-11-05|-|history"));
  EXPECT_THAT(told("Corvane Optics handed the Hong Kong exchange a renewed application yesterday, "
                   "a day after the previous one expired."),
              UnorderedElementsAre("Corvane Optics|refiled|2025-11-09|-",
                                   "Corvane Optics|lapsed|2025-11-08|-|history"));
  EXPECT_THAT(told("Three days after passing its listing hearing on November 5, Corvane Optics "
                   "posted its post-hearing information pack on the Hong Kong exchange's website."),
              UnorderedElementsAre("Corvane Optics|hearing|2025-11-05|-",
                                   "Corvane Optics|phip|-|2025-11-08"));
  EXPECT_THAT(told("The application of Corvane Optics lapsed on November 4. Two days later the "
                   "company filed a new one with the Hong Kong exchange."),
              UnorderedElementsAre("Corvane Optics|lapsed|2025-11-04|-",
                                   "Corvane Optics|refiled|2025-11-06|-"));
}

TEST(EnglishWires, WhatACompanySaysOfItselfIsDisclosed) {
  EXPECT_THAT(told("Corvane Optics said yesterday that it had passed its Hong Kong listing "
                   "hearing."),
              ElementsAre("Corvane Optics|hearing|-|2025-11-09"));
  EXPECT_THAT(told("Corvane Optics has withdrawn its Hong Kong listing application, it said late "
                   "on Friday."),
              ElementsAre("Corvane Optics|withdrawn|-|2025-11-07"));
  // Not what others say, nor where the day itself is told.
  EXPECT_THAT(told("Corvane Optics has passed its Hong Kong listing hearing, a banker said on "
                   "Friday."),
              ElementsAre("Corvane Optics|hearing|-|-"));
  EXPECT_THAT(told("Corvane Optics has passed its Hong Kong listing hearing, the company said on "
                   "Friday. The listing committee heard its application on Thursday."),
              ElementsAre("Corvane Optics|hearing|2025-11-06|-"));
}

TEST(EnglishWires, PricesAndFirstDaysInThePresentTense) {
  EXPECT_THAT(told("Bluepine Foods has priced its Hong Kong IPO at the bottom of the range. The "
                   "pricing was settled on Friday night and the shares start trading on "
                   "Wednesday."),
              UnorderedElementsAre("Bluepine Foods|priced|2025-11-07|-",
                                   "Bluepine Foods|listed|2025-11-12|-|planned"));
  EXPECT_THAT(told("Bluepine Foods raised HK$1.1 billion after selling 86 million shares at "
                   "HK$12.8 each, the low end of the range, in its Hong Kong IPO."),
              ElementsAre("Bluepine Foods|priced|-|-"));
}

TEST(EnglishWires, AsManyNamesAsTheWordsCount) {
  EXPECT_THAT(told("Two Hong Kong listing applications lapsed on Friday: those of Marrow Bio and "
                   "Quill Education."),
              UnorderedElementsAre("Marrow Bio|lapsed|2025-11-07|-",
                                   "Quill Education|lapsed|2025-11-07|-"));
  EXPECT_THAT(
      told("Applications from three companies lapsed on the Hong Kong exchange on Friday: "
           "Marrow Bio, Quill Education and Sunmere Foods."),
      UnorderedElementsAre("Marrow Bio|lapsed|2025-11-07|-", "Quill Education|lapsed|2025-11-07|-",
                           "Sunmere Foods|lapsed|2025-11-07|-"));
}

TEST(EnglishWires, ThirdAttempts) {
  EXPECT_THAT(told("Autumn Pear Dairy recently submitted its prospectus to the Hong Kong Stock "
                   "Exchange. Previous applications, lodged on October 30, 2024 and "
                   "April 30, 2025, lapsed."),
              ::testing::Contains("Autumn Pear Dairy|refiled|-|-"));
  EXPECT_THAT(told("Autumn Pear Dairy was back with a new A1 at the Hong Kong exchange on "
                   "Wednesday."),
              ElementsAre("Autumn Pear Dairy|refiled|2025-11-05|-"));
}

TEST(EnglishWires, AColumnCallsCompaniesUp) {
  EXPECT_THAT(told("One bank used to stand behind a Hong Kong flotation.\n\nTake Marlin Power, "
                   "whose cells ride in ferries. It passed its hearing on 3 November.\n\n"
                   "Contrast Auntie Fong's Kitchen. The chain filed on 5 November for GEM.\n\n"
                   "Then there is Tianshan Nickel. It came back on 6 November with its third "
                   "application."),
              UnorderedElementsAre("Marlin Power|hearing|2025-11-03|-",
                                   "Auntie Fong's Kitchen|filed|2025-11-05|-",
                                   "Tianshan Nickel|refiled|2025-11-06|-"));
}

TEST(EnglishWires, DigestsInCapitals) {
  EXPECT_THAT(told("CANOPY FINANCE filed on Monday.\n\nWHITEWATER BIO filed on the same day.\n\n"
                   "BRIGHT PEAK COAL re-filed on Wednesday after a lapse in April.\n\n"
                   "Priced: WUTONG FREIGHT fixed its IPO at HK$9.80 on Thursday, the middle of the "
                   "range.\n\nNot yet: HELIOS TYRE has postponed the launch of its US$300m float.",
                   "Hong Kong pipeline: who is selling what"),
              ::testing::IsSupersetOf(
                  {"CANOPY FINANCE|filed|2025-11-10|-", "WHITEWATER BIO|filed|2025-11-10|-",
                   "BRIGHT PEAK COAL|refiled|2025-11-05|-", "BRIGHT PEAK COAL|lapsed|-|-|history",
                   "WUTONG FREIGHT|priced|2025-11-06|-", "HELIOS TYRE|launched|-|-|postponed"}));
}

TEST(EnglishWires, NamesAndWordsThatMislead) {
  // A name is no court.
  EXPECT_THAT(told("Palace Court Hotels' application for a main board listing lapsed on November "
                   "4, the exchange's website shows."),
              ElementsAre("Palace Court Hotels|lapsed|2025-11-04|-"));
  EXPECT_THAT(told("The High Court held a hearing on November 4 over Palace Hotels' listing in "
                   "Hong Kong."),
              ElementsAre());
  // "Four of them", "17 have": nobody in particular.
  EXPECT_THAT(told("Corporate finance income doubled, Lion Rock Securities told the Hong Kong "
                   "exchange on Friday. It has eleven applications in the queue, of which four "
                   "have passed their hearings."),
              ElementsAre());
  EXPECT_THAT(told("Novexa filed for a Hong Kong listing on Friday. Forty biotechnology companies "
                   "have applied this year and 17 have begun trading."),
              ElementsAre("Novexa|filed|2025-11-07|-"));
  // What a peer did is no news of this story.
  EXPECT_THAT(
      told("Novexa filed for a Hong Kong listing on Friday.\n\nNovexa makes antibodies.\n\n"
           "Among its peers, Duoyuan Pharma passed its hearing this month.",
           "Novexa files for Hong Kong listing"),
      UnorderedElementsAre("Novexa|filed|2025-11-07|-", "Duoyuan Pharma|hearing|-|-|history"));
}

TEST(EnglishWires, AttemptsToldInFewWords) {
  EXPECT_THAT(told("Old Wharf filed with the Hong Kong exchange on Wednesday. Its first "
                   "application, on 30 June 2023, expired on 30 December 2023. The second, on 27 "
                   "March 2025, named UBS; that one was withdrawn on 19 September."),
              UnorderedElementsAre(
                  "Old Wharf|refiled|2025-11-05|-", "Old Wharf|filed|2023-06-30|-|history",
                  "Old Wharf|lapsed|2023-12-30|-|history", "Old Wharf|refiled|2025-03-27|-|history",
                  "Old Wharf|withdrawn|2025-09-19|-|history"));
  EXPECT_THAT(told("Pivot Cloud was priced at HK$40. With six sponsors on its cover, Pivot Cloud "
                   "listed on Tuesday and fell 7% on the Hong Kong main board."),
              ElementsAre("Pivot Cloud|listed|2025-11-04|-"));
}

TEST(EnglishWires, DaysOfNoticesAndOfResults) {
  EXPECT_THAT(
      told("Seri Murni has applied to list on the Main Board of the Hong Kong bourse. The "
           "application was submitted on Tuesday, according to a notice on the HKEX website "
           "dated Wednesday."),
      ElementsAre("Seri Murni|filed|2025-11-04|2025-11-05"));
  EXPECT_THAT(told("Qinglan Robotics on Thursday night set the price of its Hong Kong IPO at "
                   "HK$52.80, the top of the range, and said its retail offer was 2,148 times "
                   "subscribed."),
              UnorderedElementsAre("Qinglan Robotics|priced|2025-11-06|-",
                                   "Qinglan Robotics|allotted|-|2025-11-06"));
}

TEST(EnglishWires, RolesInFewWords) {
  EXPECT_THAT(banks(". CMBC Capital is also on the ticket as bookrunner; UBS and DBS appear on the "
                    "cover as joint global coordinators."),
              ElementsAre("CMBC Capital(bookrunner)", "UBS(global_coordinator)",
                          "DBS(global_coordinator)"));
  EXPECT_THAT(banks(" under the eyes of CICC, HSBC and UBS, all of them joint sponsors."),
              ElementsAre("CICC(joint_sponsor)", "HSBC(joint_sponsor)", "UBS(joint_sponsor)"));
  EXPECT_THAT(banks(", sponsored by CLSA alone."), ElementsAre("CLSA(sole_sponsor)"));
  EXPECT_THAT(banks(" with one sponsor, CLSA."), ElementsAre("CLSA(sole_sponsor)"));
  EXPECT_THAT(banks("; Altus Capital sponsored."), ElementsAre("Altus Capital(sponsor)"));
  EXPECT_THAT(banks(". It is sponsored by UBS and CICC. The two banks double as overall "
                    "coordinators."),
              ElementsAre("UBS(sponsor)", "CICC(sponsor)", "UBS(overall_coordinator)",
                          "CICC(overall_coordinator)"));
  EXPECT_THAT(banks(". CLSA is sole sponsor. It filed once before; at that time UBS and HSBC were "
                    "joint sponsors."),
              ElementsAre("CLSA(sole_sponsor)"));
}

TEST(EnglishWires, BanksByTheirArmsAndSeats) {
  EXPECT_THAT(
      banks(". GF Securities' Hong Kong arm and Guotai Junan Capital are its joint sponsors."),
      ElementsAre("GF Securities(joint_sponsor)", "Guotai Junan Capital(joint_sponsor)"));
  EXPECT_THAT(banks(". Citigroup, Deutsche Bank (both joint sponsors), HSBC and DBS (both joint "
                    "bookrunners) are on the deal."),
              ElementsAre("Citigroup(joint_sponsor)", "Deutsche Bank(joint_sponsor)",
                          "HSBC(bookrunner)", "DBS(bookrunner)"));
  EXPECT_THAT(banks(". Sponsor roles went to CICC and UBS; Jefferies and Macquarie won overall "
                    "coordinator seats."),
              ElementsAre("CICC(sponsor)", "UBS(sponsor)", "Jefferies(overall_coordinator)",
                          "Macquarie(overall_coordinator)"));
  EXPECT_THAT(
      banks(" with CICC as sponsor. Advisers to the company are Kirkland & Ellis, and those "
            "to the sponsors are Clifford Chance."),
      ElementsAre("CICC(sponsor)"));
}

TEST(EnglishWires, SponsorsAgainAsSponsorOverallCoordinators) {
  EXPECT_THAT(
      banks(". Joint Sponsors: UBS and CLSA. Sponsor-Overall Coordinators: UBS."),
      ElementsAre("UBS(joint_sponsor)", "CLSA(joint_sponsor)", "UBS(sponsor_overall_coordinator)"));
}

TEST(EnglishWires, ListsThatWordsCount) {
  EXPECT_THAT(
      told("Three companies - Old Wharf Seasonings, Marrow Bio and Pine Hotels - filed for "
           "Hong Kong listings on Friday."),
      UnorderedElementsAre("Old Wharf Seasonings|filed|2025-11-07|-",
                           "Marrow Bio|filed|2025-11-07|-", "Pine Hotels|filed|2025-11-07|-"));
  EXPECT_THAT(told("Two hopefuls, soy-sauce brewer Old Wharf Seasonings and hotel operator Pine "
                   "Hotels, saw their Hong Kong applications lapse on Friday."),
              UnorderedElementsAre("Old Wharf Seasonings|lapsed|2025-11-07|-",
                                   "Pine Hotels|lapsed|2025-11-07|-"));
  EXPECT_THAT(told("The CSRC on Friday published filing notices for five companies' overseas "
                   "listings, among them Boreal Sight and Pocket Planet, which plan to float in "
                   "Hong Kong."),
              UnorderedElementsAre("Boreal Sight|csrc_filed|-|2025-11-07",
                                   "Pocket Planet|csrc_filed|-|2025-11-07"));
}

TEST(EnglishWires, BanksThroughWhichPapersGoIn) {
  for (const auto* words : {" through CICC.", " for a main board listing through CICC.",
                            ". It submitted its papers for a Hong Kong listing through CICC.",
                            ". The company applied for its main board float through CICC."}) {
    EXPECT_THAT(banks(words), ElementsAre("CICC(sponsor)")) << words;
  }
}

TEST(EnglishWires, LabelsInFrontOfShortItems) {
  EXPECT_THAT(told("Lapsed: Skylark Aero.\n\nListed: Marlowe Tyres, flat at HK$7.20.\n\nPriced: "
                   "Jade Whisk at HK$8.90.\n\nLaunched: Pocket Planet (Morgan Stanley, CICC).",
                   "Hong Kong IPO round-up"),
              UnorderedElementsAre("Skylark Aero|lapsed|-|-", "Marlowe Tyres|listed|-|-",
                                   "Jade Whisk|priced|-|-", "Pocket Planet|launched|-|-"));
}

TEST(EnglishWires, WhatIsNotDone) {
  EXPECT_THAT(told("Sunmere Foods said on Sunday it would not proceed with its Hong Kong offering. "
                   "Dealings had been due to start on Wednesday."),
              UnorderedElementsAre("Sunmere Foods|withdrawn|-|2025-11-09",
                                   "Sunmere Foods|listed|2025-11-12|-|postponed"));
  EXPECT_THAT(told("Jade Whisk will raise HK$1.9 billion from its Hong Kong listing after pricing "
                   "at the top, it announced on Sunday."),
              ElementsAre("Jade Whisk|priced|-|2025-11-09"));
  // Brokers' guesses are no results; a unit is not its owner.
  EXPECT_THAT(told("Jade Whisk priced its Hong Kong IPO at HK$8.90 a share on Friday. The retail "
                   "portion was about 233 times oversubscribed."),
              ElementsAre("Jade Whisk|priced|2025-11-07|-"));
  EXPECT_THAT(told("A unit of drug distributor Grand Harmony has been cleared by the Hong Kong "
                   "exchange's listing committee."),
              ElementsAre());
}

}  // namespace
}  // namespace gongwatch::parser::facts
