// Days as news write them, reckoned by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/dates.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kMonday = make_date(2025, 11, 10);

// "words=2025-11-09", with the marks that are set: r relative, i inferred, m missing year, w
// weekday only, d day only, x impossible, l lunar, [ and ] ends of a range.
std::vector<std::string> days(std::string_view text, std::optional<CivilDate> reference = kMonday) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const DateMention& mention : find_dates(prepared, reference)) {
    const Evidence evidence = prepared.evidence(mention.span);
    EXPECT_EQ(text.substr(evidence.begin, evidence.end - evidence.begin), evidence.quote);
    std::string marks;
    if (mention.relative) marks += "r";
    if (mention.year_inferred) marks += "i";
    if (mention.year_missing) marks += "m";
    if (mention.weekday_only) marks += "w";
    if (mention.day_only) marks += "d";
    if (mention.impossible) marks += "x";
    if (mention.lunar) marks += "l";
    if (mention.range_start) marks += "[";
    if (mention.range_end) marks += "]";
    all.push_back(evidence.quote + "=" + (mention.date ? to_iso(*mention.date) : "-") +
                  (marks.empty() ? "" : " " + marks));
  }
  return all;
}

TEST(DateForms, FullDaysInEnglish) {
  for (const char* words : {"November 9, 2025",
                            "Nov. 9, 2025",
                            "Nov 9 2025",
                            "9 November 2025",
                            "9 Nov 2025",
                            "9th November, 2025",
                            "November 9th, 2025",
                            "9th of November 2025",
                            "9-Nov-25",
                            "9-Nov-2025",
                            "NOV 9, 2025",
                            "2025-11-09",
                            "2025/11/9",
                            "2025.11.09",
                            "09/11/2025",
                            "9.11.2025",
                            "Sunday, November 9, 2025",
                            "Sunday, 9 November 2025",
                            "Sun, 9 Nov 2025",
                            "9 November 2025 (Sunday)",
                            "9 November 2025 (Sun)"}) {
    const std::string text = std::string("Filed on ") + words + " in Hong Kong.";
    EXPECT_THAT(days(text, std::nullopt), ElementsAre(std::string(words) + "=2025-11-09")) << text;
  }
  EXPECT_THAT(days("二零二五年十二月三十一日", std::nullopt),
              ElementsAre("二零二五年十二月三十一日=2025-12-31"));
  EXPECT_THAT(days("On 11/30/2025 and 31/10/2025"),
              ElementsAre("11/30/2025=2025-11-30", "31/10/2025=2025-10-31"));
}

TEST(DateForms, FullDaysInChinese) {
  for (const char* words :
       {"2025年11月9日", "２０２５年１１月９日", "2025 年 11 月 9 日", "二○二五年十一月九日",
        "二〇二五年十一月九日", "二零二五年十一月九號", "25年11月9日", "2025年11月9日（星期日）",
        "2025年11月9日(週日)", "2025年11月9日（日）", "2025年11月9日周日"}) {
    const std::string text = std::string("公司於") + words + "遞表。";
    EXPECT_THAT(days(text, std::nullopt), ElementsAre(std::string(words) + "=2025-11-09")) << text;
  }
}

TEST(DateForms, ListsAndRangesAreMentionsEach) {
  EXPECT_THAT(days("from July 3 to 8, 2025"),
              ElementsAre("July 3=2025-07-03 [", "8, 2025=2025-07-08 ]"));
  EXPECT_THAT(days("from 3 to 8 July"), ElementsAre("3=2025-07-03 i[", "8 July=2025-07-08 i]"));
  EXPECT_THAT(days("July 3-8, 2025"), ElementsAre("July 3=2025-07-03 [", "8, 2025=2025-07-08 ]"));
  EXPECT_THAT(days("28 December to 3 January 2026"),
              ElementsAre("28 December=2025-12-28 [", "3 January 2026=2026-01-03 ]"));
  EXPECT_THAT(days("between 30 October and 4 November 2025"),
              ElementsAre("30 October=2025-10-30 [", "4 November 2025=2025-11-04 ]"));
  EXPECT_THAT(days("on November 3, 4 and 5, 2025."),
              ElementsAre("November 3=2025-11-03", "4=2025-11-04", "5, 2025=2025-11-05"));
  EXPECT_THAT(days("7月3日至8日招股"), ElementsAre("7月3日=2025-07-03 i[", "8日=2025-07-08 id]"));
  EXPECT_THAT(days("2025年7月3-8日"), ElementsAre("2025年7月3=2025-07-03 [", "8日=2025-07-08 ]"));
  EXPECT_THAT(days("6月30日-7月3日"), ElementsAre("6月30日=2025-06-30 i[", "7月3日=2025-07-03 i]"));
  EXPECT_THAT(days("招股期由2025年12月29日(周一)上午9时至1月5日(周一)中午12时"),
              ElementsAre("2025年12月29日(周一)=2025-12-29 [", "1月5日(周一)=2026-01-05 ]"));
  EXPECT_THAT(days("10月30日至11月4日及5日"),
              ElementsAre("10月30日=2025-10-30 i[", "11月4日=2025-11-04 i]", "5日=2025-11-05 id"));
}

TEST(DateForms, NumbersThatAreNoDays) {
  for (const char* text : {"revenue of 7/8 of the total",
                           "5日内完成",
                           "连续3日上涨",
                           "10日均线",
                           "广场18号",
                           "3个月",
                           "version 1.2.3",
                           "a ratio of 9/11",
                           "May you live",
                           "3 Marches",
                           "In November 9.5 million",
                           "November 2025",
                           "2025年11月",
                           "第5日",
                           "每股9元",
                           "周生生",
                           "一周三次",
                           "每周三",
                           "every Tuesday",
                           "Black Friday",
                           "1.9 March",
                           "5号线",
                           "according to China Today, it filed",
                           "招股期为期5日",
                           "$9 March",
                           "180日后"}) {
    EXPECT_THAT(days(text), IsEmpty()) << text;
  }
}

TEST(DateYears, TheNearestThatIsNotFarAhead) {
  EXPECT_THAT(days("据12月30日披露", make_date(2026, 1, 2)), ElementsAre("12月30日=2025-12-30 i"));
  EXPECT_THAT(days("disclosed on January 8", make_date(2025, 12, 20)),
              ElementsAre("January 8=2025-01-08 i"));
  EXPECT_THAT(days("On 9 November it passed", std::nullopt), ElementsAre("9 November=- m"));
}

TEST(DateYears, PlansResolveForward) {
  const auto december = make_date(2025, 12, 20);
  EXPECT_THAT(days("It is expected to list on 8 January.", december),
              ElementsAre("8 January=2026-01-08 i"));
  EXPECT_THAT(days("On 8 January, the shares will begin trading.", december),
              ElementsAre("8 January=2026-01-08 i"));
  EXPECT_THAT(days("预期将于1月8日在主板上市", december), ElementsAre("1月8日=2026-01-08 i"));
  EXPECT_THAT(days("料1月8日掛牌", december), ElementsAre("1月8日=2026-01-08 i"));
  EXPECT_THAT(days("1月8日將於港交所上市", december), ElementsAre("1月8日=2026-01-08 i"));
  EXPECT_THAT(days("Dealings start on 8 January.", december),
              ElementsAre("8 January=2026-01-08 i"));
  EXPECT_THAT(days("The shares were listed on 8 January.", december),
              ElementsAre("8 January=2025-01-08 i"));
  EXPECT_THAT(days("原定1月8日上市", december), ElementsAre("1月8日=2026-01-08 i"));
  EXPECT_THAT(
      days("Its shares had been due to start trading on 15 December.", make_date(2021, 12, 7)),
      ElementsAre("15 December=2021-12-15 i"));
  EXPECT_THAT(days("The listing is pencilled in for 8 January.", december),
              ElementsAre("8 January=2026-01-08 i"));
  EXPECT_THAT(days("A meeting will be held on 8 January.", december),
              ElementsAre("8 January=2026-01-08 i"));
  EXPECT_THAT(days("It is expected to be listed on 8 January.", december),
              ElementsAre("8 January=2026-01-08 i"));
}

TEST(DateYears, TheSentenceTellsThemOn) {
  EXPECT_THAT(days("It filed on 3 March 2024 and again on 9 September."),
              ElementsAre("3 March 2024=2024-03-03", "9 September=2024-09-09 i"));
  EXPECT_THAT(days("X, which filed on 3 March 2024, passed the hearing on 9 November."),
              ElementsAre("3 March 2024=2024-03-03", "9 November=2025-11-09 i"));
  EXPECT_THAT(
      days("2024年3月3日递表，同年9月3日失效，翌年3月5日再递表"),
      ElementsAre("2024年3月3日=2024-03-03", "同年9月3日=2024-09-03 r", "翌年3月5日=2025-03-05 r"));
  EXPECT_THAT(days("公司于2024年5月首次递表，同年11月5日失效"),
              ElementsAre("同年11月5日=2024-11-05 r"));
  EXPECT_THAT(days("去年6月30日及今年6月30日, and 3 March last year"),
              ElementsAre("去年6月30日=2024-06-30 r", "今年6月30日=2025-06-30 r",
                          "3 March last year=2024-03-03 r"));
}

TEST(DateRelative, CountedFromTheReference) {
  EXPECT_THAT(days("It filed today, after yesterday and before tomorrow."),
              ElementsAre("today=2025-11-10 r", "yesterday=2025-11-09 r", "tomorrow=2025-11-11 r"));
  EXPECT_THAT(days("今日招股，昨晚披露，前日定價，明日截止，後日掛牌"),
              ElementsAre("今日=2025-11-10 r", "昨晚=2025-11-09 r", "前日=2025-11-08 r",
                          "明日=2025-11-11 r", "後日=2025-11-12 r"));
  EXPECT_THAT(days("昨通過聆訊，今招股，明掛牌"),
              ElementsAre("昨=2025-11-09 r", "今=2025-11-10 r", "明=2025-11-11 r"));
  EXPECT_THAT(days("三天前, two days ago"),
              ElementsAre("三天前=2025-11-07 r", "two days ago=2025-11-08 r"));
  EXPECT_THAT(days("说明起见，如今上市公司"), IsEmpty());
  EXPECT_THAT(days("It filed today.", std::nullopt), ElementsAre("today=- r"));
}

TEST(DateRelative, WordsBesideADateAreOneMention) {
  EXPECT_THAT(days("昨日(11月9日)递表；今日（10日）公布"),
              ElementsAre("昨日(11月9日)=2025-11-09 r", "今日（10日）=2025-11-10 rd"));
  EXPECT_THAT(days("yesterday (9 November), today (10th)"),
              ElementsAre("yesterday (9 November)=2025-11-09 r", "today (10th)=2025-11-10 rd"));
  EXPECT_THAT(days("周三(3月5日)", make_date(2025, 3, 7)),
              ElementsAre("周三(3月5日)=2025-03-05 i"));
  EXPECT_THAT(days("Wednesday (5 March)", make_date(2025, 3, 7)),
              ElementsAre("Wednesday (5 March)=2025-03-05 i"));
  EXPECT_THAT(days("上周五(31日)", make_date(2025, 11, 3)),
              ElementsAre("上周五(31日)=2025-10-31 id"));
  // The date counts, not the weekday that contradicts it.
  EXPECT_THAT(days("周二(3月5日)", make_date(2025, 3, 7)),
              ElementsAre("周二(3月5日)=2025-03-05 i"));
  EXPECT_THAT(days("Thursday (13/11) and Friday (11/14)"),
              ElementsAre("Thursday (13/11)=2025-11-13 i", "Friday (11/14)=2025-11-14 i"));
}

TEST(DateRelative, Weekdays) {
  EXPECT_THAT(days("It passed its hearing on Thursday."), ElementsAre("Thursday=2025-11-06 rw"));
  EXPECT_THAT(days("It filed on Monday."), ElementsAre("Monday=2025-11-10 rw"));
  EXPECT_THAT(days("It will list on Thursday."), ElementsAre("Thursday=2025-11-13 rw"));
  EXPECT_THAT(days("The company said on Thursday it will list."),
              ElementsAre("Thursday=2025-11-06 rw"));
  EXPECT_THAT(days("last Friday, next Monday, this Wednesday"),
              ElementsAre("last Friday=2025-11-07 rw", "next Monday=2025-11-17 rw",
                          "this Wednesday=2025-11-12 rw"));
  EXPECT_THAT(days("Tuesday last week"), ElementsAre("Tuesday last week=2025-11-04 rw"));
  EXPECT_THAT(days("上周五递表，下周一挂牌，本周四招股"),
              ElementsAre("上周五=2025-11-07 rw", "下周一=2025-11-17 rw", "本周四=2025-11-13 rw"));
  EXPECT_THAT(days("上星期五遞表，禮拜四將掛牌"),
              ElementsAre("上星期五=2025-11-07 rw", "禮拜四=2025-11-13 rw"));
  EXPECT_THAT(days("周五通过聆讯"), ElementsAre("周五=2025-11-07 rw"));
}

TEST(DateRelative, WordsInBracketsBehindADate) {
  EXPECT_THAT(days("11月9日(昨日)递表"), ElementsAre("11月9日(昨日)=2025-11-09 r"));
  EXPECT_THAT(days("预期11月20日(下周四)挂牌"), ElementsAre("11月20日(下周四)=2025-11-20 i"));
  EXPECT_THAT(days("农历九月二十(11月9日)递表"), ElementsAre("农历九月二十(11月9日)=2025-11-09 i"));
  EXPECT_THAT(days("today through next Tues"),
              ElementsAre("today=2025-11-10 r[", "next Tues=2025-11-18 rw]"));
}

TEST(DateRelative, TheFirstDayOfAnOffer) {
  EXPECT_THAT(days("招股第二日，孖展额"), ElementsAre("招股第二日=2025-11-07 r"));
  EXPECT_THAT(days("公開發售第三天", make_date(2025, 12, 18)),
              ElementsAre("公開發售第三天=2025-12-16 r"));
  EXPECT_THAT(days("It took orders for a second day on Wednesday.", make_date(2023, 3, 22)),
              ElementsAre("for a second day=2023-03-21 r", "Wednesday=2023-03-22 rw"));
  EXPECT_THAT(days("Shares rose for a second day."), IsEmpty());
}

TEST(DateRelative, AWeekThatWasLookedBackOn) {
  EXPECT_THAT(
      days("周三(11月5日)，恩达新材挂牌。周一，樟树堂递表；两日后，明睿光子递表。"),
      ElementsAre("周三(11月5日)=2025-11-05 i", "周一=2025-11-03 rw", "两日后=2025-11-05 r"));
}

TEST(DateForms, SpelledDays) {
  EXPECT_THAT(
      days("on the twenty-ninth of October, and the Third of November 2025"),
      ElementsAre("twenty-ninth of October=2025-10-29 i", "Third of November 2025=2025-11-03"));
  EXPECT_THAT(days("a third of March sales, the second of two"), IsEmpty());
}

TEST(DateRelative, WhatWasDoneIsNotAhead) {
  EXPECT_THAT(days("The application by Jianghai to list its shares expired on Thursday."),
              ElementsAre("Thursday=2025-11-06 rw"));
  EXPECT_THAT(days("The group filed to list on the main board on Tuesday."),
              ElementsAre("Tuesday=2025-11-04 rw"));
  EXPECT_THAT(days("Bright Harbour to list on Tuesday"), ElementsAre("Tuesday=2025-11-11 rw"));
  EXPECT_THAT(days("案件押后至6月12日", make_date(2023, 5, 9)),
              ElementsAre("6月12日=2023-06-12 i"));
  EXPECT_THAT(days("Comments are invited until 20 February.", make_date(2023, 12, 19)),
              ElementsAre("20 February=2024-02-20 i"));
  EXPECT_THAT(days("It was extended by a day, to noon on Thursday."),
              ElementsAre("Thursday=2025-11-13 rw"));
  EXPECT_THAT(days("说明起见，港交所一日划掉四家"), IsEmpty());
}

TEST(DateRelative, MonthsCountedFromTheReference) {
  EXPECT_THAT(days("本月9日，上月28日，下月3日，同月5日"),
              ElementsAre("本月9日=2025-11-09 r", "上月28日=2025-10-28 r", "下月3日=2025-12-03 r",
                          "同月5日=2025-12-05 r"));
  EXPECT_THAT(days("on the 9th of this month"), ElementsAre("9th of this month=2025-11-09 r"));
}

TEST(DateRelative, TheDayAlone) {
  EXPECT_THAT(days("公司9日在港交所递表"), ElementsAre("9日=2025-11-09 id"));
  EXPECT_THAT(days("证监会28日披露"), ElementsAre("28日=2025-10-28 id"));
  EXPECT_THAT(days("预计将于28日上市"), ElementsAre("28日=2025-11-28 id"));
  EXPECT_THAT(days("It passed on the 7th."), ElementsAre("7th=2025-11-07 id"));
  EXPECT_THAT(days("9日披露", std::nullopt), ElementsAre("9日=- md"));
}

TEST(DateRelative, CountedFromAnotherDay) {
  EXPECT_THAT(days("It filed on 3 November 2025 and passed two days later."),
              ElementsAre("3 November 2025=2025-11-03", "two days later=2025-11-05 r"));
  EXPECT_THAT(days("11月3日递表，翌日披露，三天后招股"),
              ElementsAre("11月3日=2025-11-03 i", "翌日=2025-11-04 r", "三天后=2025-11-07 r"));
  EXPECT_THAT(days("two days after 3 November 2025"),
              ElementsAre("two days after=2025-11-05 r", "3 November 2025=2025-11-03"));
  EXPECT_THAT(days("上市翌日, the next day"), IsEmpty());
}

TEST(DateImpossible, IsToldAndNotGuessed) {
  EXPECT_THAT(
      days("31 June 2025, 11月31日, 2025年13月1日, 2025-02-30"),
      ElementsAre("31 June 2025=- x", "11月31日=- x", "2025年13月1日=- x", "2025-02-30=- x"));
}

TEST(DateImpossible, IsWarnedOf) {
  const PreparedText text("於2月30日(原文日期)遞表，2月28日披露", Evidence::In::text);
  const auto warnings = impossible_date_warnings(text, find_dates(text, kMonday));
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].code, "impossible-date");
  ASSERT_TRUE(warnings[0].evidence);
  EXPECT_EQ(warnings[0].evidence->quote, "2月30日");
}

// A year that can be none blocks the guess: such a day is not "without a year".
TEST(DateImpossible, YearsOutOfRange) {
  EXPECT_THAT(
      days("於0000年3月5日獲批，9999年3月5日，12025年3月5日，民國114年3月5日"),
      ElementsAre("0000年3月5日=- x", "9999年3月5日=- x", "12025年3月5日=- x", "114年3月5日=- x"));
  EXPECT_THAT(days("九九九九年三月五日"), ElementsAre("九九九九年三月五日=- x"));
  EXPECT_THAT(days("97年7月1日回归，25年11月9日递表"),
              ElementsAre("97年7月1日=1997-07-01", "25年11月9日=2025-11-09"));
  EXPECT_THAT(days("on March 5, 0000, on 5 March 9999. On March 5, 99999; 0000-03-05, 5/3/9999"),
              ElementsAre("March 5, 0000=- x", "5 March 9999=- x", "March 5, 99999=- x",
                          "0000-03-05=- x", "5/3/9999=- x"));
  const std::string endless(10000, '9');
  EXPECT_THAT(days(endless + "年11月9日"), ElementsAre(endless + "年11月9日=- x"));
  EXPECT_THAT(days("November 9, " + endless), ElementsAre("November 9, " + endless + "=- x"));
  // Numbers of things are no years.
  EXPECT_THAT(days("On November 9, 2500 shares changed hands"),
              ElementsAre("November 9=2025-11-09 i"));
}

TEST(DateImpossible, LunarDaysAreNotReckoned) {
  EXPECT_THAT(days("十二月初三，农历八月十五，正月初五"),
              ElementsAre("十二月初三=- l", "农历八月十五=- l", "正月初五=- l"));
  EXPECT_THAT(days("3月初一家公司"), IsEmpty());
}

TEST(Months, WithoutADay) {
  const PreparedText text("filed in March 2024, 2025年5月, 上月", Evidence::In::text);
  std::vector<std::string> all;
  for (const MonthMention& month : find_months(text, kMonday))
    all.push_back(std::to_string(month.year.value_or(0)) + "-" + std::to_string(month.month));
  EXPECT_THAT(all, ElementsAre("2024-3", "2025-5", "2025-10"));
}

TEST(DateForms, AnAbbreviatedMonthEndsNoSentence) {
  const PreparedText text("It filed on Nov. 9, 2025, in Hong Kong.", Evidence::In::text);
  EXPECT_EQ(text.sentences().size(), 1u);
  EXPECT_THAT(days("at 30 June. Then"), ElementsAre("30 June=2025-06-30 i"));
}

TEST(DateForms, OddTextsHarmNothing) {
  std::string flood;
  for (int i = 0; i < 20000; ++i) flood += "9日、";
  for (const std::string& text :
       {std::string(), std::string(20000, '7'), flood, std::string("年月日"), std::string("9月"),
        std::string("上"), std::string("农历"), std::string("November"), std::string("0/0/0000"),
        std::string("\xEF\xBF\xBD日"), std::string("9999年99月99日")}) {
    for (const auto& reference : {std::optional<CivilDate>(), kMonday})
      EXPECT_LE(find_dates(PreparedText(text, Evidence::In::text), reference).size(), 5000u);
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
