// Reporting periods as news write them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/periods.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kAugust = make_date(2025, 8, 20);

// Each list as "FY2022 FY2023 5M2025".
std::vector<std::string> periods(std::string_view text,
                                 std::optional<CivilDate> reference = kAugust) {
  const PreparedText prepared(text, Evidence::In::text);
  const auto dates = find_dates(prepared, reference);
  std::vector<std::string> all;
  for (const PeriodList& list :
       find_periods(prepared, prepared.whole(), dates, PeriodContext{reference})) {
    EXPECT_LE(list.span.end, prepared.whole().end);
    std::string joined;
    for (const std::string& period : list.periods) joined += (joined.empty() ? "" : " ") + period;
    all.push_back(joined);
  }
  return all;
}

std::vector<std::string> days(std::string_view text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const AsOf& as_of : find_as_of(prepared, prepared.whole(), find_dates(prepared, kAugust),
                                      PeriodContext{kAugust}))
    all.push_back(as_of.period);
  return all;
}

TEST(Periods, YearsAndListsOfYears) {
  for (const char* text :
       {"in 2022, 2023 and 2024", "2022年、2023年及2024年", "2022、2023及2024年度",
        "2022、2023、2024财年", "FY2022, FY2023 and FY2024", "FY22, FY23 and FY24",
        "22年、23年、24年", "2022年至2024年", "2022至2024年", "2022-2024年", "from 2022 to 2024",
        "for 2022-2024", "between 2022 and 2024", "二○二二年、二○二三年及二○二四年",
        "fiscal 2022, 2023 and 2024", "in the years 2022, 2023 and 2024", "2016、2017同2018年"}) {
    const bool other = std::string_view(text).find("2016") == 0;
    EXPECT_THAT(periods(text), ElementsAre(other ? "FY2016 FY2017 FY2018" : "FY2022 FY2023 FY2024"))
        << text;
  }
  EXPECT_THAT(periods("2024/25财年, financial year 2023/24, 2022年全年"),
              ElementsAre("FY2025 FY2024 FY2022"));
}

TEST(Periods, YearsThatEndSomeday) {
  for (const char* text :
       {"for the years ended 31 March 2022, 2023 and 2024",
        "for the three years ended December 31, 2024",
        "the years ending March 31, 2022, 2023, and 2024", "截至2024年12月31日止三个年度",
        "截至2024年12月31日止三年", "截至2022年、2023年及2024年12月31日止年度",
        "截至二零二四年十二月三十一日止三個財政年度", "截至2024年底止三個年度",
        "截至去年12月底止三個年度", "截至3月31日止之2022、2023及2024財政年度",
        "於2022年、2023年及2024年3月31日止年度"}) {
    EXPECT_THAT(periods(text), ElementsAre("FY2022 FY2023 FY2024")) << text;
  }
  EXPECT_THAT(
      periods("the year ended 31 December 2024; 截至今年6月底止財年; in the year to March 2025"),
      ElementsAre("FY2024", "FY2025", "FY2025"));
  EXPECT_THAT(periods("截至3月31日止年度"), ElementsAre("FY2025"));
  EXPECT_THAT(periods("截至3月31日止年度", std::nullopt), IsEmpty());
}

TEST(Periods, MonthsThatEndSomeday) {
  for (const char* text : {"the five months ended 31 May 2025",
                           "five months to May 31, 2025",
                           "5 months ended May 2025",
                           "the five-month period ended 31 May 2025",
                           "the first five months of 2025",
                           "January-May 2025",
                           "January to May 2025",
                           "Jan-May 2025",
                           "5M2025",
                           "5M25",
                           "截至2025年5月31日止五个月",
                           "2025年截至5月31日止五個月",
                           "2025年1-5月",
                           "2025年1月至5月",
                           "2025年前五个月",
                           "2025年首5個月",
                           "2025年首五個月",
                           "今年首五個月",
                           "今年前5个月",
                           "截至今年5月31日止五個月",
                           "截至2025年5月底止五個月",
                           "the first five months of this year",
                           "二○二五年首五個月"}) {
    EXPECT_THAT(periods(text), ElementsAre("5M2025")) << text;
  }
  EXPECT_THAT(periods("the six months ended June 30, 2024 and 2025"), ElementsAre("6M2024 6M2025"));
  EXPECT_THAT(periods("截至2024年及2025年5月31日止五個月"), ElementsAre("5M2024 5M2025"));
  EXPECT_THAT(periods("2022、2023、2024年及截至2025年5月31日止五个月"),
              ElementsAre("FY2022 FY2023 FY2024 5M2025"));
  EXPECT_THAT(periods("2022年度、2023年度、2024年度及2025年截至3月31日止三个月"),
              ElementsAre("FY2022 FY2023 FY2024 3M2025"));
  EXPECT_THAT(periods("2022年至2024年首九个月"), ElementsAre("FY2022 FY2023 9M2024"));
  EXPECT_THAT(periods("In 2022, 2023, 2024, and for the five months ending on May 31, 2025"),
              ElementsAre("FY2022 FY2023 FY2024 5M2025"));
}

TEST(Periods, HalvesAndQuarters) {
  for (const char* text : {"first half of 2025", "H1 2025", "1H25", "1H 2025", "1H2025", "2025H1",
                           "the first half of this year", "in the first half", "2025年上半年",
                           "今年上半年", "2025年中期", "上半年", "2025年6月30日止六个月"}) {
    EXPECT_THAT(periods(text), ElementsAre("6M2025")) << text;
  }
  for (const char* text : {"first quarter of 2025", "Q1 2025", "1Q25", "2025年一季度", "2025年首季",
                           "今年第一季度", "first-quarter"}) {
    EXPECT_THAT(periods(text), ElementsAre("3M2025")) << text;
  }
  for (const char* text : {"first three quarters of 2024", "9M 2024", "2024年前三季度",
                           "2024年首三季", "去年首三季", "first nine months of last year"}) {
    EXPECT_THAT(periods(text), ElementsAre("9M2024")) << text;
  }
  EXPECT_THAT(periods("second half of 2024; 2024年第三季度"), ElementsAre("2H2024", "3Q2024"));
}

TEST(Periods, CountedFromTheReference) {
  EXPECT_THAT(periods("去年收入; last year's revenue; 前年"),
              ElementsAre("FY2024", "FY2024", "FY2023"));
  EXPECT_THAT(periods("去年收入，今年上半年，in the first half", std::nullopt), IsEmpty());
  EXPECT_THAT(periods("进入2025年，公司上半年收入", std::nullopt), ElementsAre("FY2025", "6M2025"));
  EXPECT_THAT(periods("2024年收入；今年上半年", std::nullopt), ElementsAre("FY2024"));
}

TEST(Periods, WhatIsNone) {
  for (const char* text : {"RMB 2000",
                           "2000 tons",
                           "2,024",
                           "November 2025",
                           "2025年11月9日",
                           "November 9, 2025",
                           "2009年成立",
                           "自2015年起",
                           "founded in 2015",
                           "since 2019",
                           "2024年底",
                           "去年底",
                           "去年12月",
                           "24年",
                           "10年、20年",
                           "3个月内",
                           "去年同期",
                           "半年内",
                           "HK$2024",
                           "代码2024",
                           "今年",
                           "2020年代",
                           "first-rate",
                           "a year earlier",
                           "six months of cash",
                           "中期股息",
                           "上市后首六个月内",
                           "明年首季推出",
                           "成立于2016年",
                           "in July last year",
                           "the same period last year",
                           "at the end of last year",
                           "上年"}) {
    EXPECT_THAT(periods(text), IsEmpty()) << text;
  }
}

TEST(Periods, AsOf) {
  EXPECT_THAT(days("As of November 6, 2024; at 30 June 2025"),
              ElementsAre("at 2024-11-06", "at 2025-06-30"));
  EXPECT_THAT(days("截至2025年6月30日，截至2024年底，截至去年末，截至6月底"),
              ElementsAre("at 2025-06-30", "at 2024-12-31", "at 2024-12-31", "at 2025-06-30"));
  EXPECT_THAT(days("at the end of 2024; at the end of June; as of end-February 2024"),
              ElementsAre("at 2024-12-31", "at 2025-06-30", "at 2024-02-29"));
  EXPECT_THAT(days("截至2024年12月31日止年度，截至2024年底止三个年度，于2026年底投产"), IsEmpty());
}

TEST(Periods, OddTextsHarmNothing) {
  std::string flood;
  for (int i = 0; i < 5000; ++i) flood += "2024年、";
  for (const std::string& text :
       {std::string(), std::string(20000, '2'), flood, std::string("截至"), std::string("首"),
        std::string("1H"), std::string("FY"), std::string("years ended "), std::string("2024-"),
        std::string("\xEF\xBF\xBD年"), std::string("99M99")}) {
    for (const auto& reference : {std::optional<CivilDate>(), kAugust}) periods(text, reference);
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
