// Chinese looks back on a week, and columns that put one company after another before the reader.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// "name stage day", with * behind a day of disclosure; written on Saturday, December 20.
std::vector<std::string> told(std::string_view text, std::string_view title = "新股消息",
                              std::optional<CivilDate> day = make_date(2025, 12, 20)) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh", day).events) {
    std::string one = event.issuer.name + " " + std::string(name_of(event.stage));
    if (event.event_date) one += " " + to_iso(*event.event_date);
    if (event.disclosed_on) one += " " + to_iso(*event.disclosed_on) + "*";
    all.push_back(one);
  }
  return all;
}

TEST(HanWeeks, AFirstDayWhoseCloseIsToldIsOver) {
  EXPECT_THAT(
      told("本報整理港交所新股動態：\n"
           "星期三：連鎖烘焙企業麥田未來(02791)上市，收報8.1元；同日，凍品商海川食品的申請失效。"),
      UnorderedElementsAre("麥田未來 listed 2025-12-17", "海川食品 lapsed 2025-12-17"));
  EXPECT_THAT(told("港交所新股动态：\n激光雷达公司明镜光电（02792）周二首日挂牌，收涨31%。"),
              ElementsAre("明镜光电 listed 2025-12-16"));
  // "周二挂牌" alone may be the one to come.
  EXPECT_THAT(told("激光雷达公司明镜光电（02792）周二在港交所挂牌，入场费4,040元。"),
              ElementsAre());
}

TEST(HanWeeks, TheComingMondayHasAnotherName) {
  const auto friday = make_date(2025, 12, 19);
  EXPECT_THAT(told("主打中式糕點的桂香記周一開始在港交所招股，定價18至21元。", "新股消息", friday),
              ElementsAre("桂香記 launched 2025-12-15"));
}

TEST(HanWeeks, NewsOfAHearingWasShownOnTheDay) {
  EXPECT_THAT(told("港交所新股动态：\n星期五：支付平台江海支付(09896)上市，收市跌5%；"
                   "数据中心企业云图未来则获港交所披露通过聆讯。"),
              UnorderedElementsAre("江海支付 listed 2025-12-19", "云图未来 hearing 2025-12-19*"));
}

TEST(HanColumns, QuotedNamesArePutBeforeTheReader) {
  EXPECT_THAT(told("先講已開始招股的「和暢茶飲」(02795)。這間賣茶的公司周三起在港交所招股。\n"
                   "再談「曙光軌道」。這間檢測集團，周四在港交所網站現身，文件顯示已通過聆訊。",
                   "新股逐隻講"),
              UnorderedElementsAre("和暢茶飲 launched 2025-12-17", "曙光軌道 hearing 2025-12-18*"));
}

TEST(HanColumns, WhatItDoesIntroducesAName) {
  EXPECT_THAT(told("造折叠电动车的轻骑青山，招股书12月17日在港交所到期失效。"),
              ElementsAre("轻骑青山 lapsed 2025-12-17"));
  EXPECT_THAT(told("做預製菜的大廚到家，招股書12月17日在港交所失效。"),
              ElementsAre("大廚到家 lapsed 2025-12-17"));
}

TEST(HanNames, WhereSharesAlreadyTradeIsNotTheStage) {
  EXPECT_THAT(told("科创板上市的光刻胶企业江南光刻股份有限公司昨(18日)在港交所披露聆讯后资料集，"
                   "独家保荐人为中金公司。",
                   "港交所新股消息"),
              ElementsAre("江南光刻股份有限公司 phip 2025-12-18*"));
}

TEST(HanNames, LegalNamesMayStandInsideAPhrase) {
  EXPECT_THAT(told("港交所网站12月18日挂出江南生物医药(无锡)股份有限公司（下称“江南生物”）的聆讯后"
                   "资料集。"),
              ElementsAre("江南生物 phip 2025-12-18*"));
}

TEST(HanNames, ANumberedHouseIsNoDay) {
  EXPECT_THAT(told("倉儲企業8號倉物流控股有限公司昨日向港交所遞交上市申請。8號倉去年收入5億元，"
                   "8號倉為香港第三大迷你倉營運商。",
                   "8號倉遞表"),
              ElementsAre("8號倉 filed 2025-12-19"));
}

TEST(HanNames, ADayOfWhichIsToldLater) {
  EXPECT_THAT(told("江南生物今日發通告，宣布已於12月16日撤回其在港交所的主板上市申請。"),
              ElementsAre("江南生物 withdrawn 2025-12-16 2025-12-20*"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
