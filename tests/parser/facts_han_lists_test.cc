// Chinese digests, lists, headlines and rumours: each company with its own stage, and nobody
// else's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kReadOn = [] { return make_date(2025, 11, 17); };  // a Monday

// "name stage day: house role, …"; "~" behind a stage that is only looked back on; "name stage
// outcome" of what has not happened.
std::vector<std::string> told_in(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  const Facts facts = read_facts(title, text, "zh-Hans", kReadOn());
  for (const Event& event : facts.events) {
    std::string line =
        event.issuer.name + " " + std::string(name_of(event.stage)) + (event.history ? "~" : "");
    if (event.event_date) line += " " + to_iso(*event.event_date);
    if (event.disclosed_on) line += " disclosed " + to_iso(*event.disclosed_on);
    for (const SponsorMention& one : event.sponsors) {
      line += (&one == &event.sponsors.front() ? ": " : ", ") + one.name + " " +
              std::string(name_of(one.role));
    }
    all.push_back(line);
  }
  for (const Unrealised& one : facts.unrealised) {
    all.push_back(one.event.issuer.name + " " + std::string(name_of(one.event.stage)) + " " +
                  std::string(name_of(one.outcome)));
  }
  return all;
}

TEST(HanLists, CompaniesBehindWhatIsToldOfThem) {
  EXPECT_THAT(
      told_in("境外上市", "以下五家公司获中国证监会备案通知书：云杉医械、南山茶业和澄江数据。"),
      ElementsAre("云杉医械 csrc_filed", "南山茶业 csrc_filed", "澄江数据 csrc_filed"));
  EXPECT_THAT(told_in("港股", "下列公司已通過港交所聆訊：雲杉醫械、南山茶業。"),
              ElementsAre("雲杉醫械 hearing", "南山茶業 hearing"));
  EXPECT_THAT(told_in("港股一周", "本周通过港交所聆讯的公司有云杉医械、南山茶业和澄江数据。"),
              ElementsAre("云杉医械 hearing", "南山茶业 hearing", "澄江数据 hearing"));
  EXPECT_THAT(told_in("港股一周", "上周向港交所遞表的企業有：雲杉醫械、南山茶業。"),
              ElementsAre("雲杉醫械 filed", "南山茶業 filed"));
  EXPECT_THAT(told_in("港股一周", "本周通过港交所聆讯的公司有12家，云杉医械最受关注。"), IsEmpty());
  EXPECT_THAT(told_in("港股", "證監會向雲杉醫械、南山茶業發出境外上市備案通知書。"),
              ElementsAre("雲杉醫械 csrc_filed", "南山茶業 csrc_filed"));
}

TEST(HanLists, TwoNamesThatOneWordTies) {
  EXPECT_THAT(told_in("港股", "云杉医械和南山茶业今日招股，将在港交所主板上市。").size(), 2u);
  EXPECT_THAT(told_in("港股", "和泰医药今日通过港交所聆讯。"),
              ElementsAre("和泰医药 hearing 2025-11-17"));
}

TEST(HanNames, WordsOfTheLanguageInsideThem) {
  EXPECT_THAT(told_in("新股", "拟态科技今日向港交所递表，保荐人为中金公司。"),
              ElementsAre("拟态科技 filed 2025-11-17: 中金公司 sponsor"));
  EXPECT_THAT(told_in("新股", "未來智能昨日通過港交所聆訊。"),
              ElementsAre("未來智能 hearing 2025-11-16"));
  EXPECT_THAT(told_in("新股", "澄江数据昨日通过港交所聆讯。据券商数据，其孖展反应热烈。"),
              ElementsAre("澄江数据 hearing 2025-11-16"));
}

TEST(HanHeadlines, EachHalfTellsOfItsOwn) {
  EXPECT_THAT(
      told_in("备案一周：5家获备案通知书 南山茶业通过聆讯",
              "中国证监会本周向5家企业发出备案通知书。\n\n此外，南山茶业11月13日通过港交所聆讯，"
              "保荐人为中金公司。"),
      ElementsAre("南山茶业 hearing 2025-11-13: 中金公司 sponsor"));
  EXPECT_THAT(told_in("3家失效2家遞表　雲杉醫械今掛牌", "雲杉醫械今日在主板掛牌。"),
              ElementsAre("雲杉醫械 listed 2025-11-17"));
}

TEST(HanHeadlines, TellNoMoreThanTheText) {
  EXPECT_THAT(told_in("星澜医疗通过聆讯", "市场消息透露，星澜医疗已通过港交所聆讯，最快下周招股。"),
              ElementsAre("星澜医疗 hearing rumoured"));
  EXPECT_THAT(told_in("星瀾醫療據報過聆訊", "公司主營醫療。"),
              ElementsAre("星瀾醫療 hearing rumoured"));
  EXPECT_THAT(told_in("雲杉樂器獲超購2.8倍　周四掛牌",
                      "雲杉樂器今日公布配發結果，股份將於11月20日開始在港交所主板買賣。"),
              ElementsAre("雲杉樂器 allotted disclosed 2025-11-17", "雲杉樂器 listed planned"));
}

TEST(HanSponsors, WhoUnderwritesAndWhichOfTwo) {
  EXPECT_THAT(told_in("星澜医疗",
                      "星澜医疗今日在港交所挂牌，由瑞银、中银国际联合保荐，海通国际也出现在"
                      "承销团名单中。"),
              ElementsAre("星澜医疗 listed 2025-11-17: 瑞银 joint_sponsor, 中银国际 joint_sponsor, "
                          "海通国际 underwriter"));
  EXPECT_THAT(
      told_in("星瀾醫療", "星瀾醫療今日在港交所掛牌，瑞銀為獨家保薦人，另有老虎證券參與承銷。"),
      ElementsAre("星瀾醫療 listed 2025-11-17: 瑞銀 sole_sponsor, 老虎證券 underwriter"));
  EXPECT_THAT(told_in("星澜医疗",
                      "星澜医疗今起招股，在港交所上市。保荐人阵容由中信里昂和中泰国际构成，前者"
                      "同时是整体协调人。"),
              ElementsAre("星澜医疗 launched 2025-11-17: 中信里昂 sponsor, 中泰国际 sponsor, "
                          "中信里昂 overall_coordinator"));
  EXPECT_THAT(
      told_in(
          "星瀾醫療被退回",
          "港交所網站顯示，星瀾醫療的主板上市申請被列入「發回」名單。\n\n該份申請於10月27日遞交，"
          "保薦人是中金公司。\n\n星瀾曾在2022年9月30日申請來港上市，當時由同人融資保薦。")
          .front(),
      "星瀾醫療 returned: 中金公司 sponsor");
}

TEST(HanEvents, CommitteesThatHearSeveral) {
  EXPECT_THAT(
      told_in("两公司过聆讯", "港交所11月6日召开上市委员会聆讯，云杉医械与灵犀智声双双获得通过。"),
      ElementsAre("云杉医械 hearing 2025-11-06", "灵犀智声 hearing 2025-11-06"));
}

TEST(HanEvents, OneLapseAfterSixMonths) {
  EXPECT_THAT(
      told_in("星澜医疗失效",
              "星澜医疗今年5月16日递交的港股招股书满六个月，于昨日失效，港交所页面已更新。"),
      ElementsAre("星澜医疗 filed~ 2025-05-16", "星澜医疗 lapsed 2025-11-16"));
}

TEST(HanEvents, WhatMeansThatItPassedIsNoHearing) {
  EXPECT_THAT(
      told_in("森之語", "專賣床褥的森之語昨日在港交所上載聆訊後資料集，即已通過主板上市聆訊。"),
      ElementsAre("森之語 phip disclosed 2025-11-16"));
}

TEST(HanEvents, AMonthToldBetweenTakesTheDayAway) {
  EXPECT_THAT(
      told_in("星澜医疗",
              "星澜医疗11月16日通过港交所聆讯。今年4月28日，公司首次向港交所递交A1申请；8月中"
              "旬，中国证监会发出了境外发行上市备案通知书。"),
      ElementsAre("星澜医疗 hearing 2025-11-16", "星澜医疗 filed~ 2025-04-28",
                  "星澜医疗 csrc_filed~"));
}

TEST(HanEvents, AMorningPapersDayIsNoneOfItsNews) {
  EXPECT_THAT(told_in("港股打新早参（11月17日）：云杉冷链过聆讯",
                      "【上市】昨日，星澜眼镜（02745）登陆主板，收报25."
                      "2港元。\n\n【聆讯】云杉冷链通过港交所聆讯"
                      "。\n\n【递表】港交所14日晚间上线了云栖量子的招股书。"),
              ElementsAre("星澜眼镜 listed 2025-11-16", "云杉冷链 hearing",
                          "云栖量子 filed disclosed 2025-11-14"));
}

TEST(HanNames, BrandsFormerNamesAndWhatStandsBeforeThem) {
  EXPECT_THAT(told_in("連鎖茶餐廳「麗晶茶室」申上市",
                      "連鎖茶餐廳「麗晶茶室」有意來港。港交所上周五（11月14日）上載其母公司麗晶飲食"
                      "集團控股有限公司"
                      "的申請版本。"),
              ElementsAre("麗晶茶室 filed disclosed 2025-11-14"));
  EXPECT_THAT(
      told_in("逸流科技首掛",
              "逸流科技（02656）今日在港交所掛牌。公司於2023年12月15日首次遞交上市申請，當時名為「"
              "逸流網絡」；之後在今年6月8日通過聆訊。"),
      ElementsAre("逸流科技 listed 2025-11-17", "逸流科技 filed~ 2023-12-15",
                  "逸流科技 hearing~ 2025-06-08"));
  EXPECT_THAT(
      told_in("备案",
              "中国证监会11月7日披露了关于云杉（杭州）医械股份有限公司境外发行上市备案通知书。"),
      ElementsAre("云杉（杭州）医械股份有限公司 csrc_filed disclosed 2025-11-07"));
}

TEST(HanItems, NumberedAndLabelledOnesNameTheirOwnCompany) {
  EXPECT_THAT(
      told_in("新股雷達：兩公司入表",
              "(2) 博觀教育科技周二（11日）首度向聯交所申請主板上市，獨家保薦人建泉融資。\n\n(3) "
              "川粵生鮮昨晚"
              "更新上市文件，繼續由光銀國際及越秀融資聯席保薦。"),
      ElementsAre("博觀教育科技 filed 2025-11-11: 建泉融資 sole_sponsor",
                  "川粵生鮮 refiled 2025-11-16: 光銀國際 joint_sponsor, 越秀融資 joint_sponsor"));
  EXPECT_THAT(
      told_in("新股速遞",
              "入表：明杉醫藥的首份申請昨日到期失效，瑞銀為保薦人。\n\n聆訊：凌志新材前日通過主板"
              "聆訊，獨家保薦人招商證券國際。"),
      ElementsAre("明杉醫藥 lapsed 2025-11-16: 瑞銀 sponsor",
                  "凌志新材 hearing 2025-11-15: 招商證券國際 sole_sponsor"));
  EXPECT_THAT(told_in("新股",
                      "第一隻係南灣海味（8621），昨日喺GEM掛牌，保薦人力高企業融資。\n\n最後係旭川"
                      "激光，昨日開始招"
                      "股，中信建投國際做獨家保薦人。"),
              ElementsAre("南灣海味 listed 2025-11-16: 力高企業融資 sponsor",
                          "旭川激光 launched 2025-11-16: 中信建投國際 sole_sponsor"));
}

TEST(HanEvents, OtherWordsForFiling) {
  EXPECT_THAT(told_in("栗原牧业",
                      "2022年3月31日，栗原牧业首次叩响港交所大门；今年10月28日，公司再次递表。"),
              ElementsAre("栗原牧业 filed~ 2022-03-31", "栗原牧业 refiled 2025-10-28"));
  EXPECT_THAT(
      told_in(
          "昇陽軸承",
          "昇陽軸承9日通過港交所聆訊。公司早在去年9月12日即已遞件，因補件而於今年3月20日重送。"),
      ElementsAre("昇陽軸承 hearing 2025-11-09", "昇陽軸承 filed~ 2024-09-12",
                  "昇陽軸承 refiled~ 2025-03-20"));
  EXPECT_THAT(
      told_in("港股一周",
              "食品商棠溪食品11月12日向港交所主板提交申请；手术导航公司云枢医械翌日二度递表。"),
      ElementsAre("棠溪食品 filed 2025-11-12", "云枢医械 refiled 2025-11-13"));
}

TEST(HanEvents, MoneyThatIsPaidBackIsNoReturnedApplication) {
  EXPECT_THAT(told_in("星澜医疗", "星澜医疗宣布押后在港交所的上市，并退回全部申请股款。"),
              ::testing::Not(::testing::Contains(::testing::HasSubstr("returned"))));
}

TEST(HanEvents, AFundOnAnotherExchangeIsNone) {
  EXPECT_THAT(told_in("又一单消费REIT上市，首日收涨18.6%",
                      "11月14日，国晟商业REIT在深交所挂牌，开盘价3.52元/份。"),
              IsEmpty());
}

TEST(HanSponsors, OfAnEarlierAttemptInOneClause) {
  EXPECT_THAT(
      told_in(
          "星澜优选撤回",
          "港交所显示，星澜优选的上市申请于11月14日撤回。2023年6月，公司曾在民银资本独家保荐下递"
          "表。今年4月29日，公司再次递表，保荐人为招银国际。"),
      ::testing::Contains("星澜优选 withdrawn 2025-11-14: 招银国际 sponsor"));
  EXPECT_THAT(
      told_in("新股",
              "翠汀餐飲今早起公開招股，將在GEM上市，保薦人為豐盛融資，艾德證券負責聯席賬簿管理。"),
      ElementsAre("翠汀餐飲 launched 2025-11-17: 豐盛融資 sponsor, 艾德證券 bookrunner"));
}

TEST(HanItems, WhomAColumnCallsUp) {
  EXPECT_THAT(told_in("港股观察",
                      "先看星澜医疗。公司上周四通过港交所聆讯，保荐人为中金公司。\n\n再看云杉医械。"
                      "它昨日递表，由瑞"
                      "银保荐。"),
              ElementsAre("星澜医疗 hearing 2025-11-13: 中金公司 sponsor",
                          "云杉医械 filed 2025-11-16: 瑞银 sponsor"));
  EXPECT_THAT(
      told_in("新股偵察", "先講維岳醫藥。佢11月13日通過港交所聆訊，保薦人係瑞銀同浦銀國際。"),
      ElementsAre("維岳醫藥 hearing 2025-11-13: 瑞銀 sponsor, 浦銀國際 sponsor"));
}

TEST(HanItems, WhatIsToldOfAnotherIsNotTheNeighbours) {
  EXPECT_THAT(told_in("港股一周",
                      "未来机器人11月10日向港交所递表，保荐人为中金公司。\n\n此外，一家冷链企业上周"
                      "三通过聆讯，由招"
                      "银国际独家保荐。"),
              ElementsAre("未来机器人 filed 2025-11-10: 中金公司 sponsor"));
  EXPECT_THAT(told_in("港股一周",
                      "未来机器人11月10日向港交所递表，保荐人为中金公司。\n\n另外，丰隆小榭亦于次日"
                      "更新招股书，保荐"
                      "人是招银国际。"),
              ElementsAre("未来机器人 filed 2025-11-10: 中金公司 sponsor",
                          "丰隆小榭 refiled 2025-11-11: 招银国际 sponsor"));
}

TEST(HanItems, ACompanyThatOnlyTheHeadlineNames) {
  EXPECT_THAT(told_in("打新笔记｜拓檀智能（06188.HK）：机器视觉检测第四大玩家",
                      "申购安排：今日（11月17日）上午九时开始，11月20日中午截止。\n\n保荐承销：独家"
                      "保荐人是中金公司。"),
              ElementsAre("拓檀智能 launched 2025-11-17: 中金公司 sole_sponsor"));
}

TEST(HanEvents, ADayOfAnOfferLongAgoCountsFromThatOffer) {
  EXPECT_THAT(told_in("新股",
                      "沃頡能源（02715）今日起至下周一再次公開發售，每股作價15."
                      "8元。公司去年11月20日首次展開公開發售，"
                      "惟在招股第四日決定押後。"),
              ElementsAre("沃頡能源 launched 2025-11-17", "沃頡能源 launched~ 2024-11-20"));
}

TEST(HanEvents, AFirstDayIsToldOnIt) {
  EXPECT_THAT(told_in("星麓汽车香港上市",
                      "某某新闻11月14日上午消息，星麓汽车（09886）正式在港交所主板挂牌交易。"),
              ElementsAre("星麓汽车 listed 2025-11-14"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
