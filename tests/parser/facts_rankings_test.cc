// Ranking claims, asserted by hand on sentences of our own.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "parser/facts/rankings.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string or_dash(const std::optional<std::string>& value) { return value.value_or("-"); }

// "rank subject|region|metric|period|share|authority"
std::vector<std::string> claims(const std::string& text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const FoundRanking& found : find_rankings(prepared, std::chrono::year(2025) / 11 / 10)) {
    const Ranking& r = found.ranking;
    const char* kind = r.rank_kind == RankKind::ordinal ? "#"
                       : r.rank_kind == RankKind::top_n ? "top "
                                                        : "top% ";
    all.push_back(fmt::format("{}{} {}|{}|{}|{}|{}|{}", kind, r.rank, r.subject, or_dash(r.region),
                              or_dash(r.metric), or_dash(r.period),
                              r.share_percent ? fmt::format("{}", *r.share_percent) : "-",
                              or_dash(r.authority)));
  }
  return all;
}

std::vector<std::string> claimants(const std::string& text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const FoundRanking& found : find_rankings(prepared)) all.push_back(found.claimant);
  return all;
}

TEST(RankingClaims, EnglishNounsAndVerbs) {
  EXPECT_THAT(claims("The company is the third largest in the battery separator industry of China "
                     "in terms of shipment volume in 2023, with market share of 8.5%."),
              ElementsAre("#3 battery separator industry|China|shipment volume|2023|8.5|-"));
  EXPECT_THAT(claims("It took fourth place among online pharmacies by GMV in 2023, accounting for "
                     "7.2% of the market."),
              ElementsAre("#4 online pharmacies|-|GMV|2023|7.2|-"));
  EXPECT_THAT(claims("Bright Harbour is the No. 1 maker of dental implants in China."),
              ElementsAre("#1 maker of dental implants|China|-|-|-|-"));
  EXPECT_THAT(claims("The company ranks among the five largest makers of solar glass globally, "
                     "according to Frost & Sullivan."),
              ElementsAre("top 5 makers of solar glass|globally|-|-|-|Frost & Sullivan"));
  EXPECT_THAT(claims("The plant is among the top 5% of all smelters in the world by cash cost."),
              ElementsAre("top% 5 smelters|the world|cash cost|-|-|-"));
  EXPECT_THAT(claims("Bright Harbour is second only to Alpha in China's toy market by revenue."),
              ElementsAre("#2 toy market|China|revenue|-|-|-"));
}

TEST(RankingClaims, EnglishSecondClaimsOfASentenceOrParagraph) {
  EXPECT_THAT(
      claims("It is the world's fifth-largest maker of toy drones by revenue in 2024, and the "
             "largest in Poland."),
      ElementsAre("#5 maker of toy drones|the world|revenue|2024|-|-",
                  "#1 maker of toy drones|Poland|revenue|2024|-|-"));
  EXPECT_THAT(
      claims("It is China's seventh-biggest toy chain by number of shops and the biggest in "
             "Hunan, Jiangxi and Guangxi combined."),
      ElementsAre("#7 toy chain|China|number of shops|-|-|-",
                  "#1 toy chain|Hunan, Jiangxi and Guangxi|number of shops|-|-|-"));
  EXPECT_THAT(claims("It was the third-largest supplier of toy drones globally by revenue, and "
                     "ranked first among Chinese suppliers."),
              ElementsAre("#3 supplier of toy drones|globally|revenue|-|-|-",
                          "#1 supplier of toy drones|Chinese|revenue|-|-|-"));
  EXPECT_THAT(claims("It ranked third among toy makers in China with a market share of 9.8%, and "
                     "sixth in the world with a market share of 4.1%."),
              ElementsAre("#3 toy makers|China|-|-|9.8|-", "#6 toy makers|the world|-|-|4.1|-"));
  EXPECT_THAT(claims("According to CIC, it is the second-largest toy brand in China by sales in "
                     "2024. It ranked sixth worldwide on the same measure."),
              ElementsAre("#2 toy brand|China|sales|2024|-|CIC",
                          "#6 toy brand|worldwide|sales|2024|-|CIC"));
  EXPECT_THAT(claims("It ranked second and fourth respectively by volume and by revenue in 2024 "
                     "among broiler farms in China."),
              ElementsAre("#2 broiler farms|China|volume|2024|-|-",
                          "#4 broiler farms|China|revenue|2024|-|-"));
}

TEST(RankingClaims, EnglishNumbersAndNames) {
  EXPECT_THAT(claims("Bright Harbour is China's No 2 maker of toy drones."),
              ElementsAre("#2 maker of toy drones|China|-|-|-|-"));
  EXPECT_THAT(claims("There is no 2024 figure, and no one knows."), IsEmpty());
  EXPECT_THAT(claims("Among Chinese toy firms Bright Harbour ranked No. 7 by GMV in 2024."),
              ElementsAre("#7 toy firms|Chinese|GMV|2024|-|-"));
  EXPECT_THAT(claims("In smart cameras, by contrast, it trailed at ninth place globally."),
              ElementsAre("#9 smart cameras|globally|-|-|-|-"));
}

TEST(RankingClaims, EnglishTimesOfSharesAndSourcesBehind) {
  EXPECT_THAT(claims("It is the largest maker of toy drones in China by revenue, with an 11.9 "
                     "percent share in 2024. It cites Interact Analysis."),
              ElementsAre("#1 maker of toy drones|China|revenue|2024|11.9|Interact Analysis"));
}

TEST(RankingClaims, EnglishPlayersBrandsAndThirdParties) {
  EXPECT_THAT(claims("It held 6.2 per cent of China's toy market last year, making it the "
                     "seventh-largest player."),
              ElementsAre("#7 toy market|China|-|2024|6.2|-"));
  EXPECT_THAT(claims("It was the world's No. 4 toy brand with a 7.9 per cent share."),
              ElementsAre("#4 toy brand|the world|-|-|7.9|-"));
  EXPECT_THAT(
      claims("It is the fifth-largest third-party logistics company in Indonesia in terms of "
             "parcel volume for 2024."),
      ElementsAre("#5 third-party logistics company|Indonesia|parcel volume|2024|-|-"));
  EXPECT_THAT(
      claims("It was a Chinese supplier of toy drones and ranked third globally by revenue."),
      ElementsAre("#3 Chinese supplier of toy drones|globally|revenue|-|-|-"));
}

TEST(RankingClaims, EnglishPairs) {
  EXPECT_THAT(
      claims("It ranks second and fifth among crane makers in China by revenue and output "
             "respectively."),
      ElementsAre("#2 crane makers|China|revenue|-|-|-", "#5 crane makers|China|output|-|-|-"));
  EXPECT_THAT(claims("The company came third in 2023 and second in 2024 among coffee brands by "
                     "retail sales."),
              ElementsAre("#3 coffee brands|-|retail sales|2023|-|-",
                          "#2 coffee brands|-|retail sales|2024|-|-"));
  EXPECT_THAT(claims("It is first by sales volume and second by revenue among robot makers in "
                     "Europe."),
              ElementsAre("#1 robot makers|Europe|sales volume|-|-|-",
                          "#2 robot makers|Europe|revenue|-|-|-"));
}

TEST(RankingClaims, ChineseNounsAndVerbs) {
  EXPECT_THAT(claims("据欧睿国际，按零售额，集团位居中国内地宠物食品品牌第三位。"),
              ElementsAre("#3 宠物食品品牌|中国内地|零售额|-|-|欧睿国际"));
  EXPECT_THAT(claims("以2024年收入计，公司为中国第八大火锅连锁品牌，市场份额约4.7%。"),
              ElementsAre("#8 火锅连锁品牌|中国|收入|2024|4.7|-"));
  EXPECT_THAT(claims("公司跻身全球高端滑雪镜品牌前五。"),
              ElementsAre("top 5 高端滑雪镜品牌|全球|-|-|-|-"));
  EXPECT_THAT(claims("公司的锂盐产量在2023年位列全国第三。"),
              ElementsAre("#3 锂盐|全国|产量|2023|-|-"));
  EXPECT_THAT(claims("據灼識諮詢報告，以2022年服務收益計，集團為香港最大的私營安老院舍營運商，佔市"
                     "場份額約3.8%。"),
              ElementsAre("#1 私營安老院舍營運商|香港|服務收益|2022|3.8|灼識諮詢"));
  EXPECT_THAT(
      claims("按二○一九年收益計，鑫泰隆在香港棚架承建商中排行第三，市場份額為百分之六點二。"),
      ElementsAre("#3 棚架承建商|香港|收益|2019|6.2|-"));
}

TEST(RankingClaims, ChinesePairs) {
  EXPECT_THAT(
      claims("按2023年收入及产量计，公司在全球玻纤布生产商中分别排名第二及第五。"),
      ElementsAre("#2 玻纤布生产商|全球|收入|2023|-|-", "#5 玻纤布生产商|全球|产量|2023|-|-"));
  EXPECT_THAT(claims("2023年及2024年，公司按销量计分别排名中国咖啡品牌第三及第二。"),
              ElementsAre("#3 咖啡品牌|中国|销量|2023|-|-", "#2 咖啡品牌|中国|销量|2024|-|-"));
  EXPECT_THAT(claims("公司是浙江最大的民营口腔连锁，也是全国第五大。"),
              ElementsAre("#1 民营口腔连锁|浙江|-|-|-|-", "#5 民营口腔连锁|全国|-|-|-|-"));
}

TEST(RankingClaims, Periods) {
  EXPECT_THAT(claims("Ranked by shipments for the nine months ended September 30, 2025, it is the "
                     "sixth-largest toy supplier in the world."),
              ElementsAre("#6 toy supplier|the world|shipments|9M2025|-|-"));
  EXPECT_THAT(claims("Founded in 2005, the company is the fourth-largest maker of toys in Asia."),
              ElementsAre("#4 maker of toys|Asia|-|-|-|-"));
  EXPECT_THAT(claims("公司成立于2010年，为广东省第二大预拌混凝土供应商。"),
              ElementsAre("#2 预拌混凝土供应商|广东省|-|-|-|-"));
  EXPECT_THAT(claims("弗若斯特沙利文资料显示，公司去年收入在全国烘焙品牌中位居第三。"),
              ElementsAre("#3 烘焙品牌|全国|收入|2024|-|弗若斯特沙利文"));
}

TEST(RankingClaims, TheSameSourceIsTheOneNamedLast) {
  EXPECT_THAT(claims("According to CRU, it is the second-largest maker of wire in China. The same "
                     "source says it is the largest maker of rods in Asia."),
              ElementsAre("#2 maker of wire|China|-|-|-|CRU", "#1 maker of rods|Asia|-|-|-|CRU"));
}

TEST(RankingClaims, SentencesOfOneParagraphTellOn) {
  EXPECT_THAT(
      claims("灼识咨询报告指，按2024年产量计，公司在中国冷链车企业中排名第三。按累计装机量计，"
             "公司在全球冷链车企业中跻身前五。"),
      ElementsAre("#3 冷链车企业|中国|产量|2024|-|灼识咨询",
                  "top 5 冷链车企业|全球|累计装机量|-|-|灼识咨询"));
  EXPECT_THAT(
      claims("按2024年收入計，公司在中國車規級芯片供應商中排名第三。若計算所有汽車電子產品，"
             "公司則僅排第14位。"),
      ElementsAre("#3 車規級芯片供應商|中國|收入|2024|-|-", "#14 汽車電子產品|中國|收入|2024|-|-"));
  EXPECT_THAT(
      claims(
          "以2024年零售額計，公司是中國最大的小龍蝦生產商；若以整個預製水產行業計，則排在第五位。"),
      ElementsAre("#1 小龍蝦生產商|中國|零售額|2024|-|-", "#5 預製水產行業|中國|零售額|2024|-|-"));
}

TEST(RankingClaims, WhatStoodAtTheEndOfAYear) {
  EXPECT_THAT(claims("以截至2023年底的门店数目计，公司位列马来西亚连锁咖啡品牌第三名。"),
              ElementsAre("#3 连锁咖啡品牌|马来西亚|门店数目|2023|-|-"));
}

TEST(RankingClaims, Crowned) {
  EXPECT_THAT(claims("按2025年銷量計，公司以21.7%的份額在全球消費級AR眼鏡品牌中稱冠。"),
              ElementsAre("#1 消費級AR眼鏡品牌|全球|銷量|2025|21.7|-"));
}

TEST(RankingClaims, WhoClaims) {
  EXPECT_THAT(claimants("Bright Harbour, the second-largest drone maker in Asia, has filed."),
              ElementsAre("Bright Harbour"));
  EXPECT_THAT(claimants("The company is the second-largest drone maker in Asia."), ElementsAre(""));
  EXPECT_THAT(claimants("按收入计，明湾科技在中国口腔种植体制造商中排名第一。"),
              ElementsAre("明湾科技"));
  EXPECT_THAT(claimants("集团旗下沙陇金矿为老挝第二大金矿。"), ElementsAre(""));
}

TEST(RankingClaims, NoneInEnglish) {
  for (const char* text :
       {"The largest IPO of the year in Hong Kong raised HK$35 billion.",
        "Its five largest customers accounted for 40% of revenue.",
        "Its third-largest shareholder is Tencent.",
        "The company is one of the leading providers of cold chain logistics.",
        "Bright Harbour was the first company to list under Chapter 18C.",
        "It expects to become the largest producer of green ammonia in Asia by 2028.",
        "Its customers include the world's largest carmaker.",
        "Hong Kong was the world's largest IPO venue in the first half of 2025.",
        "The company plans its second plant; the first phase opens in the fourth quarter.",
        "The No. 8 typhoon signal closed banks in the city.",
        "The founder was ranked 35th on the Hurun list of China's richest people in 2024."})
    EXPECT_THAT(claims(text), IsEmpty()) << text;
}

TEST(RankingClaims, TheSecondMeasureIsOfTheSameYear) {
  EXPECT_THAT(
      claims("按2024年门店数量计，公司为中国最大的快剪连锁品牌；以收入计，则排在第二位。"),
      ElementsAre("#1 快剪连锁品牌|中国|门店数量|2024|-|-", "#2 快剪连锁品牌|中国|收入|2024|-|-"));
  EXPECT_THAT(claims("按2023年平均月活跃用户计，声浪科技在中国在线音频平台中排名第二。"),
              ElementsAre("#2 在线音频平台|中国|平均月活跃用户|2023|-|-"));
  // 传统 is no rumour.
  EXPECT_THAT(claims("按2023年收入计，集团在新加坡传统咖啡连锁店中位居第六，市场份额约2.1%。"),
              ElementsAre("#6 传统咖啡连锁店|新加坡|收入|2023|2.1|-"));
}

TEST(RankingClaims, NoneInChinese) {
  for (const char* text :
       {"公司最大股东为腾讯，第一大客户占收入22%。", "前五大客户收入占比为45.6%。",
        "公司2024年第三季度收入增长，第二代产品将推出。", "本次IPO为今年以来港股第三大新股。",
        "公司為中國領先的冷鏈物流供應商。", "公司是全国第三家取得该牌照的企业，也是首家。",
        "公司有望成为亚洲最大的冰淇淋生产商。", "其客户包括全球前十大手机厂商中的九家。",
        "港交所在全球交易所中排名第一。", "中国是全球最大的茶叶生产国。",
        "客戶覆蓋多家主機廠，其中包括全球最大的工程機械製造商。", "独家保荐人是国内最大的券商。",
        "闪驿是全国最大的即时配送平台之一。", "創始人位列2024年胡潤百富榜第35位。"})
    EXPECT_THAT(claims(text), IsEmpty()) << text;
}

TEST(RankingClaims, EvidenceDelimitsTheSentence) {
  const std::string text = "公司在港交所遞表。按收入計，公司是中國第三大玩具商。";
  const PreparedText prepared(text, Evidence::In::text);
  const auto found = find_rankings(prepared);
  ASSERT_EQ(found.size(), 1u);
  const Evidence& evidence = found[0].ranking.evidence;
  EXPECT_EQ(text.substr(evidence.begin, evidence.end - evidence.begin), evidence.quote);
  EXPECT_EQ(evidence.quote, "按收入計，公司是中國第三大玩具商。");
}

TEST(RankingClaims, GarbageIsReadInTime) {
  EXPECT_THAT(claims(""), IsEmpty());
  EXPECT_THAT(claims("第第第大大 No. No. # ranked ranked %%% 第999999999999999大"), IsEmpty());
  std::string crowd;
  for (int i = 0; i < 20'000; ++i) crowd += "第三大 largest second 按 ";
  EXPECT_LT(claims(crowd).size(), 60'000u);
  EXPECT_THAT(claims("ranked " + std::string(10'000, '7') + "th in China by revenue"), IsEmpty());
}

// What passes over a platform is a measure; what is traded of a share is none.
TEST(RankingClaims, TurnoverOfAPlatform) {
  EXPECT_THAT(claims("以2023年成交额计,小象快修是中国第三大家电维修服务平台。"),
              ElementsAre("#3 家电维修服务平台|中国|成交额|2023|-|-"));
  EXPECT_THAT(claims("按2024年成交額計,公司為香港第二大二手車交易平台。"),
              ElementsAre("#2 二手車交易平台|香港|成交額|2024|-|-"));
  EXPECT_THAT(claims("按首日成交额计,该股是今年第三大新股。"), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
