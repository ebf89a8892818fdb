// Events, dates, names and sponsors, asserted by hand on texts of our own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kMonday = make_date(2025, 11, 10);

Facts read(std::string_view text, std::string_view language = "en", std::string_view title = "") {
  return read_facts(title, text, language, kMonday);
}

// "name|stage|event date|disclosed|board"
std::string summary(const Event& event) {
  const auto day = [](const std::optional<CivilDate>& date) {
    return date ? to_iso(*date) : std::string("-");
  };
  return event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" + day(event.event_date) +
         "|" + day(event.disclosed_on) + "|" +
         (event.board ? std::string(name_of(*event.board)) : "-");
}

std::vector<std::string> summaries(const Facts& facts) {
  std::vector<std::string> all;
  for (const Event& event : facts.events) all.push_back(summary(event));
  return all;
}

// "name=firm(role)"
std::vector<std::string> sponsors(const Facts& facts) {
  std::vector<std::string> all;
  for (const Event& event : facts.events) {
    for (const SponsorMention& sponsor : event.sponsors) {
      all.push_back(sponsor.name + "=" + sponsor.firm.value_or("?") + "(" +
                    std::string(name_of(sponsor.role)) + ")");
    }
  }
  return all;
}

std::vector<std::string> codes(const Facts& facts) {
  std::vector<std::string> all;
  for (const Warning& warning : facts.warnings) all.push_back(warning.code);
  return all;
}

TEST(Events, HearingWithDisclosureDayBoardAndShortName) {
  const Facts facts = read(
      "The Hong Kong Stock Exchange disclosed on November 7 that Bright Harbour Cranes Limited "
      "(hereinafter referred to as \"Bright Harbour\") "
      "has passed its listing hearing on the Main Board.");
  ASSERT_THAT(summaries(facts), ElementsAre("Bright Harbour|hearing|-|2025-11-07|main"));
  EXPECT_EQ(facts.events[0].issuer.legal_name, "Bright Harbour Cranes Limited");
  EXPECT_THAT(codes(facts), ElementsAre("year-inferred"));
}

TEST(Events, TheSameInBothChineseScripts) {
  for (const char* text : {"据港交所11月7日披露，明湾起重机集团有限公司(简称“明湾起重机”)"
                           "通过港交所主板上市聆讯，中金公司及华泰国际为联席保荐人。",
                           "據港交所11月7日披露，明灣起重機集團有限公司（簡稱「明灣起重機」）通過港"
                           "交所主板上市聆訊，中金公司及華泰國際為聯席保薦人。"}) {
    const Facts facts = read(text, "zh-Hans");
    ASSERT_EQ(facts.events.size(), 1u) << text;
    EXPECT_EQ(facts.events[0].stage, Stage::hearing);
    EXPECT_EQ(facts.events[0].disclosed_on, make_date(2025, 11, 7));
    EXPECT_EQ(facts.events[0].board, Board::main);
    ASSERT_EQ(facts.events[0].sponsors.size(), 2u) << text;
    EXPECT_EQ(facts.events[0].sponsors[0].firm, "CICC");
    EXPECT_EQ(facts.events[0].sponsors[1].firm, "Huatai International");
    EXPECT_EQ(facts.events[0].sponsors[1].role, Role::joint_sponsor);
  }
}

TEST(Events, FilingsAndRefilings) {
  EXPECT_THAT(summaries(read("On 3 November 2025, Bright Harbour Cranes Limited submitted a "
                             "listing application to the Hong Kong Stock Exchange.")),
              ElementsAre("Bright Harbour Cranes Limited|filed|2025-11-03|-|-"));
  EXPECT_THAT(
      summaries(read("11月5日，明湾起重机集团有限公司向港交所主板提交上市申请书。", "zh-Hans")),
      ElementsAre("明湾起重机集团有限公司|filed|2025-11-05|-|main"));
  EXPECT_THAT(summaries(read("明湾起重机集团有限公司再次向港交所主板递交上市申请。", "zh-Hans")),
              ElementsAre("明湾起重机集团有限公司|refiled|-|-|main"));
}

TEST(Events, AnEarlierFilingIsHistoryBesideTheNews) {
  const Facts facts =
      read("明湾起重机集团有限公司再次向港交所主板递交上市申请。此前该公司递交的上市申请已失效。",
           "zh-Hans");
  ASSERT_EQ(facts.events.size(), 2u);
  EXPECT_FALSE(facts.events[0].history);
  EXPECT_EQ(facts.events[1].stage, Stage::lapsed);
  EXPECT_TRUE(facts.events[1].history);
}

TEST(Events, PlansAndFailuresAreNoEvents) {
  const Facts plan =
      read("Bright Harbour Cranes Limited reportedly filed for a Hong Kong IPO in secret.");
  EXPECT_THAT(plan.events, IsEmpty());
  ASSERT_EQ(plan.unrealised.size(), 1u);
  EXPECT_EQ(plan.unrealised[0].outcome, Outcome::rumoured);
  const Facts failed = read("明湾起重机集团有限公司未能通过港交所主板上市聆讯。", "zh-Hans");
  EXPECT_THAT(failed.events, IsEmpty());
  ASSERT_EQ(failed.unrealised.size(), 1u);
  EXPECT_EQ(failed.unrealised[0].outcome, Outcome::not_approved);
}

TEST(Events, ConditionsDenialsAndOtherExchangesAreNoEvents) {
  for (const char* text : {"Unless Orion Shipping Holdings Limited passes its hearing at the Hong "
                           "Kong Stock Exchange, it will wait.",
                           "If Orion Shipping had submitted a listing application to the Hong Kong "
                           "Stock Exchange, it would have said so.",
                           "It was reported that Pear Motors had passed the listing hearing in "
                           "Hong Kong; the company denied the report.",
                           "Tidewater Holdings Limited, which is listed on the Main Board of the "
                           "Hong Kong Stock Exchange, sold a ship.",
                           "Farstar said its board had approved a plan. The plan is subject to "
                           "shareholder approval, filing with the China Securities Regulatory "
                           "Commission and passing the Hong Kong stock exchange's hearing.",
                           "It had considered Hong Kong. Ruifeng Materials passed the listing "
                           "committee hearing of the Shanghai Stock Exchange."}) {
    EXPECT_THAT(read(text).events, IsEmpty()) << text;
  }
  for (const char* text :
       {"星河能源若通过港交所聆讯，将于12月上市。",
        "星河能源公告，发行H股的事项尚需股东大会审议，并取得中国证监会备案、香港联交所聆讯通过。",
        "市场消息称，星河能源已通过港交所聆讯。", "天马网络未通过港交所聆讯。",
        "瑞丰材料已通过上交所科创板上市委员会聆讯。"}) {
    EXPECT_THAT(read(text, "zh-Hans").events, IsEmpty()) << text;
  }
}

TEST(Events, AHeadlineDoesNotOverruleItsBody) {
  const Facts facts =
      read("天马网络股份有限公司未能通过港交所上市聆讯。", "zh-Hans", "天马网络未通过港交所聆讯");
  EXPECT_THAT(facts.events, IsEmpty());
  EXPECT_EQ(facts.unrealised.size(), 1u);
}

TEST(Events, APageOfThousandsOfIssuersIsBounded) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += "Xq" + std::to_string(i) +
            "z Widgets Limited has passed the listing hearing of the Hong Kong Stock Exchange.\n\n";
  }
  EXPECT_LE(read(text).events.size(), 200u);
}

TEST(Events, CourtsAndSportHaveHearingsAndSponsorsToo) {
  EXPECT_THAT(read("Harbour Ferries Limited held a hearing before the High Court of Hong Kong on "
                   "the winding-up petition; Standard Chartered is the "
                   "sponsor of the marathon.")
                  .events,
              IsEmpty());
  EXPECT_THAT(
      read("法院就清盘呈请进行聆讯，海港渡轮有限公司通过聆讯提出抗辩；中信证券是马拉松的赞助商。",
           "zh-Hans")
          .events,
      IsEmpty());
}

TEST(Events, OnlyTheHeadlineTellsIt) {
  const Facts facts = read("The company makes harbour cranes.", "en",
                           "Bright Harbour Passes Hearing at Hong Kong Stock Exchange");
  ASSERT_THAT(summaries(facts), ElementsAre("Bright Harbour|hearing|-|-|-"));
  EXPECT_EQ(facts.events[0].evidence.in, Evidence::In::title);
}

TEST(Dates, AMissingYearIsTheNearestOneThatIsNotInTheFuture) {
  const std::string text = "据港交所12月30日披露，明湾起重机集团有限公司通过港交所主板上市聆讯。";
  const auto on = [&](std::optional<CivilDate> reference) {
    return read_facts("", text, "zh-Hans", reference);
  };
  EXPECT_EQ(on(make_date(2026, 1, 2)).events.at(0).disclosed_on, make_date(2025, 12, 30));
  EXPECT_EQ(on(make_date(2025, 12, 31)).events.at(0).disclosed_on, make_date(2025, 12, 30));
  const Facts unknown = on(std::nullopt);
  EXPECT_EQ(unknown.events.at(0).disclosed_on, std::nullopt);
  EXPECT_THAT(codes(unknown), ElementsAre("year-missing"));
}

TEST(Dates, ThePlannedListingDayIsNotTheDayOfTheHearing) {
  const Facts facts =
      read("琥珀路控股有限公司已通过港交所聆讯，预计将于11月25日在主板挂牌上市。", "zh-Hans");
  ASSERT_EQ(facts.events.size(), 1u);
  EXPECT_EQ(facts.events[0].stage, Stage::hearing);
  EXPECT_EQ(facts.events[0].event_date, std::nullopt);
}

TEST(Names, SharesOfACompanyAreNoPartOfItsName) {
  EXPECT_THAT(
      summaries(read(
          "Shares of Amber Path Holdings Limited began trading on the Main Board of the Hong Kong "
          "Stock Exchange on November 6.")),
      ElementsAre("Amber Path Holdings Limited|listed|2025-11-06|-|main"));
}

TEST(Dates, DaysThatDoNotExistAreNotRead) {
  const Facts facts =
      read("据港交所2025年2月31日披露，明湾起重机集团有限公司通过港交所主板上市聆讯。", "zh-Hans");
  EXPECT_EQ(facts.events.at(0).disclosed_on, std::nullopt);
}

TEST(Sponsors, ListsInEitherOrder) {
  const std::string start =
      "Bright Harbour Cranes Limited has passed its listing hearing on the Main Board";
  EXPECT_THAT(sponsors(read(start + ", with CICC and Huatai International as joint sponsors.")),
              ElementsAre("CICC=CICC(joint_sponsor)",
                          "Huatai International=Huatai International(joint_sponsor)"));
  EXPECT_THAT(sponsors(read(start + ". The joint sponsors are Morgan Stanley, BOC International "
                                    "and Pale Moon Capital Limited.")),
              ElementsAre("Morgan Stanley=Morgan Stanley(joint_sponsor)",
                          "BOC International=BOC International(joint_sponsor)",
                          "Pale Moon Capital Limited=?(joint_sponsor)"));
  EXPECT_THAT(sponsors(read(start + "; Somerley Capital is the sole sponsor.")),
              ElementsAre("Somerley Capital=Somerley Capital(sole_sponsor)"));
  EXPECT_THAT(
      sponsors(read("明湾起重机集团有限公司向港交所主板递交上市申请，独家保荐人为国泰君安国际。",
                    "zh-Hans")),
      ElementsAre("国泰君安国际=Guotai Junan International(sole_sponsor)"));
  EXPECT_THAT(
      sponsors(read(
          "明湾起重机集团有限公司向港交所主板递交上市申请，中信证券、中信建投国际担任联席保荐人。",
          "zh-Hans")),
      ElementsAre("中信证券=CITIC Securities(joint_sponsor)",
                  "中信建投国际=China Securities International (CSCI)(joint_sponsor)"));
}

TEST(Sponsors, LookalikesStayApart) {
  EXPECT_THAT(
      sponsors(read(
          "明湾起重机集团有限公司向港交所主板递交上市申请，招银国际及招商证券国际为联席保荐人。",
          "zh-Hans")),
      ElementsAre(::testing::HasSubstr("招银国际=CMB"),
                  ::testing::HasSubstr("招商证券国际=China Merchants Securities")));
}

TEST(Sponsors, CounselAndOtherRolesAreNotSponsors) {
  EXPECT_THAT(sponsors(read("Bright Harbour Cranes Limited has passed its listing hearing on the "
                            "Main Board. Miller Bank Partners is counsel to the joint "
                            "sponsors.")),
              IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
