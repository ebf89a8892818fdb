// Days in Chinese: 2025年11月9日, 二○二五年十一月九日, 本月9日, 9日, 农历八月十五.
#include <algorithm>

#include "parser/facts/date_forms.h"
#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kMostDay = 39;  // 32 to 39 are slips, and told as impossible
constexpr int kLastDay = 31;

const DateWord* word_of(DateCursor& cursor, DateWordKind kind) {
  const DateWord* word = DateWords::instance().at(cursor.text, cursor.at, kind);
  if (word != nullptr) cursor.at += word->word.size();
  return word;
}

bool take_day_sign(DateCursor& cursor) { return cursor.take("日") || cursor.take("号"); }

// 2025年, 25年 (in front of a month), 去年, 同年. False: none, and the cursor stays.
bool take_year(DateCursor& cursor, WrittenDay& day) {
  DateCursor ahead = cursor;
  if (const DateWord* word = word_of(ahead, DateWordKind::year_of)) {
    day.year_of = word->value;
  } else if (const DateWord* told = word_of(ahead, DateWordKind::told_year)) {
    day.told_year = told->value;
  } else if (const auto number = ahead.year_number()) {
    ahead.blanks();
    if (!ahead.take("年")) return false;
    DateCursor month = ahead;
    month.blanks();
    const bool dated = month.number() && (month.blanks(), month.ahead("月"));
    constexpr int kLastShort = 60;  // 97年 is 1997
    day.year = checked_year(*number);
    if (number->figures == 2) day.year = number->value + (number->value < kLastShort ? 2000 : 1900);
    if (number->figures == 1 || (!dated && (number->figures == 2 || day.year == kNoYear)))
      return false;
  } else {
    return false;
  }
  cursor = ahead;
  cursor.blanks();
  if (cursor.take("的")) cursor.blanks();
  return true;
}

bool take_month(DateCursor& cursor, WrittenDay& day, bool& han) {
  DateCursor ahead = cursor;
  if (const DateWord* word = word_of(ahead, DateWordKind::month_of)) {
    day.month_of = word->value;
  } else if (const DateWord* told = word_of(ahead, DateWordKind::told_month)) {
    day.told_month = told->value;
  } else if (const DateWord* moon = word_of(ahead, DateWordKind::lunar_month)) {
    day.month = moon->value;
    day.kind = WrittenDay::Kind::lunar;
  } else if (const auto number = ahead.number()) {
    ahead.blanks();
    if (!ahead.take("月") || number->figures > 2 || number->value < 1 || number->value > kMostDay)
      return false;
    day.month = number->value;
    han = number->han;
  } else {
    return false;
  }
  cursor = ahead;
  if (cursor.take("份")) cursor.take("的");
  cursor.blanks();
  return true;
}

// 初三, 廿八, 十五 behind a month of the moon.
bool take_lunar_day(DateCursor& cursor, WrittenDay& day, bool han) {
  const bool lunar = day.kind == WrittenDay::Kind::lunar;
  DateCursor ahead = cursor;
  const bool early = ahead.take("初");
  if (early && !lunar && !han) return false;
  if (!early && !lunar) return false;
  const auto number = ahead.number();
  if (!number || number->value < 1 || number->value > 30 || (early && number->value > 10))
    return false;
  if (begins_with_any(ahead.rest(), {"个", "家", "名", "位", "间", "批"})) return false;
  take_day_sign(ahead);
  day.kind = WrittenDay::Kind::lunar;
  day.day = number->value;
  cursor = ahead;
  return true;
}

// "5日内", "连续3日", "10日均线": spans of time, and things with numbers.
bool stands_as_day(std::string_view text, Span day, bool house_number) {
  static const Pattern kFront(
      R"((?:连续|接连|一连|连|为期|长达|历时|耗时|仅用|近|过去|未来|前|后|共|首|第|每|满|达|足|约|逾|超过|超|仅|只|多|少|短短|停牌|隔|数|长|用|需|了|的|倒数|剩|余|招股|公示|期限|累计|[A-Za-z$+.%*/]|[\d年月]-?)$)");
  static const Pattern kBehind(
      R"(^(?:内|后|前|间|均|线|以|之|来|期|游|元|连|累|平|假|历|常|志|子|趋|涨|跌|升|圆|本|语|最|净|资金|量|移动|成交|报$|报[^道收称导]))");
  static const Pattern kHouseFront(R"((?:于|定于|至|到|本月|当月)$)");
  static const Pattern kHouseBehind(
      R"(^(?:楼|线|馆|院|厅|铺|机|公路|车|室|码|文|令|店|仓|井|矿|基|牌|舱|船|桥|口|通|地|厂|规|条|第|指引|提案|决议|法|国|球|位|卫|员|资产|\())");
  constexpr std::size_t kReach = 12;
  std::size_t begin = day.begin - std::min(day.begin, kReach);
  while (begin < day.begin && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  const std::string_view front = text.substr(begin, day.begin - begin);
  std::size_t end = std::min(text.size(), day.end + kReach);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  const std::string_view behind = text.substr(day.end, end - day.end);
  static const Pattern kOneDay("^(?:(?:这)?一天|当天|当日|这天|那天)");
  if (kOneDay.find(behind)) return true;  // "仅30日一天"
  if (kFront.find(front) || kBehind.find(behind)) return false;
  return !house_number || (kHouseFront.find(front) && !kHouseBehind.find(behind));
}

// A day of the month behind its month, or alone where nothing makes it a number of days.
bool take_days(DateCursor& cursor, WrittenDay day, bool dated, std::size_t begin,
               WrittenDays& out) {
  const std::size_t first_at = cursor.at;
  const auto first = cursor.number();
  if (!first || first->figures > 2 || first->value < 1 ||
      first->value > (dated ? kMostDay : kLastDay))
    return false;
  day.span = {begin, cursor.at};
  day.day = first->value;
  cursor.blanks();
  const bool house_number = cursor.ahead("号");
  if (take_day_sign(cursor)) {
    day.span.end = cursor.at;
    const auto* last = out.days.empty() ? nullptr : &out.days.back();
    const bool joined = last != nullptr && last->span.end <= first_at && last->day != 0 &&
                        joins_days(cursor.text.substr(last->span.end, first_at - last->span.end));
    const bool alone = !dated && !joined;
    // 一日 alone is "in one day", but in 香港十四日电.
    static const Pattern kWire("^(?:专?电|专?讯)(?:[ ,:。)(]|】|》|$)");
    const bool wire =
        kWire.find(cursor.text, {cursor.at, std::min(cursor.text.size(), cursor.at + 9)})
            .has_value();
    if (alone && !wire &&
        (first->han || !stands_as_day(cursor.text, {first_at, cursor.at}, house_number)))
      return false;
    out.days.push_back(day);
    return true;
  }
  // 7月3-8日, 7月3、4日.
  std::vector<WrittenDay> list{day};
  constexpr std::size_t kMost = 6;
  while (dated && list.size() < kMost) {
    bool joined = false;
    for (const std::string_view joiner : {"-", "~", "至", "到", "、", "及", "和", "与", "/"})
      joined = joined || cursor.take(joiner);
    const std::size_t at = cursor.at;
    const auto next = joined ? cursor.number() : std::nullopt;
    if (!next || next->figures > 2 || next->value < 1 || next->value > kLastDay) return false;
    day.day = next->value;
    cursor.blanks();
    const bool closed = take_day_sign(cursor);
    day.span = {at, closed ? cursor.at : next->end};
    list.push_back(day);
    if (!closed) continue;
    out.days.insert(out.days.end(), list.begin(), list.end());
    return true;
  }
  return false;
}

}  // namespace

std::size_t DateForms::han(std::size_t at) const {
  DateCursor cursor{text, at};
  WrittenDay day;
  if (word_of(cursor, DateWordKind::lunar) != nullptr) {
    day.kind = WrittenDay::Kind::lunar;
    cursor.blanks();
  }
  const bool has_year = take_year(cursor, day);
  if (has_year && word_of(cursor, DateWordKind::lunar) != nullptr)
    day.kind = WrittenDay::Kind::lunar;
  bool han_month = false;
  const bool has_month = take_month(cursor, day, han_month);
  const bool lunar_word = day.kind == WrittenDay::Kind::lunar;
  if (has_year && !has_month) {
    if (day.year != 0)
      out.months.push_back({{at, cursor.at}, day.year, 0, std::nullopt, std::nullopt});
    return day.year != 0 ? cursor.at : at;
  }
  if (has_month) {
    DateCursor moon = cursor;
    if (take_lunar_day(moon, day, han_month)) {
      day.span = {at, moon.at};
      out.days.push_back(day);
      return moon.at;
    }
    if (lunar_word) return at;
  } else if (day.kind == WrittenDay::Kind::lunar) {
    return at;
  }
  const std::size_t month_end = cursor.at;
  if (take_days(cursor, day, has_month, at, out)) return out.days.back().span.end;
  if (!has_month || day.told_month || day.year == kNoYear) return at;
  std::size_t end = month_end;
  while (end > at && text[end - 1] == ' ') --end;
  out.months.push_back({{at, end}, day.year, day.month, day.year_of, day.month_of});
  return end;
}

}  // namespace gongwatch::parser::facts
