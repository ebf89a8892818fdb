#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/read_facts.h"
#include "tests/parser/facts_event_lines.h"

namespace gongwatch::parser::facts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const auto kToday = make_date(2025, 11, 10);

std::vector<std::string> told(std::string_view title, std::string_view text,
                              std::string_view language = "zh-Hans") {
  return event_lines(title, text, language, kToday, Days::event);
}

std::vector<std::string> figures(std::string_view text) {
  std::vector<std::string> lines;
  for (const Figure& one : read_facts("青禾科技递表港交所", text, "zh-Hans", kToday).figures)
    lines.push_back(one.metric);
  return lines;
}

TEST(ListedBefore, DebutsOnTheMainlandAreNotOurs) {
  EXPECT_THAT(
      told("每周熱點｜青禾首掛飆4.6倍",
           "青禾首掛狂飆\n\n青禾科技周三（5日）在上海科創板掛牌，首日收報845元，較發行價高4."
           "6倍。",
           "zh-Hant"),
      IsEmpty());
  EXPECT_THAT(told("青禾科技科創板首掛升五成",
                   "青禾科技今日在上海證券交易所科創板上市，收市報37.2元，較發行價24.8元升50%。\n\n"
                   "青禾科技公開發行1.7億股，網上中籤率0.038%。",
                   "zh-Hant"),
              IsEmpty());
}

TEST(ListedBefore, ADebutHereBesideOneOnTheMainlandIs) {
  EXPECT_THAT(
      told("青禾科技H股首日升一成",
           "青禾科技2021年在科创板上市。\n\n青禾科技今日在港交所主板挂牌，收报37.2港元，较发售价"
           "上升一成。"),
      ElementsAre("青禾科技|listed|2025-11-10"));
}

TEST(ListedBefore, ResultsOfAnOfferOfMonthsAgoAreNoNews) {
  EXPECT_THAT(
      told("青禾智药再签大单",
           "青禾智药（03699.HK）公布最新的合作大单。\n\n青禾智药于2025年8月1日完成了在港交所主板"
           "的挂牌上市，发行价定为24.05港元/股。香港公开发售部分录得约1427倍的超额认购。"),
      testing::Each(testing::Not(testing::HasSubstr("allotted"))));
}

TEST(ListedBefore, FiguresOfAnAShareOfferAreNone) {
  EXPECT_THAT(
      figures("青禾科技股份有限公司向港交所递交上市申请。\n\n青禾科技2024年7月底在深交所创业板"
              "上市，发行价21.21元，募资8.8亿元。截至今日收盘，青禾科技股价为50.59元，市值为210"
              "亿元。"),
      IsEmpty());
}

TEST(Refilings, AnUndatedFilingBesideAFormerOneIsTheNews) {
  EXPECT_THAT(
      told("青禾科技向港交所主板递交上市申请",
           "据港交所文件披露，青禾科技股份有限公司向港交所主板递交上市申请书，独家保荐人为中金公司"
           "，此前曾于2025年1月28日递表港股。"),
      UnorderedElementsAre("青禾科技|refiled|-", "青禾科技|filed|2025-01-28|history"));
}

TEST(Refilings, LatelyIsNotTheDayOfTheDateline) {
  EXPECT_THAT(
      told("青禾乳业冲刺港股",
           "晨网 李四 11月8日\n\n青禾乳业集团股份有限公司（简称：“青禾乳业”）日前更新招股书，准备在"
           "港交所上市。"),
      ElementsAre("青禾乳业|refiled|-"));
}

TEST(Negatives, RulesOfTheExchangeAreNoFilings) {
  EXPECT_THAT(
      told(
          "【港交所】新上市申請有效期延至12個月",
          "港交所(00388)今日(10日)宣布，將實施一項短期豁免，在符合一定條件下，合資格新上市申請的有"
          "效期由遞交上市申請表格日起計，由六個月延長至12個月。\n\n聯交所指，新措施可減少重新提交申"
          "請頻率。",
          "zh-Hant"),
      IsEmpty());
}

TEST(Negatives, RumoursPlacingsTicketsAndTransfersAreNone) {
  for (const char* text :
       {"“秘密递表港交所”的消息传了一天，青禾手机坐不住了。",
        "青禾乳业(01976.HK)公布，公司与配售代理订立配售协议，认购最多1.5亿股新股份。",
        "青禾体育成为联赛冠名商，前国脚敲响铜锣，门票于11月10日正式开售。",
        "青禾水产拟在大连产权交易所公开挂牌转让其股权，挂牌底价为1.08亿元。"}) {
    EXPECT_THAT(told("青禾", text), IsEmpty()) << text;
  }
}

TEST(Negatives, WordsBesideTheNewsDoNotHideIt) {
  for (const char* text : {"近年专注人工智能的青禾科技(02788)今日在港交所主板挂牌上市，收报20元。",
                           "青禾期货(02788)今日在港交所主板挂牌上市，收报12元。",
                           "青禾科技计划扩充产能，并于今日在港交所挂牌上市，收报20元。"}) {
    EXPECT_THAT(told("港股新股", text), ElementsAre(testing::HasSubstr("|listed|2025-11-10")))
        << text;
  }
}

TEST(Negatives, OldStocksAndFundsBesideNewcomersAreNone) {
  for (const char* text : {"三只新股高于上市价。恒指收市报26000点。腾讯收市报600元。",
                           "去年同日上市的青禾科技收报8.1元，港元走强。",
                           "今日上市的南方比特币ETF收报8.1元，港股早段走高。"}) {
    EXPECT_THAT(told("港股走高", text), IsEmpty()) << text;
  }
}

TEST(Names, ACodeEndsANameWhateverItEndsWith) {
  EXPECT_THAT(told("青西裕能递表港交所",
                   "青西裕能（301998）正式向港交所递交H股上市申请，中信建投国际为独家保荐人。"),
              ElementsAre("青西裕能|filed|-"));
}

TEST(Hearings, OfTheSecondBoardAreOurs) {
  EXPECT_THAT(
      told("青禾控股過創業板聆訊", "經營麵包連鎖店的青禾控股，已通過創業板上市聆訊。", "zh-Hant"),
      ElementsAre("青禾控股|hearing|-"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
