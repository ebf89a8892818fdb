// English bulletins: one sentence tells the stage of those that are named behind or below it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kFriday = make_date(2025, 11, 14);

// "name|stage|day|sponsor+sponsor"
std::vector<std::string> events(std::string_view text, std::string_view title = "HKEX bulletin") {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", kFriday).events) {
    const auto& day = event.event_date ? event.event_date : event.disclosed_on;
    std::string sponsors;
    for (const SponsorMention& one : event.sponsors)
      sponsors += (sponsors.empty() ? "" : "+") + one.name;
    all.push_back(event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
                  (day ? to_iso(*day) : "-") + "|" + sponsors);
  }
  return all;
}

TEST(EnglishBulletins, BulletsBelowASentenceThatNamesNobody) {
  EXPECT_THAT(events("Companies that passed the HKEX hearing this week:\n\n- Bluewater Optics\n\n- "
                     "Tangram Robotics"),
              ElementsAre("Bluewater Optics|hearing|-|", "Tangram Robotics|hearing|-|"));
  EXPECT_THAT(events("The following companies submitted listing applications on November 6:\n\n1. "
                     "Bluewater Optics (joint sponsors: CICC, Huatai International)\n\n2. Tangram "
                     "Robotics (sole sponsor: CITIC Securities)\n\nThe market was quiet."),
              ElementsAre("Bluewater Optics|filed|2025-11-06|CICC+Huatai International",
                          "Tangram Robotics|filed|2025-11-06|CITIC Securities"));
}

TEST(EnglishBulletins, LinesBelowASentenceThatNamesNobody) {
  EXPECT_THAT(events("The Hong Kong stock exchange has approved the listing of the following "
                     "companies:\n\nBluewater Optics\n\nTangram Robotics\n\nThe index fell."),
              ElementsAre("Bluewater Optics|hearing|-|", "Tangram Robotics|hearing|-|"));
}

TEST(EnglishBulletins, WhatIsPlannedOfThemIsNoEvent) {
  EXPECT_THAT(events("The following companies are expected to pass their hearings next week:\n\n- "
                     "Bluewater Optics\n\n- Tangram Robotics"),
              IsEmpty());
}

TEST(EnglishBulletins, NamesBehindWhatIsToldOfThem) {
  EXPECT_THAT(events("The following companies passed their hearings: Bluewater Optics, Tangram "
                     "Robotics and Nine Rivers Biotech."),
              ElementsAre("Bluewater Optics|hearing|-|", "Tangram Robotics|hearing|-|",
                          "Nine Rivers Biotech|hearing|-|"));
  EXPECT_THAT(events("New applicants on the Main Board this week are Bluewater Optics and Tangram "
                     "Robotics."),
              ElementsAre("Bluewater Optics|filed|-|", "Tangram Robotics|filed|-|"));
  EXPECT_THAT(events("Two companies had their listing applications lapse this week, namely "
                     "Bluewater Optics and Tangram Robotics."),
              ElementsAre("Bluewater Optics|lapsed|-|", "Tangram Robotics|lapsed|-|"));
}

TEST(EnglishBulletins, LabelsOfAPhrase) {
  EXPECT_THAT(events("Hearings passed this week: Bluewater Optics (CICC), Tangram Robotics "
                     "(Huatai).\n\nNewly filed with the exchange: Haoyue Foods; Orchid Medical."),
              ElementsAre("Bluewater Optics|hearing|-|", "Tangram Robotics|hearing|-|",
                          "Haoyue Foods|filed|-|", "Orchid Medical|filed|-|"));
}

TEST(EnglishBulletins, HearingsOfOtherBodiesAreNobodysListing) {
  for (const std::string_view text :
       {"Listed on the HKEX, the ferry operator passed a hearing with the transport board on "
        "Tuesday. Harbour Swift will raise fares.",
        "Sun Crest Homes (00712.HK) went before the Town Planning Board. The board approved the "
        "application; an earlier one was withdrawn in 2023.",
        "Pinnacle Pharma, which has been listed in Hong Kong since 2012, passed a hearing of the "
        "Food and Drug Administration on Monday. The application was filed in May.",
        "Newcomer Calmwell Biotech, whose IPO was in July, said its drug had passed a hearing of "
        "the National Medical Products Administration. The application was filed in May.",
        "Companies that passed the jury hearing this week in Hong Kong:\n\n- Blue Crab Foods\n\n- "
        "Amber Kettle",
        "The Takeovers Panel cleared the bid of Hong Kong-listed Summit Foods at a hearing on "
        "Monday."}) {
    EXPECT_THAT(events(text, "Hearing held"), IsEmpty()) << text;
  }
}

TEST(EnglishBulletins, ProspectusesAndSponsorsOfOtherThingsAreNobodysListing) {
  for (const std::string_view text :
       {"The City University of Hong Kong published its prospectus on Monday; applications lapse "
        "on 31 December.",
        "The tournament filed its prospectus with the Hong Kong Tennis Association on Monday. The "
        "joint sponsors are Lotus Water and CICC.",
        "Huatai International is the sole sponsor of the Coast Regatta, the Royal Hong Kong Yacht "
        "Club said. Entries closed on Friday; 80 boats have filed applications.",
        "Gallery Nine launched its public offering of digital prints in Hong Kong on Friday. The "
        "first day of trading in the prints is 24 November.",
        "Traders in Hong Kong opened books on the new Moutai vintage on Monday. The liquor "
        "debuted at HK$2,300 a bottle."}) {
    EXPECT_THAT(events(text, "Hong Kong tennis open"), IsEmpty()) << text;
    EXPECT_THAT(events(text, "In the city"), IsEmpty()) << text;
  }
  EXPECT_THAT(
      events("The Lantern Players made their Hong Kong debut on Friday.", "Theatre troupe arrives"),
      IsEmpty());
}

TEST(EnglishBulletins, WhoIsQuotedIsNoIssuer) {
  EXPECT_THAT(events("HKEX said it had received 85 applications in the quarter. Nine lapsed and "
                     "four were withdrawn, chief executive Chan Wing said.",
                     "Pipeline is full"),
              IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
