// What a report says of its own day: 今日 and weekdays count from it, not from when it was fetched.
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

constexpr auto kNextMonday = [] { return make_date(2025, 11, 17); };

// "stage day" of the first event.
std::string first_told(std::string_view text, std::string_view title = "新股消息",
                       std::optional<CivilDate> captured = kNextMonday()) {
  const Facts facts = read_facts(title, text, "zh-Hans", captured);
  if (facts.events.empty()) return "nothing";
  const Event& event = facts.events.front();
  const auto day = event.event_date ? event.event_date : event.disclosed_on;
  return std::string(name_of(event.stage)) + " " + (day ? to_iso(*day) : "-");
}

TEST(Dateline, CountsTodayAndWeekdaysFromIt) {
  constexpr std::string_view kToday = "星澜医疗今日通过港交所聆讯。";
  for (const std::string_view dateline :
       {"财讯网11月14日讯 ", "资本社香港11月14日电（记者李明）", "【财讯网 2025年11月14日】",
        "（2025年11月14日，香港）", "【本報香港11月14日訊】", "（記者李明 11月14日報道）",
        "港股通讯 11月14日消息，", "某某汇11月14日丨", "某某AI快讯，11月14日，",
        "某某财经 王大力 11月14日，", "香港2025年11月14日 /某通社/ -- ", "文/陈小明 11月14日\n\n",
        "11月14日 18:30 财讯网\n\n", "大洲社香港十四日电 ", "大洲社香港14日电 "}) {
    EXPECT_EQ(first_told(std::string(dateline) + std::string(kToday)), "hearing 2025-11-14")
        << dateline;
  }
  EXPECT_EQ(first_told("（財訊社11月14日專電）星瀾醫療周三向港交所遞交上市申請。"),
            "filed 2025-11-12");
  EXPECT_EQ(first_told("星澜医疗昨日向港交所递交上市申请。（本文刊于2025年11月14日）"),
            "filed 2025-11-13");
  EXPECT_EQ(first_told(kToday, "新股日报（11月14日）"), "hearing 2025-11-14");
  EXPECT_EQ(first_told(kToday, "港股早报丨11月14日"), "hearing 2025-11-14");
}

TEST(Dateline, NeedsNoCaptureTimeIfItTellsTheYear) {
  EXPECT_EQ(first_told("财讯网2025年11月14日讯 星澜医疗今日通过港交所聆讯。", "新股消息", {}),
            "hearing 2025-11-14");
  EXPECT_EQ(first_told("财讯网11月14日讯 星澜医疗今日通过港交所聆讯。", "新股消息", {}),
            "hearing -");
}

TEST(Dateline, IsNoOtherDay) {
  // Another's report, a day to come, an offer's days, one of several headings.
  EXPECT_EQ(first_told("据甲报11月6日报道，星澜医疗今日通过港交所聆讯。"), "hearing 2025-11-17");
  EXPECT_EQ(first_told("财讯网11月20日讯 星澜医疗今日通过港交所聆讯。"), "hearing 2025-11-17");
  EXPECT_EQ(first_told("（截至11月14日）星澜医疗今日通过港交所聆讯。"), "hearing 2025-11-17");
  EXPECT_EQ(
      first_told(
          "星澜医疗今日通过港交所聆讯。\n\n截至2025年11月6日（“最后实际可行日期”），产能为8万吨。"),
      "hearing 2025-11-17");
  EXPECT_EQ(first_told("（11月13日至14日）星澜医疗今日通过港交所聆讯。"), "hearing 2025-11-17");
  EXPECT_EQ(first_told("【11月12日】云杉科技递表港交所。\n\n【11月14日】星澜医疗通过港交所聆讯。"
                       "\n\n青原软件今日通过港交所聆讯。"),
            "filed 2025-11-12");
}

TEST(Dateline, IsNoDayOfTheEvent) {
  EXPECT_EQ(first_told("【财讯网香港 2025年11月14日】星澜医疗已通过港交所聆讯。"), "hearing -");
  EXPECT_EQ(first_told("【11月14日】星澜医疗通过港交所聆讯。"), "hearing 2025-11-14");
}

}  // namespace
}  // namespace gongwatch::parser::facts
