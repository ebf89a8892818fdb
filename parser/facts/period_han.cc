// Periods in Chinese: 2022年度, 截至2024年12月31日止三个年度, 2025年首五个月, 今年上半年.
#include <algorithm>
#include <array>

#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/period_forms.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kYear = 12;
constexpr int kQuarter = 3;

// 首五个月, 前5个月, 1-5月, 1月至5月.
std::optional<int> take_months(DateCursor& cursor) {
  DateCursor ahead = cursor;
  for (const std::string_view word : {"首", "前", "头"}) {
    if (ahead.take(word)) break;
  }
  ahead.blanks();
  const auto first = ahead.number();
  if (!first || first->figures > 2) return std::nullopt;
  ahead.blanks();
  if (ahead.take("个月")) {
    cursor = ahead;
    return first->value;
  }
  // 1-5月, 1月至5月
  if (first->value != 1) return std::nullopt;
  ahead.take("月");
  bool joined = false;
  for (const std::string_view joint : {"-", "~", "至", "到"}) joined = joined || ahead.take(joint);
  const auto last = joined ? ahead.number() : std::nullopt;
  if (!last || last->figures > 2 || (ahead.blanks(), !ahead.take("月"))) return std::nullopt;
  // 1月至5月31日 is a stretch of days.
  if (const auto day = ahead.number(); day && ahead.ahead("日")) return std::nullopt;
  cursor = ahead;
  return last->value;
}

std::optional<YearPart> take_named_part(DateCursor& cursor) {
  struct Named {
    std::string_view word;
    YearPart part;
  };
  static constexpr Named kNamed[] = {
      {"上半财年", {6, 0, 0}}, {"上半年度", {6, 0, 0}}, {"上半年", {6, 0, 0}},
      {"首半年", {6, 0, 0}},   {"中期", {6, 0, 0}},     {"半年度", {6, 0, 0}},
      {"下半财年", {6, 2, 0}}, {"下半年", {6, 2, 0}},   {"前三季度", {9, 0, 0}},
      {"前三季", {9, 0, 0}},   {"首三季度", {9, 0, 0}}, {"首三季", {9, 0, 0}},
      {"前3季度", {9, 0, 0}},  {"首3季", {9, 0, 0}},    {"头三季", {9, 0, 0}},
      {"前两季", {6, 0, 0}},   {"首两季", {6, 0, 0}},   {"首季度", {3, 0, 0}},
      {"首季", {3, 0, 0}},     {"第一季度", {3, 0, 0}}, {"第一季", {3, 0, 0}},
      {"第1季度", {3, 0, 0}},  {"第1季", {3, 0, 0}},    {"一季度", {3, 0, 0}},
      {"1季度", {3, 0, 0}},    {"第二季度", {3, 0, 2}}, {"第二季", {3, 0, 2}},
      {"二季度", {3, 0, 2}},   {"次季", {3, 0, 2}},     {"第三季度", {3, 0, 3}},
      {"第三季", {3, 0, 3}},   {"三季度", {3, 0, 3}},   {"第四季度", {3, 0, 4}},
      {"第四季", {3, 0, 4}},   {"四季度", {3, 0, 4}},   {"末季", {3, 0, 4}},
      {"H1", {6, 0, 0}},       {"H2", {6, 2, 0}},       {"Q1-Q3", {9, 0, 0}},
      {"Q1", {3, 0, 0}},       {"Q2", {3, 0, 2}},       {"Q3", {3, 0, 3}},
      {"Q4", {3, 0, 4}}};
  for (const Named& one : kNamed) {
    if (cursor.take(one.word)) return one.part;
  }
  return std::nullopt;
}

std::optional<YearPart> take_part(DateCursor& cursor) {
  DateCursor ahead = cursor;
  ahead.blanks();
  if (!ahead.take("的")) ahead.take("之");
  if (const auto part = take_named_part(ahead)) {
    cursor = ahead;
    return part;
  }
  if (const auto months = take_months(ahead); months && *months >= 1 && *months <= kYear) {
    cursor = ahead;
    return YearPart{*months, 0, 0};
  }
  return std::nullopt;
}

// What 止 closes: 年度 or 三个年度 (`years`), 五个月.
struct Unit {
  int years = 0;
  int months = 0;
};

std::optional<Unit> take_unit(DateCursor& cursor) {
  DateCursor ahead = cursor;
  ahead.blanks();
  if (!ahead.take("的")) ahead.take("之");
  const auto count = ahead.number();
  const int number = count && count->figures <= 2 ? count->value : 0;
  ahead.blanks();
  const bool counted = ahead.take("个");
  if (number != 0 && counted && ahead.take("月")) {
    cursor = ahead;
    return Unit{0, number};
  }
  for (const std::string_view word : {"完整", "财政", "会计"}) ahead.take(word);
  for (const std::string_view sign : {"年度", "财年", "年"}) {
    // 年 alone needs its number: 止三年.
    if ((sign != "年" || number != 0 || ahead.ahead("年,")) && ahead.take(sign)) {
      cursor = ahead;
      return Unit{number == 0 ? 1 : number, 0};
    }
  }
  if (number == 0 && (ahead.take("半年度") || ahead.take("半年") || ahead.take("中期"))) {
    cursor = ahead;
    return Unit{0, 6};
  }
  if (number == 0 && (ahead.take("首季") || ahead.take("季度"))) {
    cursor = ahead;
    return Unit{0, kQuarter};
  }
  return std::nullopt;
}

PeriodList list_of(const std::vector<int>& years, const YearPart& part, Span span) {
  PeriodList list{span, {}};
  for (const int year : years) list.periods.push_back(period_name(year, part));
  return list;
}

// 三个年度 up to the year that is told.
std::vector<int> last_years(int last, int count) {
  std::vector<int> years;
  for (int year = last - count + 1; year <= last; ++year) years.push_back(year);
  return years;
}

// Whether the years of a list but the last are written as whole ones: 2023年度、2024年度及2025年.
bool whole_years(std::string_view words) {
  const auto whole = words.rfind("年度");
  const auto last = words.rfind("20");
  return whole != std::string_view::npos && last != std::string_view::npos && whole < last;
}

// Behind the years: 12月31日止三个年度, 年底止年度, 截至5月31日止五个月. `must_close`: 止 is
// needed.
std::optional<PeriodList> closed_period(const PeriodForms& forms, DateCursor& cursor,
                                        std::size_t begin, std::vector<int> years, bool opened) {
  constexpr int kMostYears = 6;
  const std::size_t at = cursor.at;  // behind the years
  DateCursor ahead = cursor;
  if (ahead.take("截至") || ahead.take("截止")) opened = true;
  ahead.blanks();
  const bool year_end = !years.empty() && (ahead.take("底") || ahead.take("末"));
  const int month = year_end ? kYear : take_month_end(ahead);
  if (month == 0) return std::nullopt;
  ahead.blanks();
  const bool closed = ahead.take("止");
  if (!closed && !opened) return std::nullopt;
  DateCursor listed = ahead;
  listed.blanks();
  if (!listed.take("的")) listed.take("之");
  if (years.empty()) {
    // 截至3月31日止之2018、2019及2020财政年度
    const YearList later = forms.years(listed);
    if (later.years.empty() || later.dated != 0) {
      if (const auto year = forms.latest_year(month)) years.push_back(*year);
    } else {
      years = later.years;
      cursor = listed;
      return list_of(years, {}, {begin, listed.at});
    }
  }
  const auto unit = take_unit(ahead);
  if (!unit || years.empty() || (!closed && unit->months == 0 && unit->years == 1))
    return std::nullopt;
  if (unit->months > kYear || unit->years > kMostYears) return std::nullopt;
  cursor = ahead;
  if (unit->months != 0 && years.size() > 1 && whole_years(forms.text.substr(begin, at - begin))) {
    // 2023年度、2024年度及2025年截至3月31日止三个月: the last alone has the months.
    const int last = years.back();
    years.pop_back();
    PeriodList list = list_of(years, {}, {begin, ahead.at});
    list.periods.push_back(period_name(last, {unit->months, 0, 0}));
    return list;
  }
  if (unit->months != 0) return list_of(years, {unit->months, 0, 0}, {begin, ahead.at});
  if (unit->years > 1 && years.size() == 1) years = last_years(years.front(), unit->years);
  return list_of(years, {}, {begin, ahead.at});
}

// 2009年成立, 2015年起: a year in which something happened, not of accounts. 2024年底 is a day.
bool is_no_period(std::string_view behind) {
  static const Pattern kBehind(
      R"(^(?:底|末|初|中(?:[^期国])|成立|创立|创办|创建|设立|注册|起|以来|以后|之后|之前|以前|前[^,。;0-9一二三四五六七八九十首三]|后|间|开始|上市|登陆|前身|至今|生|毕业|加入|同期|同比|内(?:[^地])))");
  return kBehind.find(behind.substr(0, std::min<std::size_t>(behind.size(), 12))).has_value();
}

// 六个月 alone is a span of time, 首六个月内 too, 中期股息 a dividend.
bool stands_without_year(std::string_view words, std::string_view behind) {
  if (begins_with_any(behind, {"内"})) return false;
  if (words.find("个月") != std::string_view::npos)
    return begins_with_any(words, {"首", "前", "头"});
  if (words != "中期") return true;
  return begins_with_any(behind, {"业绩", "纯利", "净利", "收入", "收益", "溢利", "盈利", "利润",
                                  "亏损", "营收", "营业额"});
}

}  // namespace

std::optional<PeriodList> PeriodForms::han(std::size_t at) const {
  DateCursor cursor{text, at};
  const bool opened = cursor.take("截至") || cursor.take("截止");
  cursor.blanks();
  std::vector<int> years;
  bool relative = false;
  YearList list;
  if (const auto year = year_word(cursor)) {
    if (*year > static_cast<int>(reference->year())) {  // 明年首季: a plan
      take_part(cursor);
      return PeriodList{{at, cursor.at}, {}};
    }
    years.push_back(*year);
    relative = true;
  } else if (const DateWord* word =
                 DateWords::instance().at(text, cursor.at, DateWordKind::year_of)) {
    // Nothing tells which year 今年上半年 is of: passed over, the part too.
    cursor.at += word->word.size();
    take_part(cursor);
    return PeriodList{{at, cursor.at}, {}};
  } else {
    list = this->years(cursor);
    years = list.years;
    if (list.dated != 0) years.push_back(list.dated);
  }
  DateCursor closing = cursor;
  if (auto closed = closed_period(*this, closing, at, years, opened)) return closed;
  if (opened) return std::nullopt;
  // The year of a date is none of the list's.
  if (list.dated != 0) {
    DateCursor months = cursor;
    const auto part = take_part(months);
    if (part) {
      PeriodList periods = list_of(list.years, {}, {at, months.at});
      periods.periods.push_back(period_name(list.dated, *part));
      return periods;
    }
    if (list.years.empty()) return std::nullopt;
    return list_of(list.years, {}, list.span);
  }
  const std::size_t plain_end = cursor.at;
  if (const auto part = take_part(cursor)) {
    if (years.empty()) {
      const auto year = latest_year(part->half != 0 || part->quarter == 4 ? kYear : part->months);
      // 六个月 alone is a span of time.
      const std::string_view words = text.substr(at, cursor.at - at);
      if (!year || !stands_without_year(words, text.substr(cursor.at)) ||
          character_before(text, at) == "后")
        return std::nullopt;
      years.push_back(*year);
    }
    const int last = years.back();
    years.pop_back();
    PeriodList periods = list_of(years, {}, {at, cursor.at});
    periods.periods.push_back(period_name(last, *part));
    return periods;
  }
  if (years.empty()) return std::nullopt;
  if (is_no_period(text.substr(plain_end))) return std::nullopt;
  if (!relative && !stands_as_year(text, list.span)) return std::nullopt;
  if (relative && begins_with_any(text.substr(plain_end), {"全年"}))
    return list_of(years, {}, {at, plain_end + std::string_view("全年").size()});
  // 今年 is not over, and 去年12月 is a month.
  if (relative && (years.front() >= static_cast<int>(reference->year()) ||
                   (DateCursor{text, plain_end}.number() && text.substr(plain_end).find("月") < 8)))
    return std::nullopt;
  if (relative) return list_of(years, {}, {at, plain_end});
  return list_of(years, {}, {at, list.span.end});
}

}  // namespace gongwatch::parser::facts
