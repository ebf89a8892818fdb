// Which company's which application sponsors belong to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;

// "issuer: name(role)" of all events.
std::vector<std::string> given(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh-Hans", make_date(2025, 11, 10)).events) {
    for (const SponsorMention& one : event.sponsors)
      all.push_back(event.issuer.name + ": " + one.name + "(" + std::string(name_of(one.role)) +
                    ")");
  }
  return all;
}

constexpr const char* kNews = "青禾机器人股份有限公司11月9日通过港交所聆讯";

TEST(EventSponsors, ThoseOfAnEarlierApplicationGiveWay) {
  EXPECT_THAT(given(std::string(kNews) +
                    "。公司曾于5月2日首次递表，保荐人为海通国际；此番则换成中金公司独家保荐。"),
              ElementsAre("青禾机器人股份有限公司: 中金公司(sole_sponsor)"));
  EXPECT_THAT(given(std::string(kNews) +
                    "，保荐人为中金公司；姊妹公司青禾储能则于2023年上市，当时保荐人为高盛。"),
              ElementsAre("青禾机器人股份有限公司: 中金公司(sponsor)"));
  // Where no others are told they are its sponsors.
  EXPECT_THAT(given(std::string(kNews) + "。公司于5月2日首次递表，保荐人为海通国际。"),
              ElementsAre("青禾机器人股份有限公司: 海通国际(sponsor)"));
}

TEST(EventSponsors, AnotherItemsSponsorsAreNotThoseOfTheOneBefore) {
  EXPECT_THAT(given(std::string(kNews) + "，保荐人为中金公司。\n\n另一只是磐石半导体（6636），"
                                         "每股48元至55元。保荐人高盛及瑞银。"),
              ElementsAre("青禾机器人股份有限公司: 中金公司(sponsor)"));
}

TEST(EventSponsors, ItemsInFrontAreAnothers) {
  EXPECT_THAT(given("上周两家公司递表。\n\n云岭生物打头阵，由高盛保荐。\n\n"
                    "青禾机器人股份有限公司11月9日通过港交所聆讯，农银国际为独家保荐人。"),
              ElementsAre("青禾机器人股份有限公司: 农银国际(sole_sponsor)"));
}

TEST(EventSponsors, OfWhomTheyAreMayStandBetweenNamesAndRole) {
  EXPECT_THAT(given(std::string(kNews) + "。高盛与富瑞为青禾机器人的联席保荐人。"),
              ElementsAre("青禾机器人: 高盛(joint_sponsor)", "青禾机器人: 富瑞(joint_sponsor)"));
}

TEST(EventSponsors, AParagraphOfSponsorsGoesOnAboutTheCompanyBefore) {
  EXPECT_THAT(
      given(std::string(kNews) + "。\n\n光大证券国际和浦银国际担任联席保荐人。\n\n同期招股的还有"
                                 "目睹科技(02625)，该股11月8日起招股。"),
      ElementsAre("青禾机器人股份有限公司: 光大证券国际(joint_sponsor)",
                  "青禾机器人股份有限公司: 浦银国际(joint_sponsor)"));
}

TEST(EventSponsors, ThoseOfTheAttemptsBeforeGiveWay) {
  EXPECT_THAT(
      given(std::string(kNews) + "，联席保荐人为中信建投国际、招银国际。公司2024年1月22日首次递表，"
                                 "前两次的保荐人都是国泰君安国际一家。"),
      ElementsAre("青禾机器人股份有限公司: 中信建投国际(joint_sponsor)",
                  "青禾机器人股份有限公司: 招银国际(joint_sponsor)"));
}

TEST(EventSponsors, OrdersAndDescriptions) {
  EXPECT_THAT(given(std::string(kNews) + "。保荐人阵容方面，包括中金公司及摩根大通。"),
              ElementsAre("青禾机器人股份有限公司: 中金公司(sponsor)",
                          "青禾机器人股份有限公司: 摩根大通(sponsor)"));
  EXPECT_THAT(given(std::string(kNews) + "，联席保荐人依次为高盛（亚洲）有限责任公司和招银国际。"),
              ElementsAre("青禾机器人股份有限公司: 高盛（亚洲）有限责任公司(joint_sponsor)",
                          "青禾机器人股份有限公司: 招银国际(joint_sponsor)"));
  EXPECT_THAT(given(std::string(kNews) + "，独家保荐人是名不见经传的朗屿融资。"),
              ElementsAre("青禾机器人股份有限公司: 朗屿融资(sole_sponsor)"));
  EXPECT_THAT(given(std::string(kNews) + "，中金公司为联席保荐人兼联席整体协调人。"),
              ElementsAre("青禾机器人股份有限公司: 中金公司(joint_sponsor)",
                          "青禾机器人股份有限公司: 中金公司(overall_coordinator)"));
}

TEST(EventSponsors, LiveQuotesBetweenNames) {
  EXPECT_THAT(
      given(std::string(kNews) + "，联席保荐人为国泰海通(02611.HK)  -0.080 (-0.503%)    沽空 "
                                 "$0.41亿; 比率 9.630%   及农银国际。"),
      ElementsAre("青禾机器人股份有限公司: 国泰海通(joint_sponsor)",
                  "青禾机器人股份有限公司: 农银国际(joint_sponsor)"));
}

// "name(role)" of the English text's company.
std::vector<std::string> of_english(const std::string& sentence) {
  std::vector<std::string> all;
  const auto read = [&](std::string_view text) {
    return read_facts("", text, "en", make_date(2025, 11, 10)).events;
  };
  for (const Event& event :
       read("Huaxin Servo passed its Hong Kong listing hearing.\n\n" + sentence)) {
    for (const SponsorMention& one : event.sponsors)
      all.push_back(one.name + "(" + std::string(name_of(one.role)) + ")");
  }
  return all;
}

TEST(EventSponsors, ChairsSeatsAndDuties) {
  EXPECT_THAT(
      of_english("BNP Paribas and Citi are joint sponsors, while BOCI has a seat as overall "
                 "coordinator."),
      ElementsAre("BNP Paribas(joint_sponsor)", "Citi(joint_sponsor)",
                  "BOCI(overall_coordinator)"));
  EXPECT_THAT(of_english("CICC has the sponsor's chair to itself."),
              ElementsAre("CICC(sole_sponsor)"));
  EXPECT_THAT(of_english("CICC and UBS share the sponsor role."),
              ElementsAre("CICC(sponsor)", "UBS(sponsor)"));
  EXPECT_THAT(of_english("Sponsor duties fall to CICC and Huatai International."),
              ElementsAre("CICC(sponsor)", "Huatai International(sponsor)"));
  EXPECT_THAT(of_english("The sponsors named in it are Guosen Securities (HK) and Altus Capital."),
              ElementsAre("Guosen Securities (HK)(sponsor)", "Altus Capital(sponsor)"));
  EXPECT_THAT(of_english("UBS and HSBC, joined by CLSA, act as joint sponsors."),
              ElementsAre("UBS(joint_sponsor)", "HSBC(joint_sponsor)", "CLSA(joint_sponsor)"));
}

TEST(EventSponsors, WhatIsSaidBesideABankPartsItNotFromItsRole) {
  EXPECT_THAT(of_english("CICC is its sole sponsor; Goldman Sachs, which arranged the last private "
                         "round, is an overall coordinator."),
              ElementsAre("CICC(sole_sponsor)", "Goldman Sachs(overall_coordinator)"));
}

TEST(EventSponsors, AParagraphThatBeginsWithBanksIsTheOneCompanys) {
  // Even if plans of others are told.
  EXPECT_THAT(
      of_english("CICC and UBS are the joint sponsors.\n\nIts rival Marlowe Tyres plans to list "
                 "its shares in Hong Kong on December 1."),
      ElementsAre("CICC(joint_sponsor)", "UBS(joint_sponsor)"));
}

TEST(EventSponsors, SeveralCompaniesInOrder) {
  const auto read = [](std::string_view text) {
    std::vector<std::string> all;
    for (const Event& event : read_facts("", text, "en", make_date(2025, 11, 10)).events) {
      for (const SponsorMention& one : event.sponsors)
        all.push_back(event.issuer.name + ": " + one.name);
    }
    return all;
  };
  EXPECT_THAT(
      read("Juniper Looms and Corvid Systems both passed their Hong Kong listing hearings on "
           "Thursday. The former is sponsored by UBS and Huatai, the latter by CICC."),
      ElementsAre("Juniper Looms: UBS", "Juniper Looms: Huatai", "Corvid Systems: CICC"));
  EXPECT_THAT(
      read("Juniper Looms and Corvid Systems both passed their Hong Kong listing hearings on "
           "Thursday. UBS and Huatai sponsor the former; CICC is sole sponsor of the latter."),
      ElementsAre("Juniper Looms: UBS", "Juniper Looms: Huatai", "Corvid Systems: CICC"));
  EXPECT_THAT(read("Juniper Looms and Corvid Systems filed in Hong Kong on Thursday, sponsored by "
                   "UBS and by a "
                   "pair of Citi and HSBC, in that order."),
              ElementsAre("Juniper Looms: UBS", "Corvid Systems: Citi", "Corvid Systems: HSBC"));
}

TEST(EventSponsors, TheProtagonistsBanksBesideAnotherDebut) {
  const Facts facts = read_facts(
      "Ocean Spirit sinks in Hong Kong debut",
      "Ocean Spirit fell on its first day of trading in Hong Kong on Friday.\n\nOcean Spirit "
      "raised "
      "HK$760 million.\n\nCITIC Securities was the sole sponsor.\n\nAlso debuting on Friday, "
      "water-purifier maker Springhead closed 5% higher.",
      "en", make_date(2025, 11, 10));
  ASSERT_FALSE(facts.events.empty());
  ASSERT_EQ(facts.events[0].sponsors.size(), 1U);
  EXPECT_EQ(facts.events[0].sponsors[0].name, "CITIC Securities");
}

TEST(EventSponsors, WhoIsInFrontOfThemInTheClause) {
  EXPECT_THAT(
      of_english("CICC is the sole sponsor.\n\nSnack stocks were busy, and soy-sauce producer "
                 "Old Crock is taking orders for a HK$3 billion deal sponsored by UBS."),
      ElementsAre("CICC(sole_sponsor)"));
  EXPECT_THAT(
      of_english("UBS joined the deal in October as an overall coordinator; CICC and HSBC are "
                 "the joint sponsors and also act as sponsor-overall coordinators."),
      ElementsAre("UBS(overall_coordinator)", "CICC(sponsor_overall_coordinator)",
                  "HSBC(sponsor_overall_coordinator)"));
}

// A rival that once filed is left with its paragraph.
TEST(SentenceTopics, ACompanyWithAPastOnlyIsLeftWithItsParagraph) {
  const Facts facts = read_facts("",
                                 std::string(kNews) +
                                     "。\n\n对手湖鲜记科技股份有限公司去年3月亦曾在港交所递表。\n\n"
                                     "招股书显示，2024年公司收入为24.06亿元。",
                                 "zh-Hans", make_date(2025, 11, 10));
  ASSERT_EQ(facts.figures.size(), 1u);
  EXPECT_EQ(facts.figures[0].issuer, "青禾机器人股份有限公司");
}

// What a sentence calls by their number: 甲和乙两家联席保荐人, 两行并任整体协调人.
TEST(EventSponsors, HousesThatAreCounted) {
  const std::string news = "清润冷链通过港交所聆讯。";
  const auto joint =
      ElementsAre("清润冷链: 华泰国际(joint_sponsor)", "清润冷链: 农银国际(joint_sponsor)");
  EXPECT_THAT(given(news + "操刀这单生意的是华泰国际和农银国际两家联席保荐人。"), joint);
  EXPECT_THAT(given(news + "背后站着华泰国际、农银国际两位联席保荐人。"), joint);
  EXPECT_THAT(given(news + "由华泰国际、农银国际两家机构联席保荐人护航。"), joint);
  EXPECT_THAT(
      given("清潤冷鏈通過港交所聆訊。負責推介的是華泰國際及農銀國際兩間聯席保薦人。"),
      ElementsAre("清潤冷鏈: 華泰國際(joint_sponsor)", "清潤冷鏈: 農銀國際(joint_sponsor)"));
  const auto both = ElementsAre(
      "清润冷链: 华泰国际(joint_sponsor)", "清润冷链: 农银国际(joint_sponsor)",
      "清润冷链: 华泰国际(overall_coordinator)", "清润冷链: 农银国际(overall_coordinator)");
  EXPECT_THAT(given(news + "联席保荐人为华泰国际及农银国际,两行并任整体协调人。"), both);
  EXPECT_THAT(given(news + "华泰国际及农银国际为联席保荐人,两行同时担任整体协调人。"), both);
}

// Cantonese: 一齊, 只得.
TEST(EventSponsors, CantoneseWordsBesideHouses) {
  EXPECT_THAT(
      given("清潤冷鏈通過港交所聆訊。華泰國際和農銀國際一齊做聯席保薦人。"),
      ElementsAre("清潤冷鏈: 華泰國際(joint_sponsor)", "清潤冷鏈: 農銀國際(joint_sponsor)"));
  EXPECT_THAT(given("清潤冷鏈通過港交所聆訊,保薦人只得農銀國際一家。"),
              ElementsAre("清潤冷鏈: 農銀國際(sole_sponsor)"));
}

TEST(EventSponsors, OfTheAShareListingAreNotOurs) {
  const std::string news =
      "Farstar Technology filed for a Hong Kong listing on Monday with UBS as sole sponsor. ";
  for (const char* other : {"Its A-share sponsor is Guotai Haitong Securities.",
                            "The sponsor of its A-share IPO was CITIC Securities.",
                            "CITIC Securities sponsored its A-share offering."}) {
    EXPECT_THAT(given(news + other), ElementsAre("Farstar Technology: UBS(sole_sponsor)"));
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
