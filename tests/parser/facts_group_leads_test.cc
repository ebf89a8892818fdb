#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parser/facts_event_lines.h"

namespace gongwatch::parser::facts {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

std::vector<std::string> told(std::string_view title, std::string_view text,
                              std::string_view language = "zh-Hant") {
  return event_lines(title, text, language, make_date(2025, 11, 10), Days::event);
}

TEST(GroupLeads, DebutsThatAHeadlineCounts) {
  EXPECT_THAT(told("三隻新股上市 兩隻跌穿招股價",
                   "錄得逾百倍超額認購的青禾機器人,開市報4.6元,較招股價4元高15%。\n\n"
                   "物流企業嘉程物流開市報0.74元,與招股價相同。\n\n"
                   "德禾控股開市報0.42元,較招股價0.4元高5%。"),
              UnorderedElementsAre("青禾機器人|listed|2025-11-10", "嘉程物流|listed|2025-11-10",
                                   "德禾控股|listed|2025-11-10"));
}

TEST(GroupLeads, WhatALeadSaysOfTheFirstBesidesIsNoPlanOfAll) {
  EXPECT_THAT(told("多隻新股招股",
                   "當中，3隻新股今日起招股，集資最多的青禾科技計劃籌集最多14."
                   "3億元；嘉程物流集資額約1億元。"),
              UnorderedElementsAre("青禾科技|launched|2025-11-10", "嘉程物流|launched|2025-11-10"));
}

TEST(GroupLeads, NewStocksThatAreBelowTheirPrice) {
  EXPECT_THAT(told("港股早段升300點",
                   "兩隻新股跑輸大市，開市價均低於招股價。\n\n青禾科技開市報21.4元，較招股價22."
                   "25元低3.8%。\n\n"
                   "嘉程物流開市報1.45元，較招股價1.59元低8.8%。"),
              UnorderedElementsAre("青禾科技|listed|2025-11-10", "嘉程物流|listed|2025-11-10"));
}

TEST(GroupLeads, ThatGoOnAboutTomorrow) {
  EXPECT_THAT(
      told("恒指低開86點",
           "新股則相當熱鬧，今日（10日）有4隻新股齊齊登場，明日再有兩隻。\n\n"
           "青禾科技（2715）公開發售錄約1,103倍超購，該股開市報61.5元，較招股價48.8元升26%。\n\n"
           "雲川茶馬（2719）公開發售錄約388倍超購，開市報5.02元，跌逾7%。"),
      UnorderedElementsAre("青禾科技|listed|2025-11-10", "雲川茶馬|listed|2025-11-10"));
}

TEST(GroupLeads, OffersThatASentenceCounts) {
  const auto lines =
      told("兩隻新股今早開始招股",
           "兩隻新股今早開始招股。\n\n"
           "內地綜合資訊科技服務供應商青禾科技,招股價介乎1元至1.4元,集資最多1.7億元。\n\n"
           "內地電動車供應商嘉程集團,招股價介乎6元至8元,每手500股,一手入場費約4040元。");
  EXPECT_THAT(lines, Contains("青禾科技|launched|2025-11-10"));
  EXPECT_THAT(lines, Contains("嘉程集團|launched|2025-11-10"));
}

TEST(GroupLeads, EnglishDebuts) {
  EXPECT_THAT(
      told("Chinese technology firms rise in Hong Kong debuts",
           "Two newly listed Chinese companies ended higher in Hong Kong on Monday.\n\n"
           "Artificial intelligence firm Kestrel Robotics opened 3.3% above its offer price of "
           "HK$116.20 and ended at HK$131.50.\n\nMarlow Semiconductor Ltd, a chipmaker, closed 8% "
           "higher at HK$156.80 on the Hong Kong exchange.",
           "en"),
      AllOf(Contains("Kestrel Robotics|listed|2025-11-10"),
            Contains(HasSubstr("Marlow Semiconductor"))));
}

TEST(GroupLeads, WhatIsToComeOrWasCountedOverAYearLeadsNothing) {
  const char* price = "\n\n青禾機器人開市報4.6元,較招股價4元高15%。";
  EXPECT_THAT(told("新股", std::string("下周有三隻新股上市。") + price),
              Not(Contains(HasSubstr("listed|2025"))));
  EXPECT_THAT(told("新股", std::string("今年累計有八隻新股上市。") + price),
              Not(Contains(HasSubstr("listed|2025"))));
}

TEST(GroupLeads, NotMoreThanTheWordsCount) {
  const auto lines =
      told("兩隻新股上市",
           "青禾機器人開市報4.6元。\n\n嘉程物流開市報0.74元。\n\n德禾控股開市報0.42元。");
  EXPECT_THAT(
      lines, AllOf(Contains(HasSubstr("青禾機器人|listed")), Contains(HasSubstr("嘉程物流|listed")),
                   Not(Contains(HasSubstr("德禾控股")))));
}

TEST(GroupLeads, HowManyThereAreByNowIsNoNews) {
  EXPECT_THAT(told("青禾機器人今起招股",
                   "行業內已有三家公司在香港上市。青禾機器人今日起招股,招股價介乎3元至4元,"
                   "每手500股。"),
              Not(Contains(HasSubstr("|listed|"))));
  EXPECT_THAT(told("Kestrel Robotics files for Hong Kong IPO",
                   "Four companies in the sector made their debuts in Hong Kong. Kestrel Robotics "
                   "filed for a Hong Kong IPO on Monday and plans to open its books in spring.",
                   "en"),
              Not(Contains(HasSubstr("|listed|2025"))));
}

TEST(OfferResults, ToldByWhatOnlyResultsHave) {
  EXPECT_THAT(
      told("青禾控股公開發售不足額認購",
           "青禾控股(01576)公布,共接獲1,595份有效申請,相當於香港公開發售初步可供認購總數約0.14倍。"
           "一手(1000股)中籤率百分百。股份明日上市。H股發售價定為2.5元,為招股價範圍的下限。"),
      AllOf(Contains("青禾控股|allotted|-"), Contains("青禾控股|priced|-")));
}

TEST(OfferResults, WhatBrokersCountIsNone) {
  EXPECT_THAT(
      told("青禾控股孖展超購三倍",
           "青禾控股(01576)正在香港招股。消息指,公開發售暫錄三倍超額認購,一手中籤率料為兩成。"),
      Not(Contains(HasSubstr("allotted"))));
}

TEST(OfferResults, OfWhoeverTradesTheyAreLookedBackOn) {
  EXPECT_THAT(told("青禾控股首日掛牌升一成",
                   "青禾控股(01576)今日在港交所掛牌,收報4.4元。該股一手中籤率為兩成。"),
              Not(Contains("青禾控股|allotted|-")));
}

TEST(Debuts, OfWeeksAgoAreLookedBackOn) {
  EXPECT_THAT(told("深交所將青禾機器人調入港股通名單",
                   "深交所公告,青禾機器人自今日起調入港股通股票名單。10月20日,"
                   "青禾機器人在港交所掛牌上市,開盤高開八成,首次公開發售集資12億港元。"),
              Contains("青禾機器人|listed|2025-10-20|history"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
