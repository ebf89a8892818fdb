// Periods in English: "the year ended 31 December 2024", "first half of 2025", "1H25".
#include <algorithm>

#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/period_forms.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kYear = 12;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Takes a word or words, letter case ignored, at a word's end.
bool take_words(DateCursor& cursor, std::string_view words) {
  if (cursor.text.size() - cursor.at < words.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (lower(cursor.peek(i)) != words[i]) return false;
  }
  const char next = cursor.peek(words.size());
  if (is_ascii_letter(words.back()) && (is_ascii_letter(next) || is_ascii_digit(next)))
    return false;
  cursor.at += words.size();
  return true;
}

bool take_any(DateCursor& cursor, std::initializer_list<std::string_view> choices) {
  return std::any_of(choices.begin(), choices.end(),
                     [&](std::string_view words) { return take_words(cursor, words); });
}

// "five", "5", "twelve".
std::optional<int> take_count(DateCursor& cursor) {
  DateCursor ahead = cursor;
  std::optional<int> count;
  if (is_ascii_digit(ahead.peek())) {
    const auto number = ahead.number();
    if (number && number->figures <= 2) count = number->value;
  } else {
    std::size_t end = ahead.at;
    while (end < ahead.text.size() && is_ascii_letter(ahead.text[end])) ++end;
    constexpr std::size_t kLongest = 8;
    if (end - ahead.at > kLongest) return std::nullopt;
    count = small_number(ahead.text.substr(ahead.at, end - ahead.at));
    ahead.at = end;
  }
  if (!count || *count < 1 || *count > kYear) return std::nullopt;
  cursor = ahead;
  return count;
}

// "of 2025", "in 2024", "this year" behind a part of a year; nothing: the year that is told.
std::vector<int> part_years(const PeriodForms& forms, DateCursor& cursor, const YearPart& part) {
  DateCursor ahead = cursor;
  ahead.take("'s");
  if (ahead.peek() == ' ' || ahead.peek() == '/' || ahead.peek() == '-') ++ahead.at;
  take_any(ahead,
           {"of the year", "of the financial year", "of the fiscal year", "of", "in", "for", "to"});
  ahead.blanks();
  if (const auto year = forms.year_word(ahead)) {
    cursor = ahead;
    return {*year};
  }
  const YearList list = forms.years(ahead);
  if (!list.years.empty() && list.dated == 0) {
    cursor = ahead;
    return list.years;
  }
  const int ends = part.half != 0 || part.quarter == 4 ? kYear
                   : part.quarter != 0                 ? part.quarter * 3
                                                       : part.months;
  const auto year = forms.latest_year(ends);
  if (!year) return {};
  return {*year};
}

std::optional<PeriodList> of_years(const std::vector<int>& years, const YearPart& part, Span span) {
  if (years.empty()) return std::nullopt;
  PeriodList list{span, {}};
  for (const int year : years) list.periods.push_back(period_name(year, part));
  return list;
}

// "months", "year", "years", "-month period" and what closes them: "ended", "to".
struct Head {
  int months = 0;  // 0: years
  int years = 1;
};

std::optional<Head> take_head(DateCursor& cursor) {
  DateCursor ahead = cursor;
  Head head;
  const auto count = take_count(ahead);
  if (count && ahead.peek() != ' ' && ahead.peek() != '-') return std::nullopt;
  if (count) ++ahead.at;
  take_any(ahead, {"full", "financial", "fiscal"});
  ahead.blanks();
  if (count && take_any(ahead, {"months", "month period", "month"})) {
    head.months = *count;
  } else if (take_any(ahead, {"years", "year period", "year"})) {
    head.years = count.value_or(1);
  } else if (!count && take_any(ahead, {"half-year", "half year", "interim period"})) {
    head.months = 6;
  } else if (!count && take_any(ahead, {"quarter"})) {
    head.months = 3;
  } else {
    return std::nullopt;
  }
  ahead.blanks();
  take_any(ahead, {"period", "that"});
  ahead.blanks();
  if (!take_any(ahead, {"ended on", "ended at", "ending on", "ended", "ending", "through", "to",
                        "until", "up to"}))
    return std::nullopt;
  ahead.blanks();
  cursor = ahead;
  return head;
}

// "nine months to 30 September 2024", "years ended 31 March 2023, 2024 and 2025".
std::optional<PeriodList> ended(const PeriodForms& forms, std::size_t at) {
  DateCursor cursor{forms.text, at};
  const auto head = take_head(cursor);
  if (!head) return std::nullopt;
  constexpr int kMostYears = 6;
  take_words(cursor, "the");
  cursor.blanks();
  const int month = take_month_end(cursor);
  if (month == 0) return std::nullopt;
  DateCursor ahead = cursor;
  ahead.take(",");
  ahead.blanks();
  take_any(ahead, {"of", "in"});
  ahead.blanks();
  std::vector<int> years;
  if (const auto year = forms.year_word(ahead)) {
    years.push_back(*year);
  } else {
    years = forms.years(ahead).years;
  }
  if (years.empty()) {
    ahead = cursor;
    ahead.take(".");
    // "(in HK$ million, year to Dec.)" is a heading.
    if (ahead.peek() == ')') return std::nullopt;
    ahead = cursor;
    if (const auto year = forms.latest_year(month)) years.push_back(*year);
  }
  if (years.empty() || head->years > kMostYears) return std::nullopt;
  if (head->months != 0) return of_years(years, {head->months, 0, 0}, {at, ahead.at});
  if (head->years > 1 && years.size() == 1) {
    const int last = years.front();
    years.clear();
    for (int year = last - head->years + 1; year <= last; ++year) years.push_back(year);
  }
  return of_years(years, {}, {at, ahead.at});
}

// "first half", "first five months", "second quarter", "interim".
std::optional<YearPart> take_worded_part(DateCursor& cursor) {
  DateCursor ahead = cursor;
  struct Worded {
    std::string_view words;
    YearPart part;
  };
  static constexpr Worded kWorded[] = {
      {"first half", {6, 0, 0}},       {"first-half", {6, 0, 0}},
      {"first six months", {6, 0, 0}}, {"second half", {6, 2, 0}},
      {"second-half", {6, 2, 0}},      {"first three quarters", {9, 0, 0}},
      {"first quarter", {3, 0, 0}},    {"first-quarter", {3, 0, 0}},
      {"second quarter", {3, 0, 2}},   {"second-quarter", {3, 0, 2}},
      {"third quarter", {3, 0, 3}},    {"third-quarter", {3, 0, 3}},
      {"fourth quarter", {3, 0, 4}},   {"fourth-quarter", {3, 0, 4}},
      {"final quarter", {3, 0, 4}}};
  for (const Worded& one : kWorded) {
    if (take_words(cursor, one.words)) return one.part;
  }
  if (!take_words(ahead, "first")) return std::nullopt;
  ahead.blanks();
  const auto count = take_count(ahead);
  ahead.blanks();
  if (!count || !take_any(ahead, {"months", "month"})) return std::nullopt;
  cursor = ahead;
  return YearPart{*count, 0, 0};
}

// H1, 1H, Q3, 9M.
std::optional<YearPart> take_coded_part(DateCursor& cursor) {
  const char first = cursor.peek();
  const char second = cursor.peek(1);
  const auto part_of = [](char kind, char digit) -> std::optional<YearPart> {
    const int number = digit - '0';
    if (kind == 'H' && number == 1) return YearPart{6, 0, 0};
    if (kind == 'H' && number == 2) return YearPart{6, 2, 0};
    if (kind == 'Q' && number == 1) return YearPart{3, 0, 0};
    if (kind == 'Q' && number >= 2 && number <= 4) return YearPart{3, 0, number};
    if (kind == 'M' && number >= 1) return YearPart{number, 0, 0};
    return std::nullopt;
  };
  std::optional<YearPart> part;
  std::size_t length = 2;
  if ((first == 'H' || first == 'Q') && is_ascii_digit(second)) {
    part = part_of(first, second);
  } else if (is_ascii_digit(first) && (second == 'H' || second == 'Q' || second == 'M')) {
    part = part_of(second, first);
  } else if (first == '1' && (second == '0' || second == '1') && cursor.peek(2) == 'M') {
    part = YearPart{10 + (second - '0'), 0, 0};
    length = 3;
  }
  if (!part || is_ascii_letter(cursor.peek(length))) return std::nullopt;
  cursor.at += length;
  return part;
}

// The year right behind a code: "1H25", "9M 2024", "H1 FY2025"; 0: none.
std::vector<int> coded_years(const PeriodForms& forms, DateCursor& cursor, const YearPart& part) {
  DateCursor ahead = cursor;
  if (ahead.peek() == '/' || ahead.peek() == '\'') ++ahead.at;
  if (const auto number = number_at(forms.text, ahead.at); number && number->figures == 2) {
    cursor.at = number->end;
    return {2000 + number->value};
  }
  return part_years(forms, cursor, part);
}

// "January-May 2025", "Jan to September 2024".
std::optional<PeriodList> month_span(const PeriodForms& forms, std::size_t at) {
  DateCursor cursor{forms.text, at};
  const DateWords& words = DateWords::instance();
  const DateWord* first = words.at(forms.text, at, DateWordKind::month);
  if (first == nullptr || first->value != 1 || !is_upper_letter(cursor.peek())) return std::nullopt;
  cursor.at += first->word.size();
  cursor.take(".");
  if (!cursor.take("-") && !cursor.take(" to ") && !cursor.take(" - ") && !cursor.take(" through "))
    return std::nullopt;
  const DateWord* last = words.at(forms.text, cursor.at, DateWordKind::month);
  if (last == nullptr) return std::nullopt;
  cursor.at += last->word.size();
  cursor.take(".");
  const YearPart part{last->value, 0, 0};
  DateCursor behind = cursor;
  behind.blanks();
  if (const auto day = number_at(forms.text, behind.at); day && day->figures <= 2)
    return std::nullopt;
  const auto years = part_years(forms, cursor, part);
  return of_years(years, part, {at, cursor.at});
}

// "the same period last year", "in July last year", "at the end of last year": no year of accounts.
bool is_time_of_year(std::string_view front) {
  static const Pattern kFront(
      R"((?i)\b(?:periods?|time|half|quarter|months?|dates?|end|close|start|beginning|January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?|\d|mid|late|early)(?: of| in|,)?[ -]$)");
  constexpr std::size_t kReach = 24;
  return kFront.find(front.substr(front.size() - std::min(front.size(), kReach))).has_value();
}

}  // namespace

std::optional<PeriodList> PeriodForms::latin(std::size_t at) const {
  if (auto list = ended(*this, at)) return list;
  if (auto list = month_span(*this, at)) return list;
  DateCursor cursor{text, at};
  if (const auto part = take_worded_part(cursor)) {
    const auto years = part_years(*this, cursor, *part);
    return of_years(years, *part, {at, cursor.at});
  }
  if (const auto part = take_coded_part(cursor)) {
    const auto years = coded_years(*this, cursor, *part);
    return of_years(years, *part, {at, cursor.at});
  }
  if (take_words(cursor, "last year")) {
    if (!reference || is_time_of_year(text.substr(0, at))) return std::nullopt;
    return of_years({static_cast<int>(reference->year()) - 1}, {}, {at, cursor.at});
  }
  const bool year_in_front = take_any(cursor, {"years", "year"}) && cursor.take(" ");
  if (!year_in_front) cursor.at = at;
  const YearList list = this->years(cursor);
  if (list.years.empty() || list.dated != 0) return std::nullopt;
  // "2025 first half", "2024H1".
  DateCursor behind = cursor;
  if (behind.peek() == ' ') ++behind.at;
  if (behind.take("'s ")) behind.blanks();
  auto part = take_coded_part(behind);
  if (!part) part = take_worded_part(behind);
  if (part) {
    PeriodList periods = *of_years(list.years, {}, {at, behind.at});
    periods.periods.back() = period_name(list.years.back(), *part);
    return periods;
  }
  if (!list.marked && !year_in_front && !stands_as_year(text, list.span)) return std::nullopt;
  return of_years(list.years, {}, list.span);
}

}  // namespace gongwatch::parser::facts
