// What happened, in Chinese texts: which exchange, news or history, whose.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// "name stage", with "history" behind what the text only looks back on.
std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  const Facts facts = read_facts(title, text, "zh-Hans", make_date(2025, 11, 10));
  for (const Event& event : facts.events)
    all.push_back(event.issuer.name + " " + std::string(name_of(event.stage)) +
                  (event.history ? " history" : ""));
  return all;
}

TEST(HanEvents, AnotherExchangeIsNotHongKong) {
  EXPECT_THAT(told("总部位于香港的装修公司Studio Mira Holdings周四在纳斯达克挂牌，首日收升三成。"
                   "公司首席财务官在敲钟仪式后说，暂无来港上市的打算。",
                   "香港设计公司Studio Mira登陆纳斯达克"),
              IsEmpty());
  EXPECT_THAT(
      told("物流科企「快舶」昨日在新交所首日掛牌，收升一成。快舶創辦人說，曾考慮在香港GEM上市。",
           "快舶登陸新交所 首日升一成"),
      IsEmpty());
  EXPECT_THAT(told("已在深交所上市的云岫液压11月7日向港交所递交H股上市申请。"),
              ElementsAre("云岫液压 filed"));
}

TEST(HanEvents, TheFirstDayOfAProductIsNoDebut) {
  EXPECT_THAT(told("本地券商富岭证券今日推出新股孖展平台。公司指平台推出首日已录2万宗登记。"),
              IsEmpty());
}

TEST(HanEvents, MonthsOfLongAgoAreHistory) {
  EXPECT_THAT(told("澜石生物11月9日通过港交所聆讯。对手“拓屿医药”已于今年3月递表。"),
              UnorderedElementsAre("澜石生物 hearing", "拓屿医药 filed history"));
  EXPECT_THAT(told("澜石生物11月9日通过港交所聆讯。公司5月首次递表。"),
              UnorderedElementsAre("澜石生物 hearing", "澜石生物 filed history"));
}

TEST(HanEvents, TheNameMayStandBehindTheVerb) {
  EXPECT_THAT(told("澜石光学(02691)今日在港交所挂牌。今早挂牌的还有晶屿光电(02786)，半日跌4%。"),
              UnorderedElementsAre("澜石光学 listed", "晶屿光电 listed"));
  EXPECT_THAT(told("澜石光学今日向港交所递表。同日递交申请的还有赌场中介商Angsana Leisure Group，"
                   "拟GEM上市。"),
              Contains("Angsana Leisure Group filed"));
}

TEST(HanEvents, TalkOfAStageIsNotTheStage) {
  EXPECT_THAT(told("芯屿科技回应称：谈递表为时尚早。港交所未予置评。"), IsEmpty());
  EXPECT_THAT(
      told("证监会11月7日公示境外发行上市备案补充材料要求，要求芯屿科技说明股权变动。港交所。"),
      IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
