// What a ranking claim leaves unsaid and takes from the words around it: sentences of our own.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "parser/facts/rankings.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "rank subject|region|metric|period|share|authority|claimant"
std::vector<std::string> told(const std::string& text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const FoundRanking& found : find_rankings(prepared, std::chrono::year(2026) / 6 / 10)) {
    const Ranking& r = found.ranking;
    all.push_back(fmt::format(
        "{}{} {}|{}|{}|{}|{}|{}|{}", r.rank_kind == RankKind::ordinal ? "#" : "top ", r.rank,
        r.subject, r.region.value_or("-"), r.metric.value_or("-"), r.period.value_or("-"),
        r.share_percent ? fmt::format("{}", *r.share_percent) : "-", r.authority.value_or("-"),
        found.claimant));
  }
  return all;
}

TEST(RankingContext, ASecondMeasureKeepsGroupAndYearOfTheClaimInFront) {
  EXPECT_THAT(told("以2025年收入计,公司是大湾区最大的私营眼科集团,市占率13.8%。若按手术量计,"
                   "集团在华南地区排名第二。"),
              ElementsAre("#1 私营眼科集团|大湾区|收入|2025|13.8|-|",
                          "#2 私营眼科集团|华南地区|手术量|2025|-|-|"));
  EXPECT_THAT(
      told("By revenue in 2025 the company was the third-largest supplier of welding "
           "equipment in China. In the same year, it was the largest supplier of die-cutting "
           "tools in the world."),
      ElementsAre("#3 supplier of welding equipment|China|revenue|2025|-|-|",
                  "#1 supplier of die-cutting tools|the world|revenue|2025|-|-|"));
}

TEST(RankingContext, APointingSentenceMeansTheYearInFront) {
  EXPECT_THAT(told("Deliveries reached 3.9 GWh in 2024. That made it the world's third-biggest "
                   "supplier of sodium-ion cells by shipments."),
              ElementsAre("#3 supplier of sodium-ion cells|the world|shipments|2024|-|-|"));
  EXPECT_THAT(told("2024年的出货量达3.9GWh。这一数字使公司成为全球第三大钠离子电池供应商。"),
              ElementsAre("#3 钠离子电池供应商|全球|-|2024|-|-|"));
}

TEST(RankingContext, ABareRankIsOfTheGroupThatTheSentenceBeginsWith) {
  EXPECT_THAT(
      told("The chain ranked third in China among snack shops by sales in 2024. In Hunan it "
           "was first."),
      ElementsAre("#3 snack shops|China|sales|2024|-|-|", "#1 snack shops|Hunan|sales|2024|-|-|"));
  EXPECT_THAT(told("The lender was the ninth-largest among the country's 31 licensed lenders. By "
                   "number of borrowers it was fifth."),
              ElementsAre("#9 licensed lenders|the country|-|-|-|-|",
                          "#5 licensed lenders|-|number of borrowers|-|-|-|"));
  EXPECT_THAT(told("In June it was first told of the probe."), IsEmpty());
}

TEST(RankingContext, SourcesOfTheParagraph) {
  EXPECT_THAT(
      told("按2024年产量计,公司在中国磷矿企业中排名第七;按产能计,在中国磷酸铁生产商中排名第九。"
           "上述排名由赛迪顾问提供。"),
      ElementsAre("#7 磷矿企业|中国|产量|2024|-|赛迪顾问|",
                  "#9 磷酸铁生产商|中国|产能|2024|-|赛迪顾问|"));
  EXPECT_THAT(told("A report by Roland Berger says that the market will grow. By orders in 2025, "
                   "Aerolark ranked second in China among flying taxi developers."),
              ElementsAre("#2 flying taxi developers|China|orders|2025|-|Roland Berger|Aerolark"));
}

TEST(RankingContext, SharesOfAPlaceAndOfTheNextSentence) {
  EXPECT_THAT(
      told("按2024年收入计,公司是全球第二大、中国最大的起重机制造商,全球市占率21.8%。"),
      ElementsAre("#2 起重机制造商|全球|收入|2024|21.8|-|", "#1 起重机制造商|中国|收入|2024|-|-|"));
  EXPECT_THAT(
      told("It is China's third-largest maker of kilns by 2024 revenue. Its market share was "
           "11.4%."),
      ElementsAre("#3 maker of kilns|China|revenue|2024|11.4|-|"));
  EXPECT_THAT(
      told("It is China's third-largest maker of kilns by 2024 revenue. Its gross margin was "
           "11.4%."),
      ElementsAre("#3 maker of kilns|China|revenue|2024|-|-|"));
}

TEST(RankingContext, ARankThatMovedIsOfTheYearItMovedTo) {
  EXPECT_THAT(told("以收入计,公司在中国窑炉企业中的排名由2023年的第五升至2024年的第三。"),
              ElementsAre("#3 窑炉企业|中国|收入|2024|-|-|"));
}

TEST(RankingContext, AnotherGroupIsOfTheSamePlaceASegmentIsToldForItself) {
  EXPECT_THAT(
      told("按2023年货运量计,公司在中国快运市场排名第六;在加盟制快运网络中则排名第三。"),
      ElementsAre("#6 快运市场|中国|货运量|2023|-|-|", "#3 加盟制快运网络|中国|货运量|2023|-|-|"));
  EXPECT_THAT(
      told("按2023年销售额计,公司在中国快检市场排名第二,在儿科细分市场则排名第一。"),
      ElementsAre("#2 快检市场|中国|销售额|2023|-|-|", "#1 儿科细分市场|-|销售额|2023|-|-|"));
}

TEST(RankingContext, OthersAreNotRanked) {
  EXPECT_THAT(told("排在首位的是一家日本品牌。"), IsEmpty());
  EXPECT_THAT(told("腾讯是它最大的渠道。"), IsEmpty());
  EXPECT_THAT(told("大家乐集团(0341)为香港最大的快餐集团。"),
              ElementsAre("#1 快餐集团|香港|-|-|-|-|大家乐集团"));
}

TEST(RankingContext, OtherWordsForARank) {
  EXPECT_THAT(told("2024年,公司以11.4%的市占率稳坐中国压缩机市场第三把交椅。"),
              ElementsAre("#3 压缩机市场|中国|-|2024|11.4|-|"));
  EXPECT_THAT(told("按2024年销量计,公司为全国压缩机行业的亚军。"),
              ElementsAre("#2 压缩机行业|全国|销量|2024|-|-|"));
  EXPECT_THAT(told("It is the world's second-biggest and China's biggest maker of compressors."),
              ElementsAre("#2 maker of compressors|the world|-|-|-|-|",
                          "#1 maker of compressors|China|-|-|-|-|"));
  EXPECT_THAT(
      told("By sales in 2025 it is China's number two in strollers, behind a rival that has "
           "traded in Hong Kong since 2010."),
      ElementsAre("#2 strollers|China|sales|2025|-|-|"));
}

TEST(RankingContext, TheBiggestOfThemIsNoTrade) {
  EXPECT_THAT(told("Four investors have promised to buy shares. The biggest of them, a fund of the "
                   "province, accounts for US$20 million."),
              ElementsAre());
}

TEST(RankingContext, ARankThatMovedIsWhereItStandsNow) {
  EXPECT_THAT(told("It rose from fifth in 2023 to third in 2024 among lens makers in China by "
                   "revenue."),
              ElementsAre("#3 lens makers|China|revenue|2024|-|-|"));
  EXPECT_THAT(told("The company climbed from eighth place in 2022 to fourth in 2024 among lens "
                   "makers in China by revenue."),
              ElementsAre("#4 lens makers|China|revenue|2024|-|-|"));
  EXPECT_THAT(told("It ranked third among lens makers in China by revenue in 2024, up from fifth."),
              ElementsAre("#3 lens makers|China|revenue|2024|-|-|"));
}

TEST(RankingContext, OneNounOfTwoRanks) {
  EXPECT_THAT(told("By 2024 revenue the company was China's largest, and the world's "
                   "sixth-largest, maker of marine valves."),
              ElementsAre("#1 maker of marine valves|China|revenue|2024|-|-|",
                          "#6 maker of marine valves|the world|revenue|2024|-|-|"));
  EXPECT_THAT(told("By 2024 sales it was the sixth-largest vaccine producer in China with a 5.7 "
                   "percent share and the second-largest of avian flu vaccines with 18.2 percent."),
              ElementsAre("#6 vaccine producer|China|sales|2024|5.7|-|",
                          "#2 avian flu vaccines|China|sales|2024|18.2|-|"));
  EXPECT_THAT(told("按2024年客房收入计,集团在内地连锁酒店集团中排名第三,于华南则为第一。"),
              ElementsAre("#3 连锁酒店集团|内地|客房收入|2024|-|-|",
                          "#1 连锁酒店集团|华南|客房收入|2024|-|-|"));
}

TEST(RankingContext, PlacesInOtherWords) {
  EXPECT_THAT(told("It was the third-best-selling instant noodle in China by retail value in "
                   "2024."),
              ElementsAre("#3 instant noodle|China|retail value|2024|-|-|"));
  EXPECT_THAT(told("The company commands 21% of the global market for Bluetooth audio chips by "
                   "shipments, second to Kestrel Inc., it said, citing CIC data for 2025."),
              ElementsAre("#2 market for Bluetooth audio chips|global|shipments|2025|21|CIC|"));
  EXPECT_THAT(told("以2024年零售额计,公司在中国床褥品牌中稳占首席,市场份额达14.6%。"),
              ElementsAre("#1 床褥品牌|中国|零售额|2024|14.6|-|"));
  EXPECT_THAT(told("按2024年收入计,公司位居国内康复医疗集团之首。"),
              ElementsAre("#1 康复医疗集团|国内|收入|2024|-|-|"));
  EXPECT_THAT(told("按零售额算,它在中国预包装螺蛳粉里排老三。"),
              ElementsAre("#3 预包装螺蛳粉|中国|零售额|-|-|-|"));
  EXPECT_THAT(told("公司去年车载镜头出货量占全球9.4%,名列第四。"),
              ElementsAre("#4 车载镜头|全球|出货量|2025|9.4|-|"));
  EXPECT_THAT(told("公司委任首席执行官,排名不分先后。"), IsEmpty());
}

TEST(RankingContext, ADatelineIsNoTrade) {
  EXPECT_THAT(
      told("《某某社15日专讯》江西钨矿企业鼎盛钨业通过聆讯。按2024年产量计,集团在全国排名第六。"),
      ElementsAre("#6 江西钨矿企业|全国|产量|2024|-|-|"));
}

TEST(RankingContext, WhoSaysIt) {
  EXPECT_THAT(told("It is the largest gold mine in Tajikistan by reserves, consultant SRK says in "
                   "the report."),
              ElementsAre("#1 gold mine|Tajikistan|reserves|-|-|SRK|"));
  EXPECT_THAT(told("It ranks as the ninth-largest lithium producer worldwide, Benchmark Minerals "
                   "reckons."),
              ElementsAre("#9 lithium producer|worldwide|-|-|-|Benchmark Minerals|"));
  // By whom, not by what.
  EXPECT_THAT(told("依弗若斯特沙利文统计,公司为中国第三大轴承商。"),
              ElementsAre("#3 轴承商|中国|-|-|-|弗若斯特沙利文|"));
}

TEST(RankingContext, WhoStandsRightBehindTheClaimMakesIt) {
  EXPECT_THAT(told("全球最大啤酒商北冠啤酒宣布分拆岚屿亚太。"),
              ElementsAre("#1 啤酒商|全球|-|-|-|-|北冠啤酒"));
  EXPECT_THAT(told("上月,亚太区最大物流地产平台ERZ亦公布押后上市。"),
              ElementsAre("#1 物流地产平台|亚太区|-|-|-|-|ERZ"));
  EXPECT_THAT(told("河南省最大的城市商业银行——岚屿银行昨日挂牌。"),
              ElementsAre("#1 城市商业银行|河南省|-|-|-|-|"));
}

TEST(RankingContext, TheLargestDealIsNoRankOfACompany) {
  EXPECT_THAT(told("这也是香港历来最大的首次公开募股。"), IsEmpty());
  EXPECT_THAT(told("为全日成交额最大个股,占主板成交11.8%。"), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
