// English columns, rumours, datelines and the many ways in which they name sponsors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kFriday = make_date(2025, 11, 14);

// "name|stage|day|sponsor/role+sponsor/role", "|history" behind what is looked back on.
std::vector<std::string> events(std::string_view title, std::string_view text,
                                std::optional<CivilDate> at = kFriday) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", at).events) {
    const auto& day = event.event_date ? event.event_date : event.disclosed_on;
    std::string sponsors;
    for (const SponsorMention& one : event.sponsors)
      sponsors += (sponsors.empty() ? "" : "+") + one.name + "/" + std::string(name_of(one.role));
    all.push_back(event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
                  (day ? to_iso(*day) : "-") + "|" + sponsors + (event.history ? "|history" : ""));
  }
  return all;
}

// Of a company that filed, what the second sentence says of its sponsors.
std::string sponsors_in(std::string_view sentence) {
  const std::string text =
      "Sagebrush Tea filed for a Hong Kong listing on Tuesday. " + std::string(sentence);
  const auto all = events("Sagebrush Tea files", text);
  const std::string front = "Sagebrush Tea|filed|2025-11-11|";
  return all.size() == 1 && all[0].starts_with(front) ? all[0].substr(front.size()) : "?";
}

TEST(EnglishColumns, GoFromNameToNameWithoutSayingSo) {
  EXPECT_THAT(
      events("The Float: hotpot, lifts and a chip designer",
             "If you want to know where Hong Kong is heading, count the lawyers in Exchange "
             "Square.\n\nZephyrine led the way. The perfume maker's first day of trading was "
             "Monday. UBS was its sponsor.\n\nCorvid Semi gave a lesson in patience. On Tuesday it "
             "filed for the third time, with Citi as sole sponsor.\n\nNext, Haoyang Elevator. The "
             "listing committee waved it through on Thursday.\n\nAnd what of Daqing Chemicals? The "
             "final price was settled on Friday. Somerley brought the deal to market as sponsor."),
      ElementsAre("Zephyrine|listed|2025-11-10|UBS/sponsor",
                  "Corvid Semi|refiled|2025-11-11|Citi/sole_sponsor",
                  "Haoyang Elevator|hearing|2025-11-13|",
                  "Daqing Chemicals|priced|2025-11-14|Somerley/sponsor"));
}

TEST(EnglishColumns, AHeadlineLeavesTheAndOut) {
  EXPECT_THAT(events("Armillary, Huaiyang through listing committee in Hong Kong",
                     "Two issuers came out of Thursday's meeting of the HKEX listing committee "
                     "with the nod they wanted. Armillary makes robots; Huaiyang sells drugs."),
              ElementsAre("Armillary|hearing|2025-11-13|", "Huaiyang|hearing|2025-11-13|"));
}

TEST(EnglishColumns, OneMoreInTheSameSentence) {
  EXPECT_THAT(
      events("Back to work in Hong Kong IPOs",
             "Yesterday brought a filing by Nimbus Kettles with the Hong Kong exchange, and "
             "another by Xiaoyu Seeds."),
      ElementsAre("Nimbus Kettles|filed|2025-11-13|", "Xiaoyu Seeds|filed|2025-11-13|"));
}

TEST(EnglishColumns, WhoOnlySaysSoIsNoIssuer) {
  EXPECT_THAT(events("Roti maker opts for Hong Kong",
                     "Tanjung Foods has submitted an application to float on the Main Board of the "
                     "Hong Kong exchange, according to Perwira Capital, which owns a fifth of "
                     "it.\n\nPerwira said the draft prospectus went in on Tuesday."),
              Contains("Tanjung Foods|filed|2025-11-11|"));
  EXPECT_THAT(events("Founder on passing Hong Kong hearing",
                     "\"We passed,\" said Rao Jin, founder of protein maker Ferment & Sons, on "
                     "Thursday, hours after the listing committee had heard the company's case."),
              Contains("Ferment & Sons|hearing|2025-11-13|"));
}

TEST(EnglishColumns, PricesInHkdTellADebut) {
  EXPECT_THAT(
      events("<New Share Debut> Two debuts",
             "Two new stocks made their debut on the local bourse today (14th).\n\nPlumline "
             "Scan-B (02703.HK), a developer of software, opened at HKD38."),
      Contains("Plumline Scan-B|listed|2025-11-14|"));
}

TEST(EnglishColumns, OnTheFirstDayThePriceIsHistory) {
  EXPECT_THAT(events("Voltgrove tumbles on Hong Kong debut",
                     "Voltgrove sank on its first day of trading in Hong Kong. The stock ended "
                     "Thursday at HK$6.42, 20% lower than the offer price. It priced the shares at "
                     "the low end on November 7."),
              ElementsAre("Voltgrove|listed|2025-11-13|", "Voltgrove|priced|2025-11-07||history"));
}

TEST(EnglishColumns, WhatTheMarketSaysIsARumour) {
  for (const std::string_view text :
       {"Bluewater Optics has passed its listing hearing, according to market sources.",
        "Bluewater Optics passed the HKEX hearing, market sources said.",
        "Word in the market is that Bluewater Optics has passed its hearing with the Hong Kong "
        "exchange.",
        "Sources: Bluewater Optics passed the HKEX hearing."}) {
    const Facts facts = read_facts("Hong Kong IPO talk", text, "en", kFriday);
    EXPECT_THAT(facts.events, IsEmpty()) << text;
    ASSERT_EQ(facts.unrealised.size(), 1U) << text;
    EXPECT_EQ(facts.unrealised[0].outcome, Outcome::rumoured) << text;
  }
}

TEST(EnglishColumns, WithheldApprovalIsNoHearingPassed) {
  const Facts facts =
      read_facts("Committee sends pet food maker back",
                 "Kylin Petcare filed in Hong Kong in May. The exchange's listing committee "
                 "considered the case on Thursday but withheld its approval.",
                 "en", kFriday);
  ASSERT_EQ(facts.unrealised.size(), 1U);
  EXPECT_EQ(facts.unrealised[0].outcome, Outcome::not_approved);
}

TEST(EnglishColumns, AWeekdayCountsFromTheDateline) {
  const auto week_later = make_date(2025, 11, 20);
  for (const std::string_view line :
       {"HONG KONG, Nov 14, 2025 (Wire) -- ", "Nov 14 (Reuters) - ",
        "SHANGHAI, November 14 /PRNewswire/ -- ", "Hong Kong, 14 November 2025 -- ",
        "BEIJING (Xinhua, Nov. 14) -- ", "KUALA LUMPUR (November 14): "}) {
    const std::string text = std::string(line) +
                             "Bluewater Optics passed its listing hearing at the Hong Kong "
                             "exchange on Tuesday.";
    EXPECT_THAT(events("Bluewater passes", text, week_later),
                ElementsAre("Bluewater Optics|hearing|2025-11-11|"))
        << line;
  }
  // A list's line is no dateline.
  EXPECT_THAT(events("Heard",
                     "Bluewater Optics, Nov 14 - the lens maker passed its listing hearing "
                     "at the Hong Kong exchange on Tuesday.",
                     week_later),
              Contains("Bluewater Optics|hearing|2025-11-18|"));
}

TEST(EnglishColumns, WaysToNameSponsors) {
  const std::string both = "UBS/joint_sponsor+CICC/joint_sponsor";
  EXPECT_EQ(sponsors_in("It has given the joint sponsor roles to UBS and CICC."), both);
  EXPECT_EQ(sponsors_in("The operator of 1,940 shops has hired UBS and CICC as joint sponsors."),
            both);
  EXPECT_EQ(sponsors_in("UBS stands beside CICC as joint sponsor."), both);
  EXPECT_EQ(sponsors_in("UBS and CICC lead the transaction as joint sponsors."), both);
  EXPECT_EQ(
      sponsors_in("The tea seller, whose A-shares trade on ChiNext since 2021, picked UBS and "
                  "CICC as joint sponsors."),
      both);
  EXPECT_EQ(sponsors_in("It is working with UBS and CICC as sponsors."),
            "UBS/sponsor+CICC/sponsor");
  EXPECT_EQ(sponsors_in("UBS and CICC have the sponsor mandates."), "UBS/sponsor+CICC/sponsor");
  EXPECT_EQ(sponsors_in("UBS is the tea seller's sole sponsor."), "UBS/sole_sponsor");
  EXPECT_EQ(sponsors_in("The bookrunner group also features UBS and CICC."),
            "UBS/bookrunner+CICC/bookrunner");
  EXPECT_EQ(sponsors_in("UBS and CICC also stand on the underwriters' list."),
            "UBS/underwriter+CICC/underwriter");
}

TEST(EnglishColumns, MoreWaysToNameSponsors) {
  const std::string both = "UBS/joint_sponsor+CICC/joint_sponsor";
  EXPECT_EQ(sponsors_in("UBS and CICC have been lined up as joint sponsors."), both);
  EXPECT_EQ(sponsors_in("As joint sponsors the company named UBS and CICC."), both);
  EXPECT_EQ(sponsors_in("Joint sponsorship falls to UBS and CICC."), both);
  EXPECT_EQ(sponsors_in("UBS and CICC signed the application as joint sponsors."), both);
  EXPECT_EQ(sponsors_in("UBS (lead) and CICC are the joint sponsors."), both);
  EXPECT_EQ(sponsors_in("UBS and CICC split sponsor duties."), "UBS/sponsor+CICC/sponsor");
  EXPECT_EQ(sponsors_in("Sponsor duties are shared between UBS and CICC."),
            "UBS/sponsor+CICC/sponsor");
  EXPECT_EQ(sponsors_in("UBS holds the post of exclusive sponsor."), "UBS/sole_sponsor");
  EXPECT_EQ(sponsors_in("CICC took over as sole sponsor from UBS."), "CICC/sole_sponsor");
  EXPECT_EQ(sponsors_in("UBS is joint sponsor and, with CICC, overall coordinator."),
            "UBS/joint_sponsor+UBS/overall_coordinator+CICC/overall_coordinator");
}

TEST(EnglishColumns, TheMonthOfMayPlansNothing) {
  EXPECT_THAT(events("VaultNine wins nod for Hong Kong float",
                     "VaultNine won approval from the Hong Kong exchange's listing committee on "
                     "November 10.\n\nIt applied in May with Nomura as sole sponsor."),
              Contains("VaultNine|hearing|2025-11-10|Nomura/sole_sponsor"));
}

TEST(EnglishColumns, ItemsWithTheirStatusBehindTheName) {
  EXPECT_THAT(events("ECM wrap",
                     "* Marlin Storage (hearing, Nov 13) - sponsors: UBS, Huatai\n\n* Coral Games "
                     "(listed Nov 12) - up 31% against its HK$8.20 offer price in Hong Kong"),
              ElementsAre("Marlin Storage|hearing|2025-11-13|UBS/sponsor+Huatai/sponsor",
                          "Coral Games|listed|2025-11-12|"));
}

TEST(EnglishColumns, WhoCameADayLater) {
  EXPECT_THAT(events("Hong Kong deal sheet",
                     "Bluepine Energy lodged its A1 with the Hong Kong exchange on Monday.\n\nA "
                     "day later came Redgate Pharma, which has UBS as its sole sponsor."),
              ElementsAre("Bluepine Energy|filed|2025-11-10|",
                          "Redgate Pharma|filed|2025-11-11|UBS/sole_sponsor"));
}

TEST(EnglishColumns, NeitherAPlaceNorALabelNorACounselIsTheIssuer) {
  EXPECT_THAT(events("Sarawak plywood firm Bukit Lanun launches GEM offer",
                     "KUCHING (Nov 14): Bukit Lanun Timber opens its share offer in Hong Kong to "
                     "the public today."),
              ElementsAre("Bukit Lanun Timber|launched|2025-11-14|"));
  EXPECT_THAT(events("IPO note: Prismdent Group (2718 HK) - full price",
                     "Timetable: public offer 11 November to 14 November 2025 in Hong Kong.\n\n"
                     "Sponsors: CLSA and UBS."),
              ElementsAre("Prismdent Group|launched|2025-11-11|CLSA/sponsor+UBS/sponsor"));
  EXPECT_THAT(events("Listing of Yamen Ceramics in Hong Kong",
                     "Castlereagh Wong has acted for Grand Kiln and Yamen Ceramics on the listing. "
                     "Dealings under stock code 2431 commenced on 12 November."),
              ElementsAre("Yamen Ceramics|listed|2025-11-12|"));
}

TEST(EnglishColumns, DebutsThatAreOnlyNeared) {
  EXPECT_THAT(events("Tuohai publishes papers for Hong Kong deal",
                     "The post-hearing information pack of Tuohai Wind turned up on the Hong Kong "
                     "exchange's website on Sunday night."),
              ElementsAre("Tuohai Wind|phip|2025-11-09|"));
  EXPECT_THAT(events("Senticare edges toward Hong Kong debut",
                     "Senticare is through: three days ago the listing committee of the Hong Kong "
                     "exchange waved it past at a hearing on Nov. 11."),
              ElementsAre("Senticare|hearing|2025-11-11|"));
}

TEST(EnglishColumns, DaysBesideDebutsAndFilings) {
  // On a Friday: "its trading debut on Thursday" is no timetable.
  EXPECT_THAT(
      events("Who moved",
             "Wild Barley finished 4.4% higher at HK$7.10 on its trading debut in Hong Kong "
             "on Thursday, after selling shares at HK$6.80."),
      ElementsAre("Wild Barley|listed|2025-11-13|"));
  EXPECT_THAT(
      events("Lanxi slumps in Hong Kong debut",
             "Nov. 12 -- Shares of Lanxi tumbled on their first day of trading in Hong Kong "
             "yesterday."),
      ElementsAre("Lanxi|listed|2025-11-11|"));
  EXPECT_THAT(events("Nervista gains in Hong Kong",
                     "Nervista ended its first day of trading in Hong Kong on Thursday. It applied "
                     "to list Jan. 24 and again in August after the first bid ran out."),
              Contains("Nervista|filed|2025-01-24||history"));
  EXPECT_THAT(events("Auralis files in Hong Kong",
                     "Auralis filed with CICC and UBS as joint sponsors on Nov. 11."),
              ElementsAre("Auralis|filed|2025-11-11|CICC/joint_sponsor+UBS/joint_sponsor"));
  EXPECT_THAT(events("Everglen lists",
                     "Everglen today announced that its shares have commenced trading on the Main "
                     "Board of the Hong Kong exchange."),
              ElementsAre("Everglen|listed|2025-11-14|"));
}

TEST(EnglishColumns, LabelsThatComeBackAreAListOfSeveral) {
  EXPECT_THAT(
      events("Hong Kong new listings: the week in brief",
             "Company: Caelum Satellite (1577)\n\nStatus: listed on 12 November | First-day close: "
             "HK$41.96 | Joint "
             "sponsors: UBS, CICC\n\nCompany: Everpine Timber\n\nStatus: application "
             "withdrawn on 13 November | Sponsor: Octal Capital | Revenue 2024: RMB588 "
             "million\n\nCompany: Doukou Pharma\n\nStatus: application filed on 11 November, "
             "Main Board | Expected listing: 30 March"),
      ElementsAre("Caelum Satellite|listed|2025-11-12|UBS/joint_sponsor+CICC/joint_sponsor",
                  "Everpine Timber|withdrawn|2025-11-13|Octal Capital/sponsor",
                  "Doukou Pharma|filed|2025-11-11|"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
