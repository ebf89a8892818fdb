// Days in Latin letters and digits.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "parser/facts/date_forms.h"
#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kLastDay = 31;
constexpr std::size_t kMostInList = 6;

struct ListedDay {
  Span span;
  int day;
};

// "9", "9th", "09": a number that can be a day and is no part of another number.
std::optional<ListedDay> day_number(DateCursor& cursor) {
  DateCursor ahead = cursor;
  const auto number = is_ascii_digit(ahead.peek()) ? ahead.number() : std::nullopt;
  if (!number || number->figures > 2 || number->value < 1 || number->value > kLastDay)
    return std::nullopt;
  for (const std::string_view ending : {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH"}) {
    if (ahead.take(ending)) break;
  }
  const char next = ahead.peek();
  const bool goes_on = is_ascii_digit(ahead.peek(1));
  if (is_ascii_letter(next) || next == '%' ||
      (goes_on && (next == '.' || next == ',' || next == ':')))
    return std::nullopt;
  const ListedDay day{{cursor.at, ahead.at}, number->value};
  cursor = ahead;
  return day;
}

// A month's name, written with a capital, and its full stop.
const DateWord* month_name(DateCursor& cursor) {
  if (!is_upper_letter(cursor.peek())) return nullptr;
  const DateWord* month = DateWords::instance().at(cursor.text, cursor.at, DateWordKind::month);
  if (month == nullptr) return nullptr;
  cursor.at += month->word.size();
  // "Nov. 9", but not the end of "… on 30 June."
  const bool goes_on =
      is_ascii_digit(cursor.peek(1)) || (cursor.peek(1) == ' ' && is_ascii_digit(cursor.peek(2)));
  if (goes_on) cursor.take(".");
  return month;
}

// What may follow the last number of "July 3 and 8": anything else makes it a number of things.
bool ends_list(std::string_view behind) {
  static const Pattern kEnd(
      R"re((?i)^(?:[.,;:)"\]]|$|\n| \(| (?:\d{4}|and|or|for|with|to|at|in|by|after|the|is|are|was|were|will|when|while|as|this|last|next|respectively|from|on|of|hong|but|period|timetable|window)\b))re");
  return kEnd.find(behind.substr(0, 16)).has_value();
}

// "2025" behind ", ", " ", "-" or "/"; "'25"; after a hyphen or slash also "25". 0: none.
int year_behind(DateCursor& cursor) {
  DateCursor ahead = cursor;
  const bool tight = ahead.take("-") || ahead.take("/");
  if (!tight) {
    ahead.take(",");
    ahead.blanks();
    ahead.take("of ");
  }
  if (ahead.at == cursor.at) return 0;
  const bool short_form = ahead.take("'") || tight;
  const auto number = is_ascii_digit(ahead.peek()) ? ahead.year_number() : std::nullopt;
  if (!number || is_ascii_letter(ahead.peek())) return 0;
  int year = 0;
  if (number->figures >= 4) year = checked_year(*number);
  if (number->figures == 2 && short_form) year = 2000 + number->value;
  // "On July 3, 15000 shares …": a number of things is no year.
  if (year == kNoYear && !ends_list(ahead.rest())) return 0;
  // "November 9, 2000 shares" is rare enough; a decimal or a thousand is not.
  if (year == 0 || ((ahead.peek() == '.' || ahead.peek() == ',') && is_ascii_digit(ahead.peek(1))))
    return 0;
  cursor = ahead;
  return year;
}

struct Year {
  int written = 0;
  std::optional<int> of, told;  // "last year", "the same year"
};

// The year behind a day: in digits, or "this year", "last year", "of the same year".
Year any_year_behind(DateCursor& cursor) {
  Year year;
  year.written = year_behind(cursor);
  if (year.written != 0) return year;
  DateCursor ahead = cursor;
  ahead.take(",");
  if (!ahead.take(" ")) return year;
  ahead.take("of ");
  const DateWords& words = DateWords::instance();
  const DateWord* word = words.at(ahead.text, ahead.at, DateWordKind::year_of);
  if (word != nullptr) {
    year.of = word->value;
  } else {
    word = words.at(ahead.text, ahead.at, DateWordKind::told_year);
    if (word == nullptr) return year;
    year.told = word->value;
  }
  cursor.at = ahead.at + word->word.size();
  return year;
}

bool take_joiner(DateCursor& cursor) {
  for (const std::string_view joiner : {" to ", " - ", "-", " until ", " till ", " through ",
                                        ", and ", " and ", " & ", ", ", " or "}) {
    if (cursor.take(joiner)) {
      cursor.take("the ");
      return true;
    }
  }
  return false;
}

// More numbers behind "July 3": "to 8", ", 4 and 5".
void take_more_days(DateCursor& cursor, std::vector<ListedDay>& days) {
  std::vector<ListedDay> more;
  DateCursor ahead = cursor;
  DateCursor good = cursor;
  std::size_t sure = 0;
  while (more.size() < kMostInList && take_joiner(ahead)) {
    const auto day = day_number(ahead);
    if (!day) break;
    DateCursor behind = ahead;
    behind.take(" ");
    behind.take("of ");
    if (month_name(behind) != nullptr) break;  // "July 3 and 8 August"
    more.push_back(*day);
    const bool comma_first = ahead.text.substr(day->span.begin - 2, 2) == ", ";
    // A number behind a comma counts once "and" has closed the list.
    if (!comma_first && ends_list(ahead.rest())) {
      sure = more.size();
      good = ahead;
    }
  }
  days.insert(days.end(), more.begin(), more.begin() + static_cast<std::ptrdiff_t>(sure));
  cursor = good;
}

bool month_stands_alone(std::string_view text, std::size_t at) {
  static const Pattern kBefore(
      R"((?i)\b(?:in|of|since|by|from|until|till|to|early|mid|late|last|this|next|end|between|during|and|before|after)[ -]$)");
  const std::size_t begin = at - std::min<std::size_t>(at, 12);
  return kBefore.find(text.substr(begin, at - begin)).has_value();
}

void add_days(const std::vector<ListedDay>& days, int month, const Year& year, WrittenDays& out) {
  for (const ListedDay& listed : days) {
    WrittenDay day;
    day.span = listed.span;
    day.year = year.written;
    day.month = month;
    day.day = listed.day;
    day.year_of = year.of;
    day.told_year = year.told;
    out.days.push_back(day);
  }
}

// "(9)" and "(9th)" behind another word for the day; "on the 9th" and "the 9th of last month".
std::size_t day_alone(const DateForms& forms, std::size_t at, const ListedDay& day, bool ordinal) {
  WrittenDay one;
  one.span = day.span;
  one.day = day.day;
  const std::string_view front =
      forms.text.substr(at - std::min<std::size_t>(at, 8), std::min<std::size_t>(at, 8));
  const std::string_view behind =
      forms.text.substr(day.span.end, std::min<std::size_t>(20, forms.text.size() - day.span.end));
  const bool bracketed = ends_with_any(front, {"("}) && begins_with_any(behind, {")"});
  if (!bracketed && !ordinal) return at;
  if (bracketed) {
    one.beside_only = true;
  } else if (begins_with_any(behind, {" of "})) {
    const DateWord* month =
        DateWords::instance().at(forms.text, day.span.end + 4, DateWordKind::month_of);
    if (month == nullptr && !begins_with_any(behind, {" of the month"})) return at;
    one.month_of = month == nullptr ? 0 : month->value;
    one.span.end +=
        month == nullptr ? std::string_view(" of the month").size() : 4 + month->word.size();
  } else if (!ends_with_any(front, {"on the ", "n the ", " the "}) || !ends_list(behind) ||
             !ends_with_any(front, {"on the ", "On the "})) {
    return at;
  }
  forms.out.days.push_back(one);
  return one.span.end;
}

int spelled_ordinal(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kTeens{"thirteenth", "fourteenth",  "fifteenth",
                                                          "sixteenth",  "seventeenth", "eighteenth",
                                                          "nineteenth", "twentieth",   "thirtieth"};
  if (const auto small = small_number(word)) return *small;
  const std::string lower = text::lower_ascii(word);
  const auto found = std::find(kTeens.begin(), kTeens.end(), lower);
  if (found == kTeens.end()) return 0;
  constexpr int kThirteen = 13;
  return lower == "thirtieth" ? 30 : kThirteen + static_cast<int>(found - kTeens.begin());
}

}  // namespace

std::size_t DateForms::month_first(std::size_t at) const {
  DateCursor cursor{text, at};
  const DateWord* month = month_name(cursor);
  if (month == nullptr) return at;
  DateCursor ahead = cursor;
  if (ahead.peek() == ' ' || ahead.peek() == '-') ++ahead.at;
  ahead.take("the ");
  std::vector<ListedDay> days;
  if (const auto day = day_number(ahead)) {
    days.push_back({{at, day->span.end}, day->day});
    take_more_days(ahead, days);
    const Year year = any_year_behind(ahead);
    days.back().span.end = ahead.at;
    add_days(days, month->value, year, out);
    return ahead.at;
  }
  WrittenMonth alone{{at, cursor.at}, 0, month->value, std::nullopt, std::nullopt};
  const Year year = any_year_behind(cursor);
  if (year.written == kNoYear) return cursor.at;
  alone.year = year.written;
  alone.year_of = year.of;
  alone.span.end = cursor.at;
  if (alone.year != 0 || alone.year_of || month_stands_alone(text, at)) out.months.push_back(alone);
  return cursor.at;
}

std::size_t DateForms::spelled(std::size_t at) const {
  static const Pattern kOrdinal(
      R"((?i)^(twenty|thirty)?-?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)? of )");
  constexpr std::string_view kFirstLetters = "fsentFSENT";
  constexpr std::size_t kLongest = 20;
  const std::string_view here = text.substr(at, kLongest);
  if (kFirstLetters.find(text[at]) == std::string_view::npos ||
      here.find(" of ") == std::string_view::npos)
    return at;
  const auto match = kOrdinal.find(here);
  // "a third of March's sales"
  const std::string_view front =
      text.substr(at - std::min<std::size_t>(at, 4), std::min<std::size_t>(at, 4));
  if (!match || ends_with_any(front, {"a ", "an ", "one ", "-"})) return at;
  DateCursor cursor{text, at + match->span.end};
  const DateWord* month = month_name(cursor);
  const int ones = spelled_ordinal(here.substr(match->groups[1].begin, match->groups[1].size()));
  const int tens = !match->has(0) ? 0 : (here[1] == 'w' || here[1] == 'W') ? 20 : 30;
  const int day = tens + ones;
  if (month == nullptr || ones == 0 || day > kLastDay || (tens != 0 && ones > 9)) return at;
  const Year year = any_year_behind(cursor);
  add_days({{{at, cursor.at}, day}}, month->value, year, out);
  return cursor.at;
}

std::size_t DateForms::day_first(std::size_t at) const {
  if (at > 0) {
    const char front = text[at - 1];
    const bool decimal = (front == '.' || front == ',') && at > 1 && is_ascii_digit(text[at - 2]);
    if (is_ascii_letter(front) || front == '$' || decimal) return at;
  }
  DateCursor cursor{text, at};
  std::vector<ListedDay> days;
  while (days.size() < kMostInList) {
    DateCursor ahead = cursor;
    if (!days.empty() && !take_joiner(ahead)) break;
    const auto day = day_number(ahead);
    if (!day) break;
    days.push_back(*day);
    cursor = ahead;
    // The first month's name ends the list.
    if (!cursor.take(" of ") && cursor.peek() != '\0' &&
        (cursor.peek() == ' ' || cursor.peek() == '-' || cursor.peek() == '/'))
      ++cursor.at;
    if (const DateWord* month = month_name(cursor)) {
      const Year year = any_year_behind(cursor);
      days.back().span.end = cursor.at;
      add_days(days, month->value, year, out);
      return cursor.at;
    }
    cursor = ahead;
  }
  if (days.empty()) return at;
  const bool ordinal = is_ascii_letter(text[days.front().span.end - 1]);
  return day_alone(*this, at, days.front(), ordinal);
}

}  // namespace gongwatch::parser::facts
