// Chinese stories in other voices than the wires': columns in Cantonese, notes on how to
// subscribe, law firms' own news, numbered bulletins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kReadOn = [] { return make_date(2025, 11, 17); };  // a Monday

// "name stage day"; "~" behind a stage that is only looked back on. What has not happened is left
// out.
std::vector<std::string> told_in(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh-Hans", kReadOn()).events) {
    std::string line =
        event.issuer.name + " " + std::string(name_of(event.stage)) + (event.history ? "~" : "");
    if (event.event_date) line += " " + to_iso(*event.event_date);
    if (event.disclosed_on) line += " disclosed " + to_iso(*event.disclosed_on);
    all.push_back(line);
  }
  return all;
}

TEST(HanVoices, TheHeadlineAloneNamesTheCompany) {
  EXPECT_THAT(
      told_in("打新笔记｜柏舟智能（06177.HK）：基石认购四成",
              "申购安排：今日（11月17日）上午九时开始，11月20日中午截止；11月25日开始买卖。"),
      ElementsAre("柏舟智能 launched 2025-11-17"));
  EXPECT_THAT(told_in("打新筆記：翡嵐生物（02899）估值吸引",
                      "招股日期：11月17日至20日。\n聯席保薦人：中金公司、海通國際。"),
              ElementsAre("翡嵐生物 launched 2025-11-17"));
  EXPECT_THAT(told_in("新股拆解 | 昱衡光学值不值得打？",
                      "今天起招股，11月20日截止。独家保荐人是招银国际。"),
              ElementsAre("昱衡光学 launched 2025-11-17"));
  EXPECT_THAT(told_in("国产机器人扎堆港股", "今天起招股，11月20日截止。独家保荐人是招银国际。"),
              IsEmpty());
}

TEST(HanVoices, ColumnsCallUpOneCompanyAfterTheOther) {
  EXPECT_THAT(told_in("三隻新股點揀",
                      "先講維澄醫藥。佢11月14日通過港交所聆訊，保薦人係瑞銀。\n"
                      "第二隻係南沙海味（8621），昨日喺GEM掛牌，保薦人力高企業融資，收0.81元。\n"
                      "最後係旭汀激光，11月17日即今日開始招股，中信建投國際做獨家保薦人。"),
              ElementsAre("維澄醫藥 hearing 2025-11-14", "南沙海味 listed 2025-11-16",
                          "旭汀激光 launched 2025-11-17"));
  EXPECT_THAT(told_in("港股新股", "先说说澄江数据。它上周五向港交所递表，保荐人是瑞银。"),
              ElementsAre("澄江数据 filed 2025-11-14"));
}

TEST(HanVoices, NumberedItemsBeginWithTheirCompany) {
  EXPECT_THAT(
      told_in("新股雷達",
              "(1) 凌塔衛星昨日通過港交所聆訊，聯席保薦人為中金。\n"
              "(2) 川韻生鮮昨晚更新上市文件，由光銀國際保薦；其5月20日提交的首份申請上周四失效。"),
      ElementsAre("凌塔衛星 hearing 2025-11-16", "川韻生鮮 refiled 2025-11-16",
                  "川韻生鮮 filed~ 2025-05-20", "川韻生鮮 lapsed~ 2025-11-13"));
}

TEST(HanVoices, LabelsAndDescriptionsAreNoCompanies) {
  EXPECT_THAT(
      told_in("港股新股速递", "入表：明澈医药的首份申请昨日到期失效，公司同日再度递交文件。"),
      ElementsAre("明澈医药 lapsed~ 2025-11-16", "明澈医药 refiled 2025-11-16"));
  EXPECT_THAT(told_in("一包螺蛳粉的IPO",
                      "上周四，阿香姐的东家广西柳里香食品股份有限公司，把招股书递到了港交所。"
                      "2024年，柳里香收入14亿元。柳里香卖得不贵，柳里香也不愁卖。"),
              ElementsAre("柳里香 filed 2025-11-13"));
  EXPECT_THAT(told_in("嵩岳律师助力砚池软件登陆港交所",
                      "11月14日，砚池软件股份有限公司（下称“砚池软件”，股票代码：02719.HK）"
                      "H股股票在香港联合交易所主板挂牌。"),
              ElementsAre("砚池软件 listed 2025-11-14"));
}

TEST(HanVoices, AnnouncedDetailsAndPlansAreNoEvents) {
  EXPECT_THAT(
      told_in("砺川半导体公布于香港联合交易所主板上市详情",
              "砺川半导体今日宣布全球发售详情，公开发售于今日上午九时开始，至11月20日结束。"),
      ElementsAre("砺川半导体 launched 2025-11-17"));
  EXPECT_THAT(told_in("樂峰出行上市申請失效",
                      "港交所網站顯示，樂峰出行的上市申請昨日失效。"
                      "發言人稱，公司會在補充最新業績後再次提交申請。"),
              ElementsAre("樂峰出行 lapsed 2025-11-16"));
  EXPECT_THAT(told_in("滙潭智控港股申請失效",
                      "滙潭智控的招股書11月14日失效，公司表示將補上季報，力拚12月底再遞件。"),
              ElementsAre("滙潭智控 lapsed 2025-11-14"));
}

TEST(HanVoices, OfAnotherExchangeIsNothingToldIfHongKongIsNotNamed) {
  EXPECT_THAT(told_in("又一单消费REIT上市，首日收涨18.6%",
                      "11月14日，国晟商业REIT在深交所挂牌，开盘价3.52元/份。"),
              IsEmpty());
  EXPECT_THAT(
      told_in("云帆软件上市首日涨停", "云帆软件昨日在上交所科创板挂牌，保荐机构为中信证券。"),
      IsEmpty());
}

TEST(HanVoices, AnOfferThatIsOpenedAgainIsNews) {
  EXPECT_THAT(
      told_in("沃川能源二度招股",
              "去年煞停上市的沃川能源（02715）捲土重來，今日起至下周一再次公開發售。\n"
              "公司去年11月20日首次展開公開發售，惟在招股第四日決定押後，並退回全部申請股款。"),
      ElementsAre("沃川能源 launched 2025-11-17", "沃川能源 launched~ 2024-11-20"));
}

TEST(HanVoices, DaysOfItemsBeforeAndOfReports) {
  EXPECT_THAT(
      told_in("港股一周",
              "递表方面，棠里食品11月12日向港交所提交申请；云鹭医械翌日二度递表，华泰国际保荐。"),
      ElementsAre("棠里食品 filed 2025-11-12", "云鹭医械 refiled 2025-11-13"));
  EXPECT_THAT(
      told_in("颐曼生物递表港交所",
              "医药观察 11月16日美股盘前，颐曼生物宣布，已以保密形式向港交所提交上市申请。"),
      ElementsAre("颐曼生物 filed disclosed 2025-11-16"));
  EXPECT_THAT(
      told_in(
          "禾洛通過聆訊",
          "《經濟通通訊社17日專訊》禾洛科技已通過港交所上市聆訊，披露易昨日（16日）更新了資料。"),
      ElementsAre("禾洛科技 hearing disclosed 2025-11-16"));
  EXPECT_THAT(told_in("栗川牧业更新聆讯后资料集",
                      "11月14日，港交所披露了栗川牧业的聆讯后资料集。"
                      "2022年3月31日，栗川牧业首次叩响港交所大门，其后又几度失效。"),
              ElementsAre("栗川牧业 phip disclosed 2025-11-14", "栗川牧业 filed~ 2022-03-31",
                          "栗川牧业 lapsed~"));
}

TEST(HanVoices, AnUnknownHeadAboveStagesIsTheirColumn) {
  EXPECT_THAT(
      told_in(
          "港股新股一周",
          "公司｜所属行业｜本周新动作｜日期｜保荐人\n沐川生物｜合成生物｜递表主板｜11月10日｜瑞银\n"
          "悟石机器人｜清洁机器人｜开始招股｜11月12日｜中金公司（独家）\n"),
      ElementsAre("沐川生物 filed 2025-11-10", "悟石机器人 launched 2025-11-12"));
}

TEST(HanVoices, ABulletinsDayIsThatOfAllItsItems) {
  EXPECT_THAT(told_in("港股IPO日报",
                      "11月14日，港交所IPO动态如下：\n\n递表：\n\n"
                      "1. 川岭重工，保荐人华泰国际；\n\n2. 麦田里餐饮，保荐人招银国际。\n\n"
                      "过聆讯：\n\n3. 博睿基因，独家保荐人高盛。"),
              ElementsAre("川岭重工 filed 2025-11-14", "麦田里餐饮 filed 2025-11-14",
                          "博睿基因 hearing 2025-11-14"));
  EXPECT_THAT(told_in("港股公告掘金 | 11月14日",
                      "【IPO进程】\n\n瑞稷种业：向港交所递交上市申请\n\n安岭生物：撤回上市申请"),
              ElementsAre("瑞稷种业 filed 2025-11-14", "安岭生物 withdrawn 2025-11-14"));
}

TEST(HanVoices, AfterAnotherExchangeThisTimeIsHongKong) {
  const Facts facts =
      read_facts("瑞稷种业改道港交所",
                 "瑞稷种业11月14日向港交所主板提交了上市申请。三年前，它的创业板申请被"
                 "深交所上市委否决。这一次，保荐人是中泰国际。",
                 "zh-Hans", kReadOn());
  ASSERT_FALSE(facts.events.empty());
  ASSERT_EQ(facts.events.front().sponsors.size(), 1u);
  EXPECT_EQ(facts.events.front().sponsors.front().name, "中泰国际");
}

TEST(HanVoices, AnOffersPriceIsNewsBesideItsResults) {
  EXPECT_THAT(told_in("聚恒氫動下限定價 公開發售0.74倍認購",
                      "聚恒氫動(02582.HK)昨日收市後公布，最終發售價定為每股28元。"
                      "公開發售部分只接獲0.74倍認購。股份今日開始在主板買賣。"),
              ElementsAre("聚恒氫動 priced disclosed 2025-11-16",
                          "聚恒氫動 allotted disclosed 2025-11-16", "聚恒氫動 listed 2025-11-17"));
}

TEST(HanVoices, CrowdsDoNothingForTheCompany) {
  EXPECT_THAT(told_in("玄程动力考虑赴港上市",
                      "有外媒称，玄程动力正考虑在香港上市。近两年，机器人企业扎堆叩响港交所大门。"),
              IsEmpty());
}

TEST(HanVoices, WhatMayBeFiledAgainIsNotYet) {
  EXPECT_THAT(told_in("云杉金服港股上市申请失效",
                      "云杉金服的上市申请，已于11月16日失效。惟仍可更新财务资料后重新递交。"),
              ElementsAre("云杉金服 lapsed 2025-11-16"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
