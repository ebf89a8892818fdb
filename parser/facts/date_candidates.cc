#include "parser/facts/date_candidates.h"

#include <cstdlib>

namespace gongwatch::parser::facts {
namespace {

int distance(CivilDate a, CivilDate b) { return std::abs(days_between(a, b)); }

}  // namespace

int year_of(CivilDate date) { return static_cast<int>(date.year()); }
int month_of(CivilDate date) { return static_cast<int>(static_cast<unsigned>(date.month())); }
int day_of(CivilDate date) { return static_cast<int>(static_cast<unsigned>(date.day())); }

int weekday_of(CivilDate date) {
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding());
}

CivilDate plus_days(CivilDate date, int days) {
  return CivilDate(std::chrono::sys_days(date) + std::chrono::days(days));
}

std::optional<CivilDate> day_at(int year, int month, int day) {
  if (month < 1 || day < 1) return std::nullopt;
  return make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

YearMonth shifted(YearMonth month, int by) {
  const int months = month.year * 12 + (month.month - 1) + by;
  return {months / 12, months % 12 + 1};
}

bool never_exists(int month, int day) {
  constexpr int kLeapYear = 2024;
  return month > 12 || (month > 0 && !day_at(kLeapYear, month, day));
}

std::vector<CivilDate> in_years(int month, int day, int around) {
  std::vector<CivilDate> all;
  for (const int year : {around - 1, around, around + 1}) {
    if (const auto date = day_at(year, month, day)) all.push_back(*date);
  }
  return all;
}

std::vector<CivilDate> in_months(int day, CivilDate around) {
  std::vector<CivilDate> all;
  for (const int by : {-1, 0, 1}) {
    const YearMonth month = shifted({year_of(around), month_of(around)}, by);
    if (const auto date = day_at(month.year, month.month, day)) all.push_back(*date);
  }
  return all;
}

std::optional<CivilDate> on_weekday(int weekday, const std::vector<CivilDate>& candidates,
                                    CivilDate near) {
  std::optional<CivilDate> best;
  for (const CivilDate candidate : candidates) {
    if (weekday_of(candidate) != weekday) continue;
    if (!best || distance(near, candidate) < distance(near, *best)) best = candidate;
  }
  return best;
}

std::optional<CivilDate> nearest_to(const std::vector<CivilDate>& candidates, CivilDate near,
                                    int most_ahead) {
  std::optional<CivilDate> best;
  for (const CivilDate candidate : candidates) {
    if (days_between(near, candidate) > most_ahead) continue;
    if (!best || distance(near, candidate) < distance(near, *best)) best = candidate;
  }
  return best;
}

std::optional<CivilDate> latest(const std::vector<CivilDate>& candidates, CivilDate near,
                                int most_ahead) {
  std::optional<CivilDate> best;
  for (const CivilDate candidate : candidates) {
    if (days_between(near, candidate) > most_ahead) continue;
    if (!best || days_between(*best, candidate) > 0) best = candidate;
  }
  return best;
}

}  // namespace gongwatch::parser::facts
