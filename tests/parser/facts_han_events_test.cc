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
using ::testing::Not;
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

TEST(HanEvents, RobotsHaveTwoNames) {
  EXPECT_THAT(told("藍汀機械人昨日通過聯交所聆訊。"), ElementsAre("藍汀機械人 hearing"));
  EXPECT_THAT(told("兩間機械人企業昨日通過聯交所聆訊。"), IsEmpty());
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

TEST(HanEvents, OneStageToldOfSeveralCompanies) {
  EXPECT_THAT(told("这周最热闹的是周四（11月6日），三家公司同一天过聆讯，港交所忙个不停。\n"
                   "医药里头，小分子药企瀚岭药业-B过了，高盛保的。\n"
                   "地产链里头，代建公司“筑禾管理”也过了，民银资本保荐。\n"
                   "另外有一只在招股：光伏玻璃厂“澈澜玻璃”11月7日开招，瀚岭药业-B或下周招股。"),
              UnorderedElementsAre("瀚岭药业-B hearing", "筑禾管理 hearing", "澈澜玻璃 launched"));
}

TEST(HanEvents, AnOverviewIsNotToldOfTheFirstCompany) {
  EXPECT_THAT(told("上周港股有两家公司递交上市申请，一家通过聆讯。\n一、递表\n"
                   "11月4日，“云岫数科”向港交所主板递交上市申请。\n云岫数科是一家信贷科技服务商。"),
              ElementsAre("云岫数科 filed"));
}

TEST(HanEvents, HeadingsAreNobodys) {
  EXPECT_THAT(told("一、递表：农资平台小穗农业11月4日向港交所递表。\n"
                   "二、失效：养老社区营运商银屿康养的主板申请于11月5日满六个月失效。\n（三）聆讯"),
              UnorderedElementsAre("小穗农业 filed", "银屿康养 lapsed"));
}

TEST(HanEvents, AStrangerIsNotWhoWasSpokenOfBefore) {
  EXPECT_THAT(
      told("眼镜零售商视岳集团（2788）11月7日在港交所首挂；而烧烤连锁烤宝宝，则撤回主板上市申请。"),
      ElementsAre("视岳集团 listed", "烤宝宝 withdrawn"));
}

TEST(HanEvents, TheCompanyIsWhoTheSentenceBeginsWith) {
  EXPECT_THAT(told("贝岭湾集团11月7日发布声明，公司已主动向香港联交所撤回主板上市申请。\n"
                   "贝岭湾集团于2025年3月28日递交申请。",
                   "贝岭湾集团终止赴港上市"),
              UnorderedElementsAre("贝岭湾集团 withdrawn", "贝岭湾集团 filed history"));
}

TEST(HanEvents, TheOfferOfWhoPutsOffItsListingIsHistory) {
  EXPECT_THAT(
      told("羽岚生物-"
           "B（02511）昨晚公告，原定11月12日挂牌，决定延迟上市。羽岚生物公开发售自11月3日启动。"),
      ElementsAre("羽岚生物 launched history"));
}

TEST(HanEvents, ANameWithAndWithoutItsEndingIsOneCompany) {
  EXPECT_THAT(
      told(
          "即配平台“闪蜓”获港交所聆讯通过。闪蜓科技已通过港交所聆讯，花旗保荐。闪蜓去年收入3亿元。",
          "“闪蜓”获港交所聆讯通过"),
      ElementsAre("闪蜓 hearing"));
}

TEST(HanEvents, ABankCutOffIsNobody) {
  EXPECT_THAT(
      told("先说递表：周二有鲜禾匠，保荐人是中信建投国际及浦银国际，同样申请在港交所主板上市。"),
      Not(Contains("银国际 filed")));
}

TEST(HanEvents, NoticesAndLetters) {
  EXPECT_THAT(told("港交所11月6日晚挂出了一份来自突岚科技（上海）股份有限公司的申请版本。"),
              ElementsAre("突岚科技（上海）股份有限公司 filed"));
  EXPECT_THAT(
      told("公司于11月6日向香港联交所递交撤回主板上市申请的函件，语音企业听岚科技公告。听岚科技"
           "去年收入3亿元。",
           "听岚科技撤上市"),
      ElementsAre("听岚科技 withdrawn"));
}

TEST(HanEvents, TheDayOfTheNewsMayStandInTheTextOnly) {
  EXPECT_THAT(told("弘岚微11月7日公告，已在香港联交所网站刊登聆讯后资料集。"
                   "10月27日香港联交所上市委员会举行聆讯审议公司的申请。弘岚微去年收入3亿元。",
                   "弘岚微：刊发聆讯后资料集"),
              UnorderedElementsAre("弘岚微 phip", "弘岚微 hearing history"));
}

TEST(HanEvents, SeveralNamesBeforeOneVerb) {
  EXPECT_THAT(
      told("11月7日，港交所披露，岚铂医药、云砚机器人和远橡新材三家公司均已通过主板上市聆讯。"),
      UnorderedElementsAre("岚铂医药 hearing", "云砚机器人 hearing", "远橡新材 hearing"));
}

TEST(HanEvents, SeveralNamesBehindOneVerb) {
  EXPECT_THAT(told("柠岚一番（02777）今日起招股。同日招股的还有工业软件商衡砚数科（02778）"
                   "及养老机构福寿里（02779），入场费3,000元。"),
              UnorderedElementsAre("柠岚一番 launched", "衡砚数科 launched", "福寿里 launched"));
  EXPECT_THAT(
      told(
          "据港交所网站，11月3日至7日，共有三家企业的上市申请因满六个月失效，包括家居品牌朴岸家居、"
          "连锁药房百姓康及新加坡建筑商Tiong Lee Holdings。"),
      UnorderedElementsAre("朴岸家居 lapsed", "百姓康 lapsed", "Tiong Lee Holdings lapsed"));
  EXPECT_THAT(
      told("11月7日，中国证监会发布关于泰岚医疗科技股份有限公司、木犀智能股份有限公司境外发行上市"
           "备案通知书。两家公司拟登陆港交所。"),
      UnorderedElementsAre("泰岚医疗科技股份有限公司 csrc_filed",
                           "木犀智能股份有限公司 csrc_filed"));
}

TEST(HanEvents, LapsedAndFiledAgainWithinDaysAreBothNews) {
  EXPECT_THAT(
      told("港交所网站显示，睿岚医疗的上市申请于11月6日失效。睿岚医疗11月7日重新递交申请。"),
      UnorderedElementsAre("睿岚医疗 lapsed", "睿岚医疗 refiled"));
}

TEST(HanEvents, NamesMayBeginLikeConditions) {
  EXPECT_THAT(told("如岚出行11月6日向港交所递交招股书。如岚出行去年营收21亿元。"),
              ElementsAre("如岚出行 filed"));
  EXPECT_THAT(told("上市尚须经股东大会审议，并获中国证监会备案，芯屿科技公告称。港交所。"),
              IsEmpty());
}

TEST(HanEvents, ALatinNameInBracketsIsTheSameCompany) {
  EXPECT_THAT(
      told("智驾公司小骊智行（Liponi Inc.）已通过港交所上市聆讯。小骊智行今日上载聆讯后资料集。"),
      UnorderedElementsAre("小骊智行 hearing", "小骊智行 phip"));
}

// 创业板 is Shenzhen's board too; a code of GEM's says whose it is.
TEST(HanEvents, ANewcomerOfGem) {
  EXPECT_THAT(told("創業板新股安達環衛(8591)今日起招股。"), ElementsAre("安達環衛 launched"));
  EXPECT_THAT(told("创业板新股安达环卫(08591.HK)今日起招股,下周四截止。"),
              ElementsAre("安达环卫 launched"));
  EXPECT_THAT(told("創業板公司安達環衛(8591)今日掛牌,首日收升兩成。"),
              ElementsAre("安達環衛 listed"));
  EXPECT_THAT(told("创业板新股安达环卫(301591)今日起招股。"), IsEmpty());
}

// 【新股首掛】甲首日升…: the label's words and the headline's own are two.
TEST(HanEvents, ALabelOfADebutLeavesTheNameBehindItWhole) {
  const std::string body = "內地茶館連鎖清心閣(2163)高開18.5%,報9.48元。";
  for (const char* title : {"【新股首掛】清心閣首日升24%", "【新股上市】清心閣首日收升兩成",
                            "【港股新股】清心阁首日潜水", "【新股速递】清心阁首日破发"}) {
    EXPECT_THAT(told(body, title), ElementsAre(testing::EndsWith(" listed"))) << title;
  }
}

// 撤回上市申请,改去科创板: what comes after is not what ended.
TEST(HanEvents, AnEndBeforeATurnElsewhere) {
  const std::string title = "港股新股一周";
  EXPECT_THAT(told("酒店機械人公司「小管家」周五撤回上市申請,據說想改去科創板。", title),
              ElementsAre("小管家 withdrawn"));
  EXPECT_THAT(told("锂电设备商安达智能昨日撤回上市申请,转投北交所。", title),
              ElementsAre("安达智能 withdrawn"));
  EXPECT_THAT(told("醫療公司清潤生物的上市申請周二失效,公司稱將轉戰科創板。", title),
              ElementsAre("清潤生物 lapsed"));
  EXPECT_THAT(told("锂电设备商安达智能周四撤回上市申请,其在科创板的审核已历时一年。", title),
              IsEmpty());
}

// 在港上市的影视股: a stock that has long been listed.
TEST(HanEvents, PeersListedLongSince) {
  const std::string title = "乐影娱乐递表港交所";
  for (const char* text :
       {"在港上市的影視股表現乏善可陳,雲山影業(01060)年初至今跌約一成,貓爪娛樂(01896)升勢已回吐。",
        "已在港股上市的茶饮股走势分化,清心茶业(02097)跌5%,山野茶饮(01364)收涨2%。",
        "在联交所挂牌的同业普遍受压,安达智能(02431)跌5%,清润生物(02432)平收。"})
    EXPECT_THAT(told(text, title), Not(Contains(testing::HasSubstr("listed")))) << text;
  EXPECT_THAT(told("同日上市的安达智能(2431)跌6%,清润生物(2432)平收。", title),
              Contains("清润生物 listed"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
