// Days of the calendar whose year, or month, is not written.
#include <algorithm>
#include <cstdlib>

#include "parser/facts/date_candidates.h"
#include "parser/facts/date_resolver.h"
#include "parser/facts/date_tense.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kDaysAhead = 7;    // how far ahead a day without a year may lie
constexpr int kPlanAhead = 250;  // the same of a plan
constexpr int kTimetableAhead = 150;
constexpr int kNews = 31;  // so near the reference a day is the news, not what a story tells on

}  // namespace

std::optional<int> DateResolver::told_year(std::size_t from, bool relative_too) const {
  std::optional<int> year;
  std::size_t place = from;
  for (auto told = found_.rbegin(); told != found_.rend() && told->span.begin >= from; ++told) {
    if (!told->date || told->year_inferred || told->weekday_only) continue;
    year = year_of(*told->date);
    place = told->span.begin;
    break;
  }
  if (month_ > 0) {
    const WrittenMonth& month = written_.months[month_ - 1];
    const int relative =
        relative_too && month.year_of && reference_ ? year_of(*reference_) + *month.year_of : 0;
    const int told = month.year != 0 ? month.year : relative;
    if (told != 0 && month.span.begin >= place) year = told;
  }
  return year;
}

void DateResolver::calendar(const WrittenDay& day, DateMention& mention) const {
  if (day.either_order) return either_order(day, mention);
  if (day.month_of || day.told_month) return in_told_month(day, mention);
  if (day.month == 0) return day_of_month(day, mention);
  if (never_exists(day.month, day.day)) {
    mention.impossible = true;
    return;
  }
  if (day.year != 0) {
    mention.date = day_at(day.year, day.month, day.day);
    mention.impossible = !mention.date;
  } else if (day.year_of) {
    mention.relative = true;
    if (reference_) mention.date = day_at(year_of(*reference_) + *day.year_of, day.month, day.day);
  } else if (day.told_year) {
    mention.relative = true;
    const auto year = told_year(0, true);
    if (year) mention.date = day_at(*year + *day.told_year, day.month, day.day);
    mention.year_missing = !year;
  } else {
    without_year(day, mention);
  }
}

void DateResolver::in_told_month(const WrittenDay& day, DateMention& mention) const {
  mention.relative = true;
  const auto from = day.month_of ? reference_ : told_before();
  if (!from) return;
  const YearMonth month =
      shifted({year_of(*from), month_of(*from)}, day.month_of ? *day.month_of : *day.told_month);
  mention.date = day_at(month.year, month.month, day.day);
  mention.impossible = !mention.date;
}

std::optional<CivilDate> DateResolver::said_beside(const WrittenDay& day) const {
  if (!reference_) return std::nullopt;
  if (day.kind == WrittenDay::Kind::reference) return plus_days(*reference_, day.offset);
  if (day.weekday != 0 && (day.week || day.nearest != 0)) return weekday(day);
  return std::nullopt;
}

std::optional<CivilDate> DateResolver::by_tense(const WrittenDay& day,
                                                const std::vector<CivilDate>& candidates,
                                                int plan_ahead) const {
  constexpr int kMostAhead = 366;
  if (const auto beside = said_beside(day)) return nearest_to(candidates, *beside, kMostAhead);
  const auto date = by_words(day, candidates, plan_ahead);
  // The weekday beside it chooses among years; in the news it is the weekday that is wrong.
  if (day.weekday == 0 || !date || weekday_of(*date) == day.weekday) return date;
  if (day.month != 0 && std::abs(days_between(*date, *reference_)) <= kNews) return date;
  const auto match = on_weekday(day.weekday, candidates, *reference_);
  return match ? match : date;
}

std::optional<CivilDate> DateResolver::by_words(const WrittenDay& day,
                                                const std::vector<CivilDate>& candidates,
                                                int plan_ahead) const {
  switch (tense_around(text_, sentence(), day.span)) {
    case Tense::future:
      return latest(candidates, *reference_, plan_ahead);
    case Tense::nearest:
      return nearest_to(candidates, *reference_, kTimetableAhead);
    default:
      return latest(candidates, *reference_, kDaysAhead);
  }
}

void DateResolver::without_year(const WrittenDay& day, DateMention& mention) const {
  if (const WrittenDay* next = joined_behind(day); next != nullptr && next->year != 0) {
    const bool later = day.month > next->month || (day.month == next->month && day.day > next->day);
    mention.date = day_at(next->year - (later ? 1 : 0), day.month, day.day);
    return;
  }
  if (const DateMention* before = joined_before(day); before != nullptr && before->date) {
    mention.date = day_at(year_of(*before->date), day.month, day.day);
    if (mention.date && days_between(*before->date, *mention.date) < 0 && ends_range(*before, day))
      mention.date = day_at(year_of(*before->date) + 1, day.month, day.day);
    mention.year_inferred = mention.date.has_value() && before->year_inferred;
    return;
  }
  if (reference_) {
    mention.date = by_tense(day, in_years(day.month, day.day, year_of(*reference_)), kPlanAhead);
    mention.year_inferred = mention.date.has_value();
    if (mention.date && std::abs(days_between(*mention.date, *reference_)) <= kNews) return;
  }
  // "It filed on 3 March 2024 and again on 9 September": the sentence tells on.
  if (const auto told = told_year(sentence().begin, false); told && day.weekday == 0) {
    if (const auto date = told_on(*told, day)) {
      mention.date = date;
      mention.year_inferred = true;
      return;
    }
  }
  mention.year_missing = !mention.date;
}

bool DateResolver::ends_range(const DateMention& before, const WrittenDay& day) const {
  return joins_day_range(text_.view({before.span.end, day.span.begin}));
}

std::optional<CivilDate> DateResolver::told_on(int year, const WrittenDay& day) const {
  const auto date = day_at(year, day.month, day.day);
  if (!date || (reference_ && days_between(*reference_, *date) > 0)) return std::nullopt;
  const DateMention* last = found_.empty() ? nullptr : &found_.back();
  if (last != nullptr && last->date && year_of(*last->date) == year &&
      days_between(*last->date, *date) < 0)
    return std::nullopt;
  return date;
}

void DateResolver::day_of_month(const WrittenDay& day, DateMention& mention) const {
  mention.day_only = true;
  if (const DateMention* before = joined_before(day); before != nullptr && before->date) {
    YearMonth month{year_of(*before->date), month_of(*before->date)};
    if (day.day < day_of(*before->date)) month = shifted(month, 1);
    mention.date = day_at(month.year, month.month, day.day);
    mention.year_inferred = mention.date.has_value() && before->year_inferred;
    mention.relative = before->relative;
    return;
  }
  if (!reference_) {
    mention.year_missing = true;
    return;
  }
  constexpr int kMonthAhead = 27;
  mention.date = by_tense(day, in_months(day.day, *reference_), kMonthAhead);
  if (const auto told = month_told_on(day)) mention.date = told;
  mention.year_inferred = mention.date.has_value();
}

std::optional<CivilDate> DateResolver::month_told_on(const WrittenDay& day) const {
  if (day.kind == WrittenDay::Kind::reference || day.weekday != 0 || found_.empty())
    return std::nullopt;
  const DateMention& last = found_.back();
  if (!last.date || last.relative || last.span.begin < sentence().begin ||
      day.day <= day_of(*last.date) || std::abs(days_between(*last.date, *reference_)) > kNews)
    return std::nullopt;
  return day_at(year_of(*last.date), month_of(*last.date), day.day);
}

void DateResolver::either_order(const WrittenDay& day, DateMention& mention) const {
  if (!reference_) {
    mention.year_missing = true;
    return;
  }
  std::vector<CivilDate> candidates;
  for (const auto& [month, of_month] :
       {std::pair(day.month, day.day), std::pair(day.day, day.month)}) {
    const auto dates = in_years(month, of_month, year_of(*reference_));
    candidates.insert(candidates.end(), dates.begin(), dates.end());
  }
  constexpr int kNear = 60;
  const CivilDate near = said_beside(day).value_or(*reference_);
  candidates.erase(
      std::remove_if(candidates.begin(), candidates.end(),
                     [&](CivilDate d) { return std::abs(days_between(near, d)) > kNear; }),
      candidates.end());
  auto best = day.weekday != 0 ? on_weekday(day.weekday, candidates, near) : std::nullopt;
  if (!best) best = nearest_to(candidates, near, kNear);
  mention.date = best;
  mention.year_inferred = best.has_value();
}

}  // namespace gongwatch::parser::facts
