// Rankings of several products and measures in one sentence, and claims that are somebody else's:
// sentences of our own.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "parser/facts/rankings.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string shown(const Ranking& r) {
  return fmt::format("#{} {}|{}|{}|{}|{}", r.rank, r.subject, r.region.value_or("-"),
                     r.metric.value_or("-"), r.period.value_or("-"),
                     r.share_percent ? fmt::format("{}", *r.share_percent) : "-");
}

std::vector<std::string> told(const std::string& text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const FoundRanking& found : find_rankings(prepared, std::chrono::year(2026) / 6 / 10))
    all.push_back(shown(found.ranking));
  return all;
}

std::vector<std::string> of_issuers(const std::string& title, const std::string& text,
                                    const char* language) {
  std::vector<std::string> all;
  for (const Ranking& r :
       read_facts(title, text, language, std::chrono::year(2026) / 6 / 10, {}).rankings)
    all.push_back(shown(r));
  return all;
}

TEST(RankingLists, AProductWithItsShareInTheClauseInFront) {
  EXPECT_THAT(
      told("在2024年出货量的统计中,公司的薄片电池在全球市场中占据了约24.7%的份额,排名第一;其"
           "组件电池在全球市场的份额约为17.9%,位列第二。"),
      ElementsAre("#1 薄片电池|全球|-|2024|24.7", "#2 组件电池|全球|-|2024|17.9"));
  EXPECT_THAT(
      told("公司2024年年报已披露。报告期内,公司动力电池全球市占率达37.9%,连续8年位居全球第一;"
           "储能电池市占率为36.5%,连续4年全球第一。"),
      ElementsAre("#1 动力电池|全球|-|2024|37.9", "#1 储能电池|全球|-|2024|36.5"));
}

TEST(RankingLists, AShareForEachMeasureOrTrade) {
  EXPECT_THAT(
      told("于2023年按交易总额、搭乘次数计算,公司在中国顺风车平台排名第二,市场份额分别约"
           "31.8%、31.0%。"),
      ElementsAre("#2 顺风车平台|中国|交易总额|2023|31.8", "#2 顺风车平台|中国|搭乘次数|2023|31"));
  EXPECT_THAT(told("按2024年商品交易总额计,公司在中国的文具行业及玩具行业中排名第一,市场份额分别为"
                   "13.3%和21.5%。"),
              ElementsAre("#1 文具行业|中国|商品交易总额|2024|13.3",
                          "#1 玩具行业|中国|商品交易总额|2024|21.5"));
}

TEST(RankingLists, MeasuresPlacesAndYearsAround) {
  EXPECT_THAT(told("2023年,公司的协作机器人出货量达到1.4万台,位居全球协作机器人行业的第二名。"),
              ElementsAre("#2 协作机器人行业|全球|出货量|2023|-"));
  EXPECT_THAT(told("公司连续八年保持中国包装饮用水市场占有率第一的领导地位。"),
              ElementsAre("#1 包装饮用水|中国|-|-|-"));
  EXPECT_THAT(told("公司为仅次于岚屿机械的中国第二大工程机械制造商。"),
              ElementsAre("#2 工程机械制造商|中国|-|-|-"));
  EXPECT_THAT(told("It was the largest online pharmacy by revenue in China in 2019."),
              ElementsAre("#1 online pharmacy|China|revenue|2019|-"));
  EXPECT_THAT(told("It was established in July, 2014 and is the world's largest tower operator."),
              ElementsAre("#1 tower operator|the world|-|-|-"));
}

TEST(RankingLists, NoRankOfACompany) {
  EXPECT_THAT(told("此前已有40家公司上市,使得香港成为了全球第二大生物科技融资中心。"), IsEmpty());
  EXPECT_THAT(told("该股首日涨幅达300%,位列港股历史第六。"), IsEmpty());
  EXPECT_THAT(told("It is one of the world's largest manufacturers of mining hardware."),
              IsEmpty());
}

TEST(RankingLists, WhoStandsBesideTheClaimMakesIt) {
  const std::string filed =
      "Loxley Robotics filed for a listing on the Hong Kong stock exchange.\n";
  EXPECT_THAT(
      of_issuers("Loxley Robotics files",
                 filed + "It broke the record set by Pelham Bank, China's largest bank.", "en"),
      IsEmpty());
  EXPECT_THAT(
      of_issuers("Loxley Robotics files",
                 filed + "It competes with rivals. Loxley Robotics is China's largest maker "
                         "of welding robots.",
                 "en"),
      ElementsAre("#1 maker of welding robots|China|-|-|-"));
  EXPECT_THAT(
      of_issuers("乐溪机器人通过聆讯",
                 "继全球最大啤酒生产商北冠啤酒取消分拆后,乐溪机器人6月9日通过港交所上市聆讯。",
                 "zh-Hans"),
      IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
