// Which day is an event's, in Chinese: on which it happened, on which it became known, and which
// one is told elsewhere in the text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

const auto kThursday = make_date(2026, 2, 12);

// "name|stage|event date|disclosed"
std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  const auto day = [](const std::optional<CivilDate>& date) {
    return date ? to_iso(*date) : std::string("-");
  };
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "zh-Hans", kThursday).events) {
    all.push_back(event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
                  day(event.event_date) + "|" + day(event.disclosed_on));
  }
  return all;
}

TEST(EventDates, WhatTheExchangeShowsIsADisclosure) {
  for (const char* text : {
           "港交所2月11日公布，青禾机器人股份有限公司的上市申请已获聆讯通过。",
           "2月11日晚间，港交所披露易更新了名单，青禾机器人股份有限公司已通过聆讯。",
           "据财联社2月11日电，港交所文件显示，青禾机器人股份有限公司已通过上市聆讯。",
           "【聆讯】2月11日，港交所显示，青禾机器人股份有限公司已通过上市聆讯。",
           "根据港交所2月11日的揭露，青禾机器人股份有限公司已通过主板上市聆讯。",
       }) {
    EXPECT_THAT(told(text), ElementsAre(::testing::EndsWith("|hearing|-|2026-02-11"))) << text;
  }
}

TEST(EventDates, WhatTheCompanyDoesIsNone) {
  EXPECT_THAT(told("2月11日，青禾机器人股份有限公司在港交所更新招股书，保荐人为中金公司。"),
              ElementsAre("青禾机器人股份有限公司|refiled|2026-02-11|-"));
  EXPECT_THAT(told("青禾机器人股份有限公司昨晚在港交所网站递交上市申请。"),
              ElementsAre("青禾机器人股份有限公司|filed|2026-02-11|-"));
}

TEST(EventDates, TheHearingsOwnDay) {
  EXPECT_THAT(told("青禾机器人股份有限公司已获上市委员会批准在港交所主板上市，聆讯日期为2月10日。"),
              ElementsAre("青禾机器人股份有限公司|hearing|2026-02-10|-"));
}

TEST(EventDates, AHeadlinesNewsTakesTheFirstDayOfTheText) {
  constexpr const char* kTitle = "青禾机器人通过港交所聆讯";
  EXPECT_THAT(told("2月11日晚，港交所网站显示了一家公司的名字：青禾机器人股份有限公司。", kTitle),
              ElementsAre("青禾机器人|hearing|-|2026-02-11"));
  // What lies longer ago is not its day.
  EXPECT_THAT(told("公司去年3月7日建成了新工厂。", kTitle), ElementsAre("青禾机器人|hearing|-|-"));
}

TEST(EventDates, AnEndIsNoBeginning) {
  EXPECT_THAT(told("青禾机器人股份有限公司（02688.HK）公开发售今日中午截止，由中金公司保荐。"),
              ::testing::Not(Contains(::testing::HasSubstr("2026-02-12"))));
}

TEST(EventDates, ATimeOfItsOwnTakesNoOther) {
  EXPECT_THAT(told("2月11日，青禾机器人股份有限公司第二次向港交所递交上市申请，"
                   "其上一份申请已于今年1月底失效。"),
              ElementsAre("青禾机器人股份有限公司|refiled|2026-02-11|-",
                          "青禾机器人股份有限公司|lapsed|-|-"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
