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

}  // namespace
}  // namespace gongwatch::parser::facts
