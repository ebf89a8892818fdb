// Constructions of Chinese newsrooms, as their papers and sites print them: who is no company, who
// is only looked back upon, and what is told without stock phrases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// "name stage" of all events; history is marked.
std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh-Hans", make_date(2025, 11, 17)).events) {
    std::string line = event.issuer.name + " " + std::string(name_of(event.stage));
    if (event.event_date) line += " " + to_iso(*event.event_date);
    if (event.disclosed_on) line += " seen " + to_iso(*event.disclosed_on);
    all.push_back(line + (event.history ? " history" : ""));
  }
  return all;
}

TEST(HanNewsrooms, WordsInFrontOfACodeAreNoPartOfAName) {
  EXPECT_THAT(told("知远汽车(1274)与金岭氢化(2502)昨挂牌同跌穿招股价。当中金岭氢化全日跌27.5%，"
                   "以首日挂牌表现计是继9月底青岚医护(9686)首日急跌43%以来最差新股。"),
              UnorderedElementsAre("知远汽车 listed 2025-11-16", "金岭氢化 listed 2025-11-16"));
  EXPECT_THAT(told("同日掛牌的內地家用電動車充電樁摯遠科技(2650)昨日首掛升一成。摯遠獲大幅超購。"),
              ElementsAre("摯遠科技 listed 2025-11-16"));
}

TEST(HanNewsrooms, TheExchangeIsNoApplicant) {
  EXPECT_THAT(told("外电引述接近交易人士指，松涛集团旗下松涛药业，最快将于本月底向港交所(0388)递交"
                   "主板上市申请，集资15亿美元。"),
              IsEmpty());
}

TEST(HanNewsrooms, WhoStrikesTheGongIsNotListed) {
  EXPECT_THAT(
      told("香港交易所今日迎来一场特殊的上市仪式：上台敲钟的不是公司高管，而是八个卡通人偶。"
           "随着吉祥物“雪团”敲响上市钟，茶饮品牌“蜜桃小镇”港股上市首日股价飙升四成。"),
      ElementsAre("蜜桃小镇 listed 2025-11-17"));
}

TEST(HanNewsrooms, ListsOfLapsedApplicants) {
  EXPECT_THAT(
      told("11月14日，港交所官网显示，书童教育、民诚商业服务、YY集团等拟上市公司的申请资料"
           "均为“失效”状态。港股上市大致包括递表、聆讯、路演、招股、公开发售结果、暗盘交易及"
           "挂牌上市等环节。"),
      UnorderedElementsAre("书童教育 lapsed seen 2025-11-14", "民诚商业服务 lapsed seen 2025-11-14",
                           "YY集团 lapsed seen 2025-11-14"));
}

TEST(HanNewsrooms, NamesThatACommaOrACountJoins) {
  EXPECT_THAT(told("内地建筑企业中岭建业，以及内地肿瘤医疗服务提供商美中嘉禾周六晚通过上市聆讯。"),
              UnorderedElementsAre("美中嘉禾 hearing 2025-11-15", "中岭建业 hearing 2025-11-15"));
  EXPECT_THAT(
      told("5家公司在港招股。5家公司招股，分别是美桥医疗、中岭建业、长岚股份、经纬天域和"
           "东建发展。此外，现制茶饮品牌蜜岚和古溪2家同日递表港交所。"),
      UnorderedElementsAre("美桥医疗 launched", "中岭建业 launched", "长岚股份 launched",
                           "经纬天域 launched", "东建发展 launched", "蜜岚 filed", "古溪 filed"));
}

TEST(HanNewsrooms, OffersWithoutStockPhrases) {
  EXPECT_THAT(told("昨天，青禾保险在香港的IPO进入了招股环节，招股价区间为18.38至19.68港元。",
                   "青禾保险招股"),
              ElementsAre("青禾保险 launched 2025-11-16"));
  EXPECT_THAT(
      told("快浪科技公告称，快浪科技将香港IPO发行价定在了每股105港元，香港公开发售部分超额认购"
           "1204倍，预计11月18日开始交易。"),
      UnorderedElementsAre("快浪科技 priced", "快浪科技 allotted"));
}

TEST(HanNewsrooms, AnOfferThatIsPaidBackIsWithdrawn) {
  EXPECT_THAT(
      told("云峰啤酒昨日发公告表示，考虑到现行市况，决定全球发售及其在联交所主板上市的计划在"
           "此刻不予进行。申请香港发售股份的款项将不计利息悉数退还。",
           "云峰啤酒公布退款安排"),
      ElementsAre("云峰啤酒 withdrawn seen 2025-11-16"));
}

TEST(HanNewsrooms, AnApplicationOnAnotherBoardIsNotOurs) {
  EXPECT_THAT(told("11月16日，联城集团在港交所公告，公司决定撤回存托凭证于科创板上市及买卖的申请。",
                   "联城撤回科创板申请"),
              IsEmpty());
  EXPECT_THAT(
      told("消息称，希美仍不排除在香港首次公开招股。今年初，希美也向美国监管部门提交上市申请。"),
      IsEmpty());
}

TEST(HanNewsrooms, BanksAndBrokersGoPublicThemselves) {
  EXPECT_THAT(told("11月17日，青岛银行于港交所上市，募资超42亿港元。"),
              ElementsAre("青岛银行 listed 2025-11-17"));
  EXPECT_THAT(told("另外，兴证国际(8407)今早挂牌，每手2,000股。新股在香港受追捧。"),
              ElementsAre("兴证国际 listed 2025-11-17"));
}

TEST(HanNewsrooms, HowFarItHadComeIsNoNews) {
  EXPECT_THAT(told("岚岭置地公告称，公司已厘定保证配额基准。保证配额不可转让。买卖股份的最后日期为"
                   "11月13日。岚岭生活于2017年成立。岚岭生活主营物业管理。"
                   "岚岭生活已于11月2日通过港交所上市聆讯。",
                   "岚岭生活分拆推进"),
              ElementsAre("岚岭生活 hearing 2025-11-02 history"));
}

TEST(HanNewsrooms, AParentWithdrawsItsUnitsApplication) {
  EXPECT_THAT(told("远航集团星期六(11月15日)发公告宣布，决定撤回物流子公司晶岭智慧物流网络有限公司"
                   "(以下简称“晶岭”)在港交所提交的上市申请。"),
              ElementsAre("晶岭 withdrawn seen 2025-11-15"));
}

TEST(HanNewsrooms, AHeadingBetweenParagraphsIsOfTheTextBelow) {
  EXPECT_THAT(
      told("玩具公司布朗熊(00325)11月17日起招股，发售价上限60元。\n\n蜜川申港挂牌获备案\n\n"
           "年初再递上市申请的蜜川冰品昨获中证监印发备案通知书，拟发行7,305万股并在港交所上市。"),
      UnorderedElementsAre("布朗熊 launched 2025-11-17", "蜜川冰品 csrc_filed 2025-11-16"));
}

TEST(HanNewsrooms, ACompanyThatSpeaksOfItselfBehindADay) {
  EXPECT_THAT(
      told(
          "11月14日，宁海时代发布公告称，公司于当日取得中国证监会出具的《境外发行上市备案通知书》，"
          "拟发行不超过2.2亿股境外上市普通股并在香港联合交易所主板挂牌上市。"),
      ElementsAre("宁海时代 csrc_filed 2025-11-14 seen 2025-11-14"));
}

TEST(HanNewsrooms, OthersThatAreOnlyLookedBackUpon) {
  EXPECT_THAT(told("将于今日挂牌的今年首只GEM股金叶国控(8549)，以超购11463.7倍，力压上月挂牌、超购"
                   "7557.4倍的大桥科工(2543)封王。一手赚11800元，或有望打破年初至今“赚钱王”"
                   "长岚药业(2652)首挂赚11875元的纪录。",
                   "金叶超购封王"),
              IsEmpty());
}

TEST(HanNewsrooms, AProspectusThatIsQuotedIsNoFiling) {
  EXPECT_THAT(told("根据招股书披露，青禾出行在港股上市后的股权架构中，控股股东可控制66%的投票权。"
                   "招股书披露的数据印证了行业“高投入、高风险”的特性。"),
              IsEmpty());
}

TEST(HanNewsrooms, LatinWordsInFrontOfALegalName) {
  EXPECT_THAT(told("11月14日，Q Cash金融科技集团有限公司向港交所主板递交上市申请。"),
              ElementsAre("Q Cash金融科技集团有限公司 filed 2025-11-14"));
}

TEST(HanNewsrooms, TheSameDayAsAnOfferBegins) {
  EXPECT_THAT(
      told("電動車企業馳遠汽車(2811)今日起至周四招股，集資最多12億元；另外，內地眼科服務商明目醫療"
           "(2812)亦於同日招股。"),
      UnorderedElementsAre("馳遠汽車 launched 2025-11-17", "明目醫療 launched 2025-11-17"));
}

TEST(HanNewsrooms, TwoNamesThatOneWordTies) {
  EXPECT_THAT(told("本周有2家公司通过港交所聆讯。通过聆讯的有天马微芯和朗月医疗。"),
              UnorderedElementsAre("天马微芯 hearing", "朗月医疗 hearing"));
}

TEST(HanNewsrooms, AUnitFilesThroughItsSponsors) {
  EXPECT_THAT(
      told("恒远集团(00999)发布公告，于2025年11月14日，恒远服务已通过其联席保荐人向联交所递交上市"
           "申请表格(A1表格)，以申请批准恒远服务股份于联交所主板上市及买卖。"),
      ElementsAre("恒远服务 filed 2025-11-14"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
