// Chinese stories about one company: what it is called, what it did before, and what others did.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// "name stage day", with "history" behind what the text only looks back on.
std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  const Facts facts = read_facts(title, text, "zh-Hans", make_date(2025, 11, 10));
  for (const Event& event : facts.events) {
    const auto day = event.event_date ? event.event_date : event.disclosed_on;
    all.push_back(event.issuer.name + " " + std::string(name_of(event.stage)) +
                  (day ? " " + to_iso(*day) : "") + (event.history ? " history" : ""));
  }
  return all;
}

TEST(HanStory, WhatStandsInQuotesIsOneName) {
  EXPECT_THAT(
      told("港交所网站11月9日显示，正午茶业集团有限公司已通过主板上市聆讯。正午以冷泡茶为主。",
           "茶饮平台“正午”过聆讯"),
      ElementsAre("正午 hearing 2025-11-09"));
  EXPECT_THAT(
      told("在线买菜平台7号菜篮科技有限公司11月5日向港交所递交上市申请。", "买菜平台“7号菜篮”递表"),
      ElementsAre("7号菜篮 filed 2025-11-05"));
}

TEST(HanStory, ADayWordInANameIsNoDay) {
  EXPECT_THAT(
      told("10月30日，明日机器人科技（苏州）股份有限公司再度向港交所递交上市申请，明日机器人做"
           "割草机。明日机器人去年收入4亿元。"),
      ElementsAre("明日机器人 refiled 2025-10-30"));
}

TEST(HanStory, ABrandAndItsParentAreOne) {
  EXPECT_THAT(
      told("快餐品牌“饭团先生”，其母公司饭团餐饮控股有限公司11月7日向港交所递交主板上市申请。",
           "“饭团先生”母公司递表"),
      ElementsAre("饭团先生 filed 2025-11-07"));
}

TEST(HanStory, FormerNamesTellNoOtherCompany) {
  EXPECT_THAT(
      told("跑腿平台快到家网络科技有限公司（前称急急送科技有限公司）11月6日向联交所重新提交主板"
           "上市申请。快到家网络去年盈利。其中最大的对手已上市，另一家由巨头控股，今年2月撤回在港"
           "上市申请。"),
      Not(Contains(::testing::HasSubstr("急急送"))));
}

TEST(HanStory, EarlierFilingsHaveTheirOwnDays) {
  EXPECT_THAT(told("11月5日，岚山智能股份有限公司向港交所递交招股说明书。岚山智能第一次递表是在2023"
                   "年9月28日，"
                   "2024年3月28日失效；第二次则在2024年12月30日，今年6月30日再度失效。",
                   "岚山智能三闯港交所"),
              UnorderedElementsAre(
                  "岚山智能 refiled 2025-11-05", "岚山智能 filed 2023-09-28 history",
                  "岚山智能 lapsed 2024-03-28 history", "岚山智能 refiled 2024-12-30 history",
                  "岚山智能 lapsed 2025-06-30 history"));
  EXPECT_THAT(
      told("青禾乳业11月6日通过港交所聆讯。公司于今年3月30日首次递表，9月30日失效后于10月2日"
           "续期。青禾乳业在内蒙古有牧场。",
           "青禾乳业过聆讯"),
      Contains("青禾乳业 refiled 2025-10-02 history"));
}

TEST(HanStory, WhatOthersDidDaysBeforeIsLookedBackOn) {
  EXPECT_THAT(told("11月9日，港交所披露，声涛科技集团有限公司通过聆讯。声涛科技做音频。\n\n"
                   "声涛科技去年收入10亿元。\n\n声涛科技的对手也没闲着：10月28日，听潮传媒通过了港"
                   "交所聆讯。",
                   "声涛科技过聆讯"),
              Contains("听潮传媒 hearing 2025-10-28 history"));
}

TEST(HanStory, TalkOfFilingsInGeneralIsNobodys) {
  EXPECT_THAT(
      told("港交所推出专线，允许这类公司选择以保密形式提交上市申请。律师指出，早期科技公司往往担心"
           "核心技术过早曝光，在通过聆讯、刊发聆讯后资料集之前可以不公开招股书。"),
      IsEmpty());
  EXPECT_THAT(
      told("远泓集团（1569）公布，正考虑分拆影像业务在联交所主板上市，现阶段亦未递交上市申请。"),
      IsEmpty());
}

TEST(HanStory, AnApplicationOfADayWasFiledThatDay) {
  EXPECT_THAT(
      told("据港交所官网显示，优程教育控股有限公司（下称“优程教育”）于2025年4月29日递交的主板上市"
           "申请，因满6个月，已于10月29日失效。",
           "优程教育申请失效"),
      UnorderedElementsAre("优程教育 lapsed 2025-10-29", "优程教育 filed 2025-04-29 history"));
}

TEST(HanStory, NounsOfListingTakeNoDay) {
  // 上市规则 is no first day, whose date 5月8日 would be.
  EXPECT_THAT(
      told("11月9日，北光存储科技股份有限公司更新了招股书，继续冲刺港交所主板。此前，公司于2025"
           "年5月8日按上市规则第18C章首次递表。"),
      Contains("北光存储科技股份有限公司 filed 2025-05-08 history"));
  // Medicines and cars are listed, too.
  EXPECT_THAT(
      told("11月8日，港交所网站刊出云芽生物科技的聆讯后资料集。核心产品是一款双抗，上市申请于2025年"
           "10月获国家药监局受理，首款药物已于2024年3月获批上市。"),
      ElementsAre("云芽生物科技 phip 2025-11-08"));
}

TEST(HanStory, HearingsToldBesideAPackHaveNoDay) {
  EXPECT_THAT(
      told("云帆物業服務集團有限公司（簡稱「云帆物業」）已通過港交所上市聆訊，並於11月7日刊發聆訊後"
           "資料集。"),
      UnorderedElementsAre("云帆物業 hearing", "云帆物業 phip 2025-11-07"));
}

TEST(HanStory, ThoseBesideWhoIsDescribedAreToldToo) {
  EXPECT_THAT(
      told("11月10日，语音芯片厂商硅语科技(02581.HK)在港交所主板上市，收报39.2港元。\n\n同日上市的"
           "乳企川牧乳业(02578)收跌6.4%，医美公司颜美科技(02580)平收。",
           "硅语科技首日收涨40%"),
      UnorderedElementsAre("硅语科技 listed 2025-11-10", "川牧乳业 listed 2025-11-10",
                           "颜美科技 listed 2025-11-10"));
}

TEST(HanStory, PersonsAreNoIssuers) {
  EXPECT_THAT(told("新域金服公布中期業績。行政總裁葉可欣表示，手頭有14個上市項目，其中五個已向港交"
                   "所遞表，最快"
                   "第四季完成聆訊。\n\n葉可欣回應指不評論傳聞，又指首日破發比例或會上升。",
                   "新域金服中期轉賺"),
              IsEmpty());
}

TEST(HanStory, FormsOfCompaniesAreNoNames) {
  EXPECT_THAT(told("聯交所網站顯示，中國仁康醫院管理集團有限公司11月8日再次提交主板上市申請。"),
              ElementsAre("中國仁康醫院管理集團有限公司 refiled 2025-11-08"));
}

TEST(HanStory, ApplyingToBeListedIsNoFirstDay) {
  EXPECT_THAT(
      told("生鮮平台鮮活派11月7日（周五）更新上市文件，重新申請在主板掛牌，中金公司續任保薦人。",
           "生鮮電商鮮活派申請失效後即更新招股書"),
      Contains("鮮活派 refiled 2025-11-07"));
  EXPECT_THAT(told("万淳医药公告，股东大会通过了分拆子公司至香港联交所主板上市的议案。港交所的批准"
                   "尚待取得。",
                   "万淳医药拟分拆子公司“淳康检验”赴港上市"),
              IsEmpty());
}

TEST(HanStory, TheSameYearIsTheOneToldLast) {
  EXPECT_THAT(told("传承生物科技今早在港交所登载聆讯后资料集。公司2023年10月首度递表，至去年4月失效"
                   "，同年11月"
                   "5日卷土重来。"),
              Contains("传承生物科技 refiled 2024-11-05 history"));
}

TEST(HanStory, ABrandInTheHeadlineIsItsOwners) {
  EXPECT_THAT(told("港交所网站显示，上海半坡饮品股份有限公司今年5月8日递交的上市申请，已于11月8日失"
                   "效。公司旗下"
                   "“半坡咖啡”有1,138家门店。",
                   "又一家咖啡品牌折戟：“半坡咖啡”招股书失效"),
              UnorderedElementsAre(::testing::HasSubstr("lapsed 2025-11-08"),
                                   ::testing::HasSubstr("filed 2025-05-08 history")));
}

TEST(HanStory, AnUndatedEndIsNotTheFilingsDay) {
  const char* text =
      "聯交所網站顯示，仁康科技11月8日再次提交主板上市申請。\n\n仁康科技於2018年5月9日首次遞表，申"
      "請於同年11月"
      "失效。2019年9月25日，公司第二次遞表，並於2020年3月12日通過聆訊，惟其後擱置發行，申請最終失效"
      "。";
  const auto all = told(text);
  EXPECT_THAT(all, Contains("仁康科技 refiled 2019-09-25 history"));
  EXPECT_EQ(std::count(all.begin(), all.end(), "仁康科技 lapsed history"), 2);
  // One end told twice is one.
  EXPECT_THAT(
      told("前次招股書失效後，毛孩科技捲土重來。港交所文件顯示，毛孩科技11月8日再次遞交主板上市申請"
           "。"
           "毛孩科技於今年1月27日首度遞表，7月27日失效。"),
      UnorderedElementsAre("毛孩科技 refiled 2025-11-08", "毛孩科技 filed 2025-01-27 history",
                           "毛孩科技 lapsed 2025-07-27 history"));
}

TEST(HanStory, WhatDescribesTheCompanyTellsNoTimeOfItsNews) {
  EXPECT_THAT(told("港交所很忙。11月8日，曾于今年2月4日递表、上月失效的松间科技再度递表，保荐人为中"
                   "泰国际。"),
              Contains("松间科技 refiled 2025-11-08"));
}

TEST(HanStory, TheDayOfTheReportStandsBesideTheEventsOwn) {
  const Facts facts = read_facts("",
                                 "11月9日，港交所网站显示，青海梅朵科技股份有限公司递交的主板上市申"
                                 "请，因满六个月而于昨日转为“失效”。",
                                 "zh-Hans", make_date(2025, 11, 9));
  ASSERT_EQ(facts.events.size(), 1u);
  EXPECT_EQ(facts.events[0].event_date, make_date(2025, 11, 8));
  EXPECT_EQ(facts.events[0].disclosed_on, make_date(2025, 11, 9));
}

TEST(HanStory, TheShareIsTheOneNamedBefore) {
  EXPECT_THAT(told("豆姐姐食品11月10日招股。\n\n港交所新股日程：同期招股的还有激光雷达企业目睹科技("
                   "02625)，该"
                   "股11月7日起招股。"),
              Contains("目睹科技 launched 2025-11-07"));
}

TEST(HanStory, BeginningsOfLegalNamesAreShortNames) {
  EXPECT_THAT(told("港交所网站显示，中国仁康医院管理集团有限公司11月8日递交主板上市申请。中国仁康在"
                   "河北有11间"
                   "医院。中国仁康去年盈利，中国仁康的负债不轻。"),
              ElementsAre("中国仁康 filed 2025-11-08"));
}

TEST(HanStory, CountedFilingsBeginWithAFirst) {
  EXPECT_THAT(told("11月6日，鹏程生活科技股份有限公司在港交所披露聆讯后资料集。公司曾于2023年6月29"
                   "日、2024年1月5"
                   "日和2025年4月11日三次递表。"),
              IsSupersetOf({"鹏程生活科技股份有限公司 filed 2023-06-29 history",
                            "鹏程生活科技股份有限公司 refiled 2024-01-05 history"}));
}

TEST(HanStory, TheApplicationBeforeHasDaysOfItsOwn) {
  EXPECT_THAT(told("好彩头食品科技昨（9日）向联交所重新呈交主板上市申请。集团首份申请于今年5月6日提"
                   "交，本月6日到期。"),
              UnorderedElementsAre("好彩头食品科技 refiled 2025-11-09",
                                   "好彩头食品科技 filed 2025-05-06 history",
                                   "好彩头食品科技 lapsed 2025-11-06 history"));
}

TEST(HanStory, WhatAPriceIsComparedWithIsNoPricing) {
  EXPECT_THAT(told("九章云科技（02788）将于明日挂牌，辉立暗盘收报51港元，较定价30港元升70%"
                   "。公司今早公布配售结果。"),
              Not(Contains(::testing::HasSubstr("priced"))));
}

TEST(HanStory, EachOfTwoHasItsDay) {
  EXPECT_THAT(told("财富魔方科技、金策数科科技的招股书于11月7日双双失效。港交所显示，两家公司均为首"
                   "次递表，递表日分别"
                   "为5月6日和5月7日。"),
              IsSupersetOf({"财富魔方科技 lapsed 2025-11-07", "金策数科科技 lapsed 2025-11-07"}));
}

TEST(HanStory, WhatAHearingConsidersHasNotHappened) {
  EXPECT_THAT(told("华岳股份11月8日晚间公告，香港联交所上市委员会已于11月7日举行上市聆讯，审议公司"
                   "发行境外上市股"
                   "份(H股)并在香港联交所主板上市的申请。",
                   "华岳股份(605698.SH)：港交所审议公司发行H股并上市"),
              ElementsAre("华岳股份 hearing 2025-11-07"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
