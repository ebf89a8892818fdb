// Reckoning with days: the years, months and weekdays that a day without a year may be of.
#pragma once

#include <optional>
#include <vector>

#include "model/time.h"

namespace gongwatch::parser::facts {

int year_of(CivilDate date);
int month_of(CivilDate date);
int day_of(CivilDate date);
int weekday_of(CivilDate date);  // 1 Monday … 7 Sunday
CivilDate plus_days(CivilDate date, int days);
std::optional<CivilDate> day_at(int year, int month, int day);  // null if there is none

struct YearMonth {
  int year, month;
};
YearMonth shifted(YearMonth month, int by);

// No year has such a day.
bool never_exists(int month, int day);

// The day in the year, the one before and the one behind.
std::vector<CivilDate> in_years(int month, int day, int around);
// The day of the month in the reference's month, the one before and the one behind.
std::vector<CivilDate> in_months(int day, CivilDate around);

// Of the candidates the one nearest to `near` that falls on the weekday.
std::optional<CivilDate> on_weekday(int weekday, const std::vector<CivilDate>& candidates,
                                    CivilDate near);
// The one nearest to `near`, at most so many days behind it in time.
std::optional<CivilDate> nearest_to(const std::vector<CivilDate>& candidates, CivilDate near,
                                    int most_ahead);
// The last that is at most so many days ahead of `near`.
std::optional<CivilDate> latest(const std::vector<CivilDate>& candidates, CivilDate near,
                                int most_ahead);

}  // namespace gongwatch::parser::facts
