// Years and lists of years.
#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/period_forms.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;
constexpr int kLongestSpan = 12;
constexpr std::size_t kMostYears = 12;

struct YearToken {
  int year = 0;
  bool marked = false;
  bool short_form = false;  // two figures
  bool dated = false;       // a month stands behind
};

bool is_year(int year) { return year >= kFirstYear && year <= kLastYear; }

// FY, "fiscal", "financial year", 财政年度 in front of a year.
bool take_year_prefix(DateCursor& cursor) {
  for (const std::string_view word :
       {"FYE", "FY", "Fiscal year ", "fiscal year ", "Fiscal Year ", "financial year ",
        "Financial year ", "Financial Year ", "fiscal ", "Fiscal ", "财政年度", "财年"}) {
    if (!cursor.take(word)) continue;
    cursor.take(" ");
    return true;
  }
  return false;
}

// 年, 年度, 财年 behind a year; not 年底, which is a day, nor 年代.
bool take_year_sign(DateCursor& cursor) {
  DateCursor ahead = cursor;
  ahead.blanks();
  for (const std::string_view sign : {"财政年度", "会计年度", "财政年", "财年", "年度", "年"}) {
    if (!ahead.take(sign)) continue;
    if (sign == "年" && ahead.ahead("代")) return false;
    if (ahead.ahead("全年")) ahead.take("全年");
    cursor = ahead;
    return true;
  }
  return false;
}

bool month_behind(const DateCursor& cursor) {
  DateCursor ahead = cursor;
  ahead.blanks();
  const auto number = ahead.number();
  if (!number || number->figures > 2) return false;
  ahead.blanks();
  return ahead.ahead("月");
}

// "/24" or "/2024" of "2023/24": the year in which the financial year ends.
int split_year_behind(DateCursor& cursor, int year) {
  DateCursor ahead = cursor;
  if (!ahead.take("/")) return 0;
  const auto number = ahead.number();
  if (!number || ahead.peek() == '/') return 0;
  const bool next = (number->figures == 2 && number->value == (year + 1) % 100) ||
                    (number->figures == 4 && number->value == year + 1);
  if (!next) return 0;
  cursor = ahead;
  return year + 1;
}

// "2000 tons" and "2,000" are no years.
bool counts_things(std::string_view behind) {
  static const Pattern kNumberBehind(
      R"((?i)^(?:[.,]\d| ?(?:thousand|million|billion|trillion|mn|bn|tons?|tonnes?|units|(?:(?:H|new|offer|ordinary) )?shares|investors|applications|people|employees|stores|%|percent|万|亿|千|吨|台|元|倍|人|家|个|股|名|位|张|间|手|份|港元|平方)))");
  return kNumberBehind.find(behind.substr(0, std::min<std::size_t>(behind.size(), 16))).has_value();
}

std::optional<YearToken> year_token(DateCursor& cursor) {
  DateCursor ahead = cursor;
  YearToken token;
  token.marked = take_year_prefix(ahead);
  const auto number = ahead.number();
  if (!number) return std::nullopt;
  token.short_form = number->figures == 2;
  if (number->figures == 4 && is_year(number->value)) {
    token.year = number->value;
  } else if (token.short_form && number->value < 60) {
    token.year = 2000 + number->value;
  } else {
    return std::nullopt;
  }
  if (const int end = token.short_form ? 0 : split_year_behind(ahead, token.year)) token.year = end;
  if (ahead.ahead("年代") || ahead.ahead("s")) return std::nullopt;
  const bool sign = take_year_sign(ahead);
  token.marked = token.marked || sign;
  if (token.short_form && !token.marked) return std::nullopt;
  if (is_ascii_letter(ahead.peek()) && !ahead.ahead("H") && !ahead.ahead("Q")) return std::nullopt;
  if (!token.marked && counts_things(ahead.rest())) return std::nullopt;
  token.dated = sign && month_behind(ahead);
  cursor = ahead;
  return token;
}

// 22年、23年: figures that follow one another, not 10年、20年.
bool in_a_row(const std::vector<int>& years) {
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] != years[i - 1] + 1 && years[i] != years[i - 1] - 1) return false;
  }
  return years.size() > 1;
}

enum class Joint { none, list, span };

Joint take_joint(DateCursor& cursor) {
  struct Word {
    std::string_view word;
    Joint joint;
  };
  static constexpr Word kWords[] = {
      {" to ", Joint::span}, {" through ", Joint::span}, {" - ", Joint::span},
      {"-", Joint::span},    {"~", Joint::span},         {"至", Joint::span},
      {"到", Joint::span},   {", and ", Joint::list},    {" and ", Joint::list},
      {" & ", Joint::list},  {", ", Joint::list},        {",", Joint::list},
      {"、", Joint::list},   {"以及", Joint::list},      {"及", Joint::list},
      {"和", Joint::list},   {"与", Joint::list},        {"同", Joint::list},
      {" or ", Joint::list}, {" / ", Joint::list},       {"/", Joint::list}};
  for (const Word& one : kWords) {
    if (!cursor.take(one.word)) continue;
    for (const std::string_view filler : {"in ", "for ", "于"}) cursor.take(filler);
    return one.joint;
  }
  return Joint::none;
}

// The last two figures of "2022-24".
std::optional<YearToken> short_end(DateCursor& cursor, int first) {
  DateCursor ahead = cursor;
  const auto number = ahead.number();
  constexpr int kCentury = 100;
  if (!number || number->figures != 2 || number->han) return std::nullopt;
  YearToken token;
  token.year = first - first % kCentury + number->value;
  if (token.year <= first || token.year - first > kLongestSpan) return std::nullopt;
  if (ahead.peek() == '-' || ahead.peek() == '/' || ahead.peek() == '.' || ahead.peek() == '%' ||
      is_ascii_letter(ahead.peek()))
    return std::nullopt;
  token.marked = take_year_sign(ahead);
  if (!token.marked && static_cast<unsigned char>(ahead.peek()) >= 0x80) return std::nullopt;
  cursor = ahead;
  return token;
}

bool inside_date(const std::vector<DateMention>& dates, std::size_t place) {
  const auto after = std::upper_bound(
      dates.begin(), dates.end(), place,
      [](std::size_t at, const DateMention& date) { return at < date.span.begin; });
  return after != dates.begin() && std::prev(after)->span.end > place;
}

}  // namespace

bool stands_as_year(std::string_view text, Span year) {
  static const Pattern kNotInFront(
      R"((?i)(?:\d[.,]|(?:RMB|CNY|HK\$|US\$|\$|¥|人民币|No\.|code|代码|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?,?(?: of)?) ?)$)");
  static const Pattern kFounded(
      R"((?i)\b(?:founded|established|set up|incorporated|formed|created|born|started|opened|listed|floated|delisted|acquired|joined)(?: [a-z]+){0,3} (?:in )?$|(?:成立|创立|创办|创建|设立|注册|建立|诞生|始建|起源|挂牌|上市)于$|自$|\b(?:since|until|before|after) (?:in )?$)");
  constexpr std::size_t kReach = 48;
  const std::size_t begin = year.begin - std::min<std::size_t>(year.begin, kReach);
  const std::string_view front = text.substr(begin, year.begin - begin);
  return !kNotInFront.find(front) && !kFounded.find(front);
}

std::string period_name(int year, const YearPart& part) {
  constexpr int kYear = 12;
  if (part.half != 0) return fmt::format("{}H{}", part.half, year);
  if (part.quarter != 0) return fmt::format("{}Q{}", part.quarter, year);
  return part.months == kYear ? fmt::format("FY{}", year) : fmt::format("{}M{}", part.months, year);
}

YearList PeriodForms::years(DateCursor& cursor) const {
  YearList list;
  DateCursor ahead = cursor;
  Joint joint = Joint::none;
  std::size_t short_forms = 0;
  const std::size_t begin = cursor.at;
  while (list.years.size() < kMostYears) {
    const std::size_t token_at = ahead.at;
    auto token = year_token(ahead);
    if (!token && joint == Joint::span) token = short_end(ahead, list.years.back());
    if (!token) break;
    if (token->dated) {
      list.dated = token->year;
      if (list.years.empty()) list.span = {begin, begin};
      cursor = ahead;
      break;
    }
    // A year of a day ("31 December 2024") is no year of its own; the first was looked at before.
    if (!list.years.empty() && inside_date(dates, token_at)) break;
    if (joint == Joint::span) {
      const int from = list.years.back();
      if (token->year <= from || token->year - from > kLongestSpan) break;
      for (int year = from + 1; year < token->year; ++year) list.years.push_back(year);
    }
    list.years.push_back(token->year);
    list.marked = list.marked || token->marked;
    short_forms += token->short_form ? 1 : 0;
    list.span = {begin, ahead.at};
    cursor = ahead;
    joint = take_joint(ahead);
    if (joint == Joint::none) break;
    // "between 2022 and 2024", 介乎2022年与2024年
    constexpr std::size_t kReach = 8;
    const std::string_view front =
        text.substr(begin - std::min(begin, kReach), std::min(begin, kReach));
    if (list.years.size() == 1 && joint == Joint::list && ends_with_any(front, {"between "}))
      joint = Joint::span;
  }
  // 24年 alone is a span of time.
  const bool prefixed = begins_with_any(text.substr(begin), {"FY", "F", "f"});
  if (short_forms > 0 && !prefixed && !in_a_row(list.years) &&
      !ends_with_any(text.substr(0, list.span.end), {"年度", "财年"}))
    list.years.clear();
  return list;
}

std::optional<int> PeriodForms::year_word(DateCursor& cursor) const {
  const DateWord* word = DateWords::instance().at(text, cursor.at, DateWordKind::year_of);
  // 上年 counts from the year that is spoken of, which the caller knows.
  if (word == nullptr || !reference || word->word == "上年") return std::nullopt;
  cursor.at += word->word.size();
  return static_cast<int>(reference->year()) + word->value;
}

std::optional<int> PeriodForms::latest_year(int month) const {
  if (told_year != 0) return told_year;
  if (!reference) return std::nullopt;
  const int year = static_cast<int>(reference->year());
  const int now = static_cast<int>(static_cast<unsigned>(reference->month()));
  return now >= month ? year : year - 1;
}

int take_month_end(DateCursor& cursor) {
  DateCursor ahead = cursor;
  const DateWords& words = DateWords::instance();
  if (const auto month = ahead.number()) {
    if (month->figures > 2) return 0;
    ahead.blanks();
    if (ahead.take("月")) {
      ahead.take("份");
      DateCursor day = ahead;
      day.blanks();
      if (const auto count = day.number();
          count && count->figures <= 2 && (day.blanks(), day.take("日")))
        ahead = day;
      if (!ahead.take("底")) ahead.take("末");
      cursor = ahead;
      return month->value >= 1 && month->value <= 12 ? month->value : 0;
    }
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) ahead.take(ending);
    ahead.take(" of");
    ahead.blanks();
  }
  for (const std::string_view filler : {"the end of ", "end-", "end of ", "end "})
    ahead.take(filler);
  const DateWord* month = words.at(ahead.text, ahead.at, DateWordKind::month);
  if (month == nullptr || !is_upper_letter(ahead.peek())) return 0;
  ahead.at += month->word.size();
  ahead.take(".");
  DateCursor day = ahead;
  day.blanks();
  if (const auto count = day.number(); count && count->figures <= 2) {
    ahead = day;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) ahead.take(ending);
  }
  cursor = ahead;
  return month->value;
}

}  // namespace gongwatch::parser::facts
