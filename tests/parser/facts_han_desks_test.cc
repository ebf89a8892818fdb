// Real desks' ways of telling Chinese news: several companies in one paragraph, names half Latin,
// words that are no names, attempts that are only counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// "name stage" of all events; history is marked.
std::vector<std::string> told(std::string_view text, std::string_view title = "新股消息",
                              std::optional<CivilDate> day = make_date(2025, 11, 17)) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh-Hans", day).events) {
    std::string line = event.issuer.name + " " + std::string(name_of(event.stage));
    if (event.event_date) line += " " + to_iso(*event.event_date);
    if (event.disclosed_on) line += " seen " + to_iso(*event.disclosed_on);
    all.push_back(line + (event.history ? " history" : ""));
  }
  return all;
}

TEST(HanDesks, WordsOfTheLanguageAreNoCompanies) {
  EXPECT_THAT(told("細行惟有「兜兜轉轉」搵生意，把根本上不了市的公司照樣遞表。"), IsEmpty());
  EXPECT_THAT(told("大市急跌，難免潛水，散戶紛紛離場，快速上市未必是好事。"), IsEmpty());
  EXPECT_THAT(
      told("海川能源曾两度递交申请材料，但均因资料超期而失效。海川能源11月14日再度向港交所递表。"),
      Not(Contains(StartsWith("均因"))));
}

TEST(HanDesks, WhoSpeaksOfItselfMayDoSoBehindADay) {
  EXPECT_THAT(
      told(
          "11月14日，海川能源发布公告称，公司于当日取得中国证监会出具的《境外发行上市备案通知书》，"
          "拟发行不超过2亿股普通股并在香港联交所上市。"),
      ElementsAre("海川能源 csrc_filed 2025-11-14 seen 2025-11-14"));
  EXPECT_THAT(told("據悉，11月14日，海川能源公告，公司已收到中證監的備案通知書，擬在港上市。"),
              Contains(StartsWith("海川能源 csrc_filed")));
}

TEST(HanDesks, TheRegulatorsConsentInOtherWords) {
  for (const char* words : {"已获中国证监会核准", "獲得中國證監會放行", "获中证监点头"}) {
    EXPECT_THAT(told("恒光医药赴港上市" + std::string(words) + "。恒光医药拟于港交所主板上市。"),
                ElementsAre("恒光医药 csrc_filed"));
  }
}

TEST(HanDesks, NamesThatBeginInLatinWordsAreWhole) {
  EXPECT_THAT(told("11月14日，K Dash金融科技集团有限公司向港交所主板递交上市申请。据招股书，K "
                   "Dash金融是持牌信贷机构，K Dash金融去年收入3亿港元。K Dash金融未派息。"),
              ElementsAre("K Dash金融 filed 2025-11-14"));
}

TEST(HanDesks, ListsHoldLatinNamesBehindTheirTrades) {
  EXPECT_THAT(
      told("港交所官网显示，社交平台Heart、北林控股有限公司、丽石国际控股有限公司等多家企业的"
           "上市资料均处于“失效”状态。"),
      ElementsAre("Heart lapsed", "北林控股有限公司 lapsed", "丽石国际控股有限公司 lapsed"));
  EXPECT_THAT(
      told("港交所網站顯示，物流公司Glow、茶飲品牌Teaa和嵐山藥業三家企業的上市申請均已失效。"),
      ElementsAre("Glow lapsed", "Teaa lapsed", "嵐山藥業 lapsed"));
  EXPECT_THAT(told("至于A股公司岚山药业、翠龙生物，周五亦同步向港交所递交上市申请。"),
              ElementsAre("岚山药业 filed 2025-11-14", "翠龙生物 filed 2025-11-14"));
}

TEST(HanDesks, CountedAttemptsAreAFilingAndLaterOnes) {
  EXPECT_THAT(
      told("岚山药业11月14日在港交所上市。公开资料显示，岚山药业曾分别在2020年10月、2021年4月及"
           "2023年2月三度向港交所递交上市申请。"),
      ElementsAre("岚山药业 listed 2025-11-14", "岚山药业 filed history",
                  "岚山药业 refiled history"));
  EXPECT_THAT(told("嵐山藥業11月14日向港交所遞表，嵐山藥業早前曾兩度衝擊港股上市。"),
              Contains("嵐山藥業 refiled 2025-11-14"));
  EXPECT_THAT(told("岚山药业11月14日向港交所提交上市申请，这是公司第二次申请在港上市。"),
              ElementsAre("岚山药业 refiled 2025-11-14"));
}

TEST(HanDesks, ADayThatOnlyTellsWhichCompanyIsNotTheNews) {
  EXPECT_THAT(told("明日上市的内地房地产商翠龙地产公布，公开发售部分认购不足。每股定价3.93港元。"),
              ElementsAre("翠龙地产 allotted", "翠龙地产 priced"));
}

TEST(HanDesks, HowACompanyCameToItsOfferIsHistory) {
  EXPECT_THAT(told("另一家在10月28日通过港交所聆讯的生物科技公司泰岭医疗也在11月14日启动招股。"),
              ElementsAre("泰岭医疗 hearing 2025-10-28 history", "泰岭医疗 launched 2025-11-14"));
  EXPECT_THAT(
      told(
          "11月14日，海川能源二次递表港交所。在此次递交上市申请前不久，海川能源公告，公司已收到中国"
          "证监会出具的备案通知书。"),
      Contains(AllOf(StartsWith("海川能源 csrc_filed"), EndsWith("history"))));
}

TEST(HanDesks, WhatGoesOnIsNotPutOff) {
  EXPECT_THAT(
      told("事隔一周，按下暂停键的海川科技重启公开招股。海川科技11月17日在港交所公告，今日重启公开"
           "招股。"),
      Contains("海川科技 launched 2025-11-17"));
}

TEST(HanDesks, WorkForAListingIsNone) {
  for (const char* work : {"的相关工作", "的有關事宜", "事项"}) {
    EXPECT_THAT(told("岚山药业11月14日公告，公司正在推进发行H股并在香港联交所主板挂牌上市" +
                     std::string(work) + "。"),
                IsEmpty());
  }
}

TEST(HanDesks, AHeadingOverAnotherStoryIsNotOfTheCompanyBefore) {
  EXPECT_THAT(told("布谷積木昨午截飛，市傳上限定價。\n蜜桃申港掛牌獲備案\n年初再遞上市申請的蜜桃冰"
                   "城昨獲中證監"
                   "印發備案通知書，擬在港交所上市。",
                   "布谷積木認購料逾千億"),
              Not(Contains(StartsWith("布谷積木 csrc_filed"))));
}

TEST(HanDesks, DebutsThatAreLookedUpAreHistory) {
  EXPECT_THAT(
      told("翻查資料顯示，在11月10日，嵐山藥業（2691）、翠龍生物（2695）及海川能源（2581）同日掛牌"
           "，均"
           "跌穿招股價。"),
      ElementsAre("嵐山藥業 listed 2025-11-10 history", "翠龍生物 listed 2025-11-10 history",
                  "海川能源 listed 2025-11-10 history"));
}

TEST(HanDesks, ASundayLooksBackOnTheWeekThatIsOver) {
  EXPECT_THAT(told("岚山药业上周五通过港交所聆讯。", "新股", make_date(2025, 11, 16)),
              ElementsAre("岚山药业 hearing 2025-11-14"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
