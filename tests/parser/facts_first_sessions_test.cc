#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/read_facts.h"
#include "tests/parser/facts_event_lines.h"

namespace gongwatch::parser::facts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const auto kToday = make_date(2025, 11, 10);

std::vector<std::string> told(std::string_view title, std::string_view text,
                              std::string_view language = "zh-Hant") {
  return event_lines(title, text, language, kToday, Days::event);
}

std::vector<std::string> warnings(std::string_view title, std::string_view text) {
  std::vector<std::string> codes;
  for (const Warning& one : read_facts(title, text, "zh-Hant", kToday).warnings)
    codes.push_back(one.code);
  return codes;
}

constexpr const char* kSession = "青禾科技首日主板掛牌，一度較招股價高逾46%，升至103.3元。";

TEST(FirstSessions, OnesThatNothingDatesAreOfTheStorysDay) {
  EXPECT_THAT(told("青禾科技早段破百", kSession), ElementsAre("青禾科技|listed|2025-11-10"));
  EXPECT_THAT(warnings("青禾科技早段破百", kSession), Contains("day-assumed"));
}

TEST(FirstSessions, ADayThatIsToldCounts) {
  const char* text = "青禾科技上周五首日掛牌，收市報4.6元，較招股價4元高15%。";
  EXPECT_THAT(told("青禾科技", text), ElementsAre("青禾科技|listed|2025-11-07"));
  EXPECT_THAT(warnings("青禾科技", text), Not(Contains("day-assumed")));
}

TEST(FirstSessions, WhatIsOnlyExpectedOfOneIsNoEvent) {
  for (const char* text : {"分析員指，青禾科技首日升幅或逾一倍，其後要看港股氣氛。",
                           "青禾科技（02788）上市首日股價未必有太多升幅，因港股市況轉差。",
                           "至於青禾科技首日表現，分析員指要視乎港股市況。"})
    EXPECT_THAT(told("新股熱潮", text), IsEmpty()) << text;
}

TEST(FirstSessions, EnglishStoriesNameTheDayOrLookBack) {
  for (const Event& one :
       read_facts("Two debuts", "Cobalt Bio rose 31 per cent to HK$24.10 on its Hong Kong debut.",
                  "en", kToday)
           .events)
    EXPECT_FALSE(one.event_date);
}

TEST(FirstSessions, NewcomersAmongTheDaysStocks) {
  EXPECT_THAT(told("恒指半日升209點",
                   "恒指中午收市報17978點，升209點。\n\n另外，首日掛牌的青禾科技最多較招股價高三成"
                   "，中午報24.3元。"
                   "同日上市的嘉程物流開市即跌穿招股價，半日報17.6元，較招股價19.8元跌11%。"),
              UnorderedElementsAre("青禾科技|listed|2025-11-10", "嘉程物流|listed|2025-11-10"));
  EXPECT_THAT(told("港股收市升33點",
                   "港股收市升33點。\n\n新股青禾科技首日上市，報26元，較招股價高開1.65倍。"),
              ElementsAre("青禾科技|listed|2025-11-10"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
