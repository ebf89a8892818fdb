// Instants are UTC seconds; days are civil days of Hong Kong (UTC+8, no daylight saving since
// 1979).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch {

using Instant = std::chrono::sys_seconds;
using CivilDate = std::chrono::year_month_day;

inline constexpr std::chrono::hours kHongKongOffset{8};

// "2025-11-10T00:00:00Z".
std::string to_iso(Instant instant);
// "2025-11-10T08:00:00+08:00": the same instant on a Hong Kong clock.
std::string to_iso_hong_kong(Instant instant);
// "2025-11-09".
std::string to_iso(CivilDate date);

CivilDate hong_kong_day(Instant instant);
// The first instant of a Hong Kong day.
Instant start_of_hong_kong_day(CivilDate date);

// ISO 8601 / RFC 3339: "2025-11-10", "2025-11-10T08:00", "2025-11-10T08:00:00.123+08:00", "…Z"; a
// blank may stand for the T, "+0800" for "+08:00". Without a zone the time is read at
// default_offset (minutes east of UTC).
Result<Instant> parse_iso_instant(std::string_view text,
                                  std::chrono::minutes default_offset = kHongKongOffset);
// "2025-11-09" only; impossible days are errors.
Result<CivilDate> parse_iso_date(std::string_view text);
// "31/12/2025" (HKEX feeds); impossible days are errors.
Result<CivilDate> parse_day_month_year(std::string_view text);
// RFC 822 / 1123 as in RSS and HTTP headers: "Sun, 09 Nov 2025 08:00:00 +0800", zone names GMT, UT,
// UTC, EST … HKT.
Result<Instant> parse_rfc822(std::string_view text);

// A valid date, or nothing: the one door through which numbers become days. Years 1900 to 2199.
std::optional<CivilDate> make_date(int year, unsigned month, unsigned day);
int days_between(CivilDate from, CivilDate to);

}  // namespace gongwatch
