// How houses set their text, and what that must not change: blanks between Chinese characters and
// figures, brackets of other widths; and names that look like other words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"
#include "tests/parser/facts_told.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;

constexpr auto kReadOn = [] { return make_date(2025, 11, 17); };  // a Monday

// "name stage day: sponsors"
std::vector<std::string> told_in(std::string_view title, std::string_view text,
                                 std::string_view language) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, language, kReadOn()).events) {
    std::string line = event.issuer.name + " " + std::string(name_of(event.stage));
    if (event.event_date) line += " " + to_iso(*event.event_date);
    if (!event.sponsors.empty()) line += ":";
    for (const SponsorMention& one : event.sponsors)
      line += " " + one.name + "/" + std::string(name_of(one.role));
    all.push_back(line);
  }
  return all;
}

TEST(HouseStyles, BlanksBetweenHanAndFiguresMeanNothing) {
  EXPECT_THAT(told_in("岚屿医药今日招股",
                      "公开资料显示，岚屿医药于 11 月 17 日 -20 日在港招股，共发行 3790 万股，"
                      "每股定价 26.4 港元，保荐人为 CICC 及海通国际。",
                      "zh-Hans"),
              ElementsAre("岚屿医药 launched 2025-11-17: CICC/sponsor 海通国际/sponsor"));
}

TEST(HouseStyles, ABlankBetweenPhrasesStaysOne) {
  EXPECT_THAT(told_in("岚屿智能递表港交所 2024年营收突破12亿元",
                      "据港交所11月16日披露，岚屿智能向港交所主板递交上市申请书。", "zh-Hans"),
              ElementsAre("岚屿智能 filed"));
}

TEST(HouseStyles, SmallBracketsAreBrackets) {
  EXPECT_THAT(told_in("嵐嶼科技﹙06177﹚今起招股",
                      "嵐嶼科技﹙06177﹚於今日﹙17日﹚起公開發售。每手買賣單位為100股B類股份，"
                      "入場費為11,615.89元。",
                      "zh-Hant"),
              ElementsAre("嵐嶼科技 launched 2025-11-17"));
}

TEST(HouseStyles, NamesThatEndLikeAVerb) {
  EXPECT_THAT(
      told_in("新股透視", "凍肉零售商瑞味來昨日向港交所遞表，同人融資為獨家保薦人。", "zh-Hant"),
      ElementsAre("瑞味來 filed 2025-11-16: 同人融資/sole_sponsor"));
}

TEST(HouseStyles, NamesThatHoldDe) {
  EXPECT_THAT(told_in("奈雪的茶今起招股", "奈雪的茶发布公告，公司于11月17日-20日招股。", "zh-Hans"),
              ElementsAre("奈雪的茶 launched 2025-11-17"));
  EXPECT_THAT(
      told_in("完美的一天", "11月17日，美的集团正式在港交所上市，集团旗下的岚屿置业早已上市。",
              "zh-Hans"),
      ElementsAre("美的集团 listed 2025-11-17"));
}

TEST(HouseStyles, AMonthInFrontOfACodedName) {
  EXPECT_THAT(told_in("粮油股公布结果", "主食企业十月麦田(09676.HK)公布配发结果，一手中签率100%。",
                      "zh-Hans"),
              ElementsAre("十月麦田 allotted"));
}

TEST(HouseStyles, AFormerListingElsewhereInTheHeadline) {
  EXPECT_THAT(told_in("快餐岚屿基招股书失效，曾于纽交所私有化退市",
                      "港交所披露易显示，岚屿基快餐控股有限公司(下称“岚屿基”)"
                      "提交的招股书状态已变为失效。",
                      "zh-Hans"),
              ElementsAre("岚屿基 lapsed"));
}

TEST(HouseStyles, WhatFollowsIfAListingSucceeds) {
  EXPECT_THAT(told_in("岚屿锂能二次递表港交所",
                      "岚屿锂能股份有限公司11月17日再次向港交所提交上市申请。\n"
                      "若岚屿锂能此次成功在港上市，将成为其继2009年登陆创业板后的又一次跨越。",
                      "zh-Hans"),
              ElementsAre("岚屿锂能 refiled 2025-11-17"));
}

TEST(HouseStyles, WhatIsSpunOffIsTheIssuer) {
  EXPECT_THAT(told_in("嵐基服務孖展超購12倍", "分拆自內房嵐基地產的嵐基服務，昨日開始公開發售。",
                      "zh-Hant"),
              ElementsAre("嵐基服務 launched 2025-11-16"));
}

TEST(HouseStyles, ATradeInFrontOfAName) {
  EXPECT_THAT(told_in("Winners and losers",
                      "Shipyard Easun Marine filed for a Hong Kong IPO on Monday.", "en"),
              ElementsAre("Easun Marine filed 2025-11-17"));
}

TEST(HouseStyles, TheEveOfADebutIsNoDebut) {
  EXPECT_THAT(
      told_in("Brightsmile Dental prices Hong Kong IPO at HK$12.80",
              "Brightsmile Dental announced the results of allotment today ahead of its debut "
              "tomorrow. Two banks, HSBC and CLSA, sponsored the share sale jointly.\nIn grey "
              "market trading this evening the stock changed hands at HK$15.10, up 18%.",
              "en"),
      ElementsAre("Brightsmile Dental allotted: HSBC/joint_sponsor CLSA/joint_sponsor",
                  "Brightsmile Dental priced"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
