// Chinese companies behind the words that tell their stage: announced lists, counts, clefts,
// questions and the labels of bulletins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;

// "name stage day", with * behind a day of disclosure; written on Saturday, December 20.
std::vector<std::string> told(std::string_view text, std::string_view title = "港股新股") {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh", make_date(2025, 12, 20)).events) {
    std::string one = event.issuer.name + " " + std::string(name_of(event.stage));
    if (event.history) one += " history";
    if (event.event_date) one += " " + to_iso(*event.event_date);
    if (event.disclosed_on) one += " " + to_iso(*event.disclosed_on) + "*";
    all.push_back(one);
  }
  return all;
}

TEST(Announced, NounsInFrontOfAList) {
  EXPECT_THAT(told("昨日公開的新申請包括：岸邊口腔及赤蟹動力。兩家恰好同由中信建投國際獨家保薦。"),
              UnorderedElementsAre("岸邊口腔 filed 2025-12-19", "赤蟹動力 filed 2025-12-19"));
  EXPECT_THAT(
      told("12月18日，港交所一口气收到三份新的上市申请，分别来自物流平台快马运通、酒店集团云宿"
           "以及教育公司学而思远。"),
      UnorderedElementsAre("快马运通 filed 2025-12-18", "云宿 filed 2025-12-18",
                           "学而思远 filed 2025-12-18"));
  EXPECT_THAT(told("新申請預料包括戊己科技。"), IsEmpty());
}

TEST(Announced, CountsBehindAList) {
  EXPECT_THAT(told("单是12月18日，就有镜泊精密与雨林庄园两家交表，前者做光刻机零件。"),
              UnorderedElementsAre("镜泊精密 filed 2025-12-18", "雨林庄园 filed 2025-12-18"));
  EXPECT_THAT(told("通过聆讯的少得多，下半月只有宠物医药商喵安生物一家，时间是12月18日。"),
              ElementsAre("喵安生物 hearing 2025-12-18"));
  EXPECT_THAT(told("本周新递表的还有物流平台快马运通、酒店集团云宿和教育公司学而思远三家。"),
              UnorderedElementsAre("快马运通 filed", "云宿 filed", "学而思远 filed"));
  EXPECT_THAT(told("三家公司递表后，市场仍在观望，只有投资者和分析师两类人关心。"), IsEmpty());
}

TEST(Announced, CountsInFrontOfAListWithDays) {
  EXPECT_THAT(told("三家公司進入申請隊列：鷹眼測繪（15日）、和胃健康（17日）和丹霞地產（18日）。"),
              UnorderedElementsAre("鷹眼測繪 filed 2025-12-15", "和胃健康 filed 2025-12-17",
                                   "丹霞地產 filed 2025-12-18"));
}

TEST(Announced, Clefts) {
  EXPECT_THAT(told("獲聆訊的是玩具商童夢社，時間為昨日下午。"),
              ElementsAre("童夢社 hearing 2025-12-19"));
  EXPECT_THAT(told("周三过聆讯的只有一家，是做植发的发如雪。昨日敲钟的，则是宠物食品商汪记。"),
              UnorderedElementsAre("发如雪 hearing 2025-12-17", "汪记 listed 2025-12-19"));
  EXPECT_THAT(told("本周先後通過聆訊的，有做潛水錶的深藍鐘錶（16日）、賣涼茶的百草堂（17日）。"),
              UnorderedElementsAre("深藍鐘錶 hearing 2025-12-16", "百草堂 hearing 2025-12-17"));
  EXPECT_THAT(told("拿到备案通知书的是鲁北制药与蓝莓云两家。"),
              UnorderedElementsAre("鲁北制药 csrc_filed", "蓝莓云 csrc_filed"));
  EXPECT_THAT(told("今早剛掛牌的思源測繪更罕見：由公司前僱主國信證券(香港)保薦。"),
              ElementsAre("思源測繪 listed 2025-12-20"));
  EXPECT_THAT(told("至於昨日失效、原由海通國際保薦的網購平台買買樂，已表明不再續表。"),
              ElementsAre("買買樂 lapsed 2025-12-19"));
}

TEST(Announced, WhoseItIsStandsInALaterClause) {
  EXPECT_THAT(told("港交所昨晚更新了一宗聆訊後資料集，主角是軟件外包商信達方舟。"),
              ElementsAre("信達方舟 phip 2025-12-19*"));
  EXPECT_THAT(told("12月18日，名单变了两行。一行由“处理中”改成了“撤回”，属于跨境支付公司汇桥数科，"
                   "公司没有解释缘由。"),
              ElementsAre("汇桥数科 withdrawn 2025-12-18"));
  EXPECT_THAT(
      told("失手的一单是宠粮商喵满意：12月18日，这家由花旗与瑞银联席保荐的公司撤回了上市申请。"),
      ElementsAre("喵满意 withdrawn 2025-12-18"));
  EXPECT_THAT(told("進度較快的是植入物企業固元骨科，該公司上周五已獲發備案通知書。"),
              ElementsAre("固元骨科 csrc_filed 2025-12-12"));
}

TEST(Announced, AnswersToQuestions) {
  EXPECT_THAT(told("问：本周谁递表了？答：周三（17日）是电池回收商格磷循环，建银国际独家保荐。"),
              ElementsAre("格磷循环 filed 2025-12-17"));
}

TEST(Announced, WhatACompanyDoesBehindItsName) {
  EXPECT_THAT(
      told("12月18日，十余家公司向港交所递表，本报挑两家细看。\n"
           "格雾科技做电子雾化器，保荐人是中信证券。学到家做在线职业教育，独家保荐人为瑞信。"),
      IsSupersetOf({"格雾科技 filed 2025-12-18", "学到家 filed 2025-12-18"}));
}

TEST(Bulletins, LabelsInsideASentence) {
  EXPECT_THAT(
      told("新股簿：上市｜冰泉饮料（02799，12月15日）；聆讯｜洛川果业、和风电机（均12月16日）；"
           "失效｜白鹭环卫（12月17日）。"),
      UnorderedElementsAre("冰泉饮料 listed 2025-12-15", "洛川果业 hearing 2025-12-16",
                           "和风电机 hearing 2025-12-16", "白鹭环卫 lapsed 2025-12-17"));
}

TEST(Bulletins, LabelsOfLines) {
  EXPECT_THAT(
      told("遞表：萬家燈飾，12月15日，保薦人建銀國際；和順紙品，12月16日，第二次，保薦人瑞銀。\n"
           "招股｜鋰電設備商鋒銳智能（12月15日至18日，海通國際獨家保薦）\n"
           "備案：鐵山礦機、藍灣船舶，均為12月18日。\n"
           "上市｜本周没有新股挂牌"),
      UnorderedElementsAre("萬家燈飾 filed 2025-12-15", "和順紙品 refiled 2025-12-16",
                           "鋒銳智能 launched 2025-12-15", "鐵山礦機 csrc_filed 2025-12-18",
                           "藍灣船舶 csrc_filed 2025-12-18"));
}

TEST(Announced, DaysInFrontOfTheNames) {
  EXPECT_THAT(
      told("本周，证监会为三家赴港上市企业出具了备案通知书：12月15日是鲁北制药，12月17日是蓝莓云，"
           "12月18日是雄州智算。"),
      UnorderedElementsAre("鲁北制药 csrc_filed 2025-12-15", "蓝莓云 csrc_filed 2025-12-17",
                           "雄州智算 csrc_filed 2025-12-18"));
}

TEST(Announced, WordsThatNameNobody) {
  EXPECT_THAT(told("失效的是一纸合约：中金公司与华泰国际两家未能谈拢，属于正常商业决定。"),
              IsEmpty());
  EXPECT_THAT(told("问：谁会递表？答：是市场关心的问题。通过聆讯的公司为数不多，是近三年最低。"),
              IsEmpty());
  EXPECT_THAT(told("上市：计划明年一季度；聆讯：尚未安排；招股：待定。"), IsEmpty());
  EXPECT_THAT(told("下周招股的有两家：甲乙科技与丙丁生物。预计下周聆讯的是戊己集团。"), IsEmpty());
  EXPECT_THAT(told("本周科创板过会的有三家，分别是芯源微控、海川智能和明光电子。", "A股周报"),
              IsEmpty());
  EXPECT_THAT(told("法院聆讯的是远山集团与海蓝集团两家的合约纠纷，主角是前董事长陈某。", "诉讼"),
              IsEmpty());
}

TEST(Columns, AHeadlinesGoingPublicIsItsTopic) {
  EXPECT_THAT(told("星河智能12月15日向港交所递表，保荐人为中金公司。", "星河智能赴港上市"),
              ElementsAre("星河智能 filed 2025-12-15"));
}

TEST(Columns, ADayHeadsItsSegment) {
  EXPECT_THAT(
      told("周三，汉方茶寮顺势递表；12月18日，云门奇石如愿通过聆讯；周五，好时辰钟表照旧挂牌，"
           "远帆游艇的申请则眼看着失效。"),
      UnorderedElementsAre("汉方茶寮 filed 2025-12-17", "云门奇石 hearing 2025-12-18",
                           "好时辰钟表 listed 2025-12-19", "远帆游艇 lapsed 2025-12-19"));
  EXPECT_THAT(told("递表高峰出现在月中，仅18日一天已有朴实家电、绿邦化工两家。"),
              UnorderedElementsAre("朴实家电 filed 2025-12-18", "绿邦化工 filed 2025-12-18"));
}

TEST(Columns, LooseVerbs) {
  EXPECT_THAT(told("周一，血透服务商清源肾科的聆讯后资料集出现在网站上。"),
              ElementsAre("清源肾科 phip 2025-12-15*"));
  EXPECT_THAT(told("周四，做预制菜的膳滋坊撤了申请，据说是因为估值谈不拢。"),
              ElementsAre("膳滋坊 withdrawn 2025-12-18"));
  EXPECT_THAT(told("12月1日，磁材商北方磁业把申请书递到了港交所。半个月后，同城的轴承商北方轴承走进"
                   "了聆讯室，"
                   "并于12月16日获放行。至于电机商北方电机，则在12月18日的锣声中完成了上市。"),
              UnorderedElementsAre("北方磁业 filed 2025-12-01", "北方轴承 hearing 2025-12-16",
                                   "北方电机 listed 2025-12-18"));
  EXPECT_THAT(told("聆讯方面，远帆游艇和蓝海钻井分别于12月17日、12月18日通过。"),
              UnorderedElementsAre("远帆游艇 hearing 2025-12-17", "蓝海钻井 hearing 2025-12-18"));
}

TEST(Columns, WordsOfTheirOwn) {
  EXPECT_THAT(told("合成蛋白公司若禾蛋白刚刚起步，12月18日向港交所递表。"),
              ElementsAre("若禾蛋白 filed 2025-12-18"));
  EXPECT_THAT(told("真正有料到嘅，要數做光模塊嘅啟程光訊，佢上星期四通過聆訊。"),
              ElementsAre("啟程光訊 hearing 2025-12-11"));
  EXPECT_THAT(told("锂电设备商衡力传动昨日登陆主板；同日在主板登场的名师教育则升12%。"),
              UnorderedElementsAre("衡力传动 listed 2025-12-19", "名师教育 listed 2025-12-19"));
  EXPECT_THAT(told("巧的是，钓翁户外的老对手鲤跃渔具周五撤回了上市申请。"),
              ElementsAre("鲤跃渔具 withdrawn 2025-12-19"));
  EXPECT_THAT(told("凌霄鋁電（2688）公開招股昨午截止，孖展錄得逾百倍超額。"), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
