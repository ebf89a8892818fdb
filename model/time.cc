#include "model/time.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cstdio>

namespace gongwatch {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

// Reads tokens off the front of a string; every take_* leaves the rest where it failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool take(char wanted) {
    if (peek() != wanted || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') rest_.remove_prefix(1);
  }

  // Between min_digits and max_digits decimal digits.
  std::optional<int> take_number(std::size_t min_digits, std::size_t max_digits) {
    std::size_t count = 0;
    while (count < rest_.size() && count < max_digits &&
           std::isdigit(static_cast<unsigned char>(rest_[count])))
      ++count;
    if (count < min_digits) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + count, value);
    rest_.remove_prefix(count);
    return value;
  }

  std::string take_letters() {
    std::string letters;
    while (std::isalpha(static_cast<unsigned char>(peek()))) {
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(peek())));
      rest_.remove_prefix(1);
    }
    return letters;
  }

 private:
  std::string_view rest_;
};

std::string number_string(const char* format, int a, unsigned b, unsigned c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, a, b, c);
  return buffer;
}

std::string clock_string(Instant instant) {
  const auto day = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  return to_iso(CivilDate{day}) + "T" +
         number_string("%02d:%02u:%02u", static_cast<int>(time.hours().count()),
                       static_cast<unsigned>(time.minutes().count()),
                       static_cast<unsigned>(time.seconds().count()));
}

// hh:mm[:ss[.fraction]]; 24:00 and leap seconds are errors.
std::optional<seconds> take_time_of_day(Scanner& in) {
  const auto hour = in.take_number(1, 2);
  if (!hour || *hour > 23 || !in.take(':')) return std::nullopt;
  const auto minute = in.take_number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (in.take(':')) {
    const auto read = in.take_number(2, 2);
    if (!read || *read > 59) return std::nullopt;
    second = *read;
    if (in.take('.') || in.take(',')) {
      while (in.take_number(1, 9)) {
      }
    }
  }
  return hours{*hour} + minutes{*minute} + seconds{second};
}

// Z, +08:00, +0800, +08 → minutes east.
std::optional<minutes> take_offset(Scanner& in) {
  if (in.take('Z') || in.take('z')) return minutes{0};
  const int sign = in.peek() == '-' ? -1 : 1;
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const auto hour = in.take_number(2, 2);
  if (!hour || *hour > 14) return std::nullopt;
  in.take(':');
  const auto minute = in.take_number(2, 2);
  if (minute && *minute > 59) return std::nullopt;
  return sign * (hours{*hour} + minutes{minute.value_or(0)});
}

tl::unexpected<Error> bad(std::string_view what, std::string_view text) {
  return fail(ErrorKind::malformed, std::string("not ") + std::string(what) + ": \"" +
                                        std::string(text.substr(0, 60)) + "\"");
}

std::optional<minutes> zone_offset(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, int>, 14> kZones{{{"gmt", 0},
                                                                            {"ut", 0},
                                                                            {"utc", 0},
                                                                            {"z", 0},
                                                                            {"hkt", 8},
                                                                            {"cst", -6},
                                                                            {"est", -5},
                                                                            {"edt", -4},
                                                                            {"cdt", -5},
                                                                            {"mst", -7},
                                                                            {"mdt", -6},
                                                                            {"pst", -8},
                                                                            {"pdt", -7},
                                                                            {"jst", 9}}};
  for (const auto& [zone, offset] : kZones) {
    if (zone == name) return hours{offset};
  }
  return std::nullopt;
}

unsigned month_from_name(std::string_view name) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return 0;
  const auto at = kMonths.find(name.substr(0, 3));
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<unsigned>(at / 3 + 1);
}

}  // namespace

std::string to_iso(CivilDate date) {
  return number_string("%04d-%02u-%02u", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_iso(Instant instant) { return clock_string(instant) + "Z"; }

std::string to_iso_hong_kong(Instant instant) {
  return clock_string(instant + kHongKongOffset) + "+08:00";
}

CivilDate hong_kong_day(Instant instant) {
  return CivilDate{std::chrono::floor<days>(instant + kHongKongOffset)};
}

Instant start_of_hong_kong_day(CivilDate date) { return Instant{sys_days{date}} - kHongKongOffset; }

std::optional<CivilDate> make_date(int year, unsigned month, unsigned day) {
  if (year < 1900 || year > 2199) return std::nullopt;
  const CivilDate date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return date;
}

int days_between(CivilDate from, CivilDate to) {
  return static_cast<int>((sys_days{to} - sys_days{from}).count());
}

Result<CivilDate> parse_iso_date(std::string_view text) {
  Scanner in(text);
  const auto year = in.take_number(4, 4);
  if (!year || !in.take('-')) return bad("a date (YYYY-MM-DD)", text);
  const auto month = in.take_number(2, 2);
  if (!month || !in.take('-')) return bad("a date (YYYY-MM-DD)", text);
  const auto day = in.take_number(2, 2);
  if (!day || !in.done()) return bad("a date (YYYY-MM-DD)", text);
  const auto date = make_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return bad("a day that exists", text);
  return *date;
}

Result<CivilDate> parse_day_month_year(std::string_view text) {
  Scanner in(text);
  const auto day = in.take_number(1, 2);
  if (!day || !in.take('/')) return bad("a date (DD/MM/YYYY)", text);
  const auto month = in.take_number(1, 2);
  if (!month || !in.take('/')) return bad("a date (DD/MM/YYYY)", text);
  const auto year = in.take_number(4, 4);
  if (!year || !in.done()) return bad("a date (DD/MM/YYYY)", text);
  const auto date = make_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return bad("a day that exists", text);
  return *date;
}

Result<Instant> parse_iso_instant(std::string_view text, minutes default_offset) {
  if (text.size() < 10) return bad("a time (ISO 8601)", text);
  const auto date = parse_iso_date(text.substr(0, 10));
  if (!date) return tl::unexpected(date.error());
  Scanner in(text.substr(10));
  seconds time{0};
  minutes offset = default_offset;
  if (in.take('T') || in.take('t') || in.take(' ')) {
    in.skip_blanks();
    const auto read = take_time_of_day(in);
    if (!read) return bad("a time (ISO 8601)", text);
    time = *read;
    in.skip_blanks();
    if (!in.done()) {
      const auto zone = take_offset(in);
      if (!zone) return bad("a time (ISO 8601)", text);
      offset = *zone;
    }
  }
  if (!in.done()) return bad("a time (ISO 8601)", text);
  return Instant{sys_days{*date}} + time - offset;
}

Result<Instant> parse_rfc822(std::string_view text) {
  Scanner in(text);
  in.skip_blanks();
  if (!in.take_letters().empty()) {  // the weekday says nothing new
    in.take(',');
    in.skip_blanks();
  }
  const auto day = in.take_number(1, 2);
  in.skip_blanks();
  in.take('-');
  const unsigned month = month_from_name(in.take_letters());
  in.skip_blanks();
  in.take('-');
  auto year = in.take_number(2, 4);
  if (!day || month == 0 || !year) return bad("a time (RFC 822)", text);
  if (*year < 100) year = *year + (*year < 50 ? 2000 : 1900);
  const auto date = make_date(*year, month, static_cast<unsigned>(*day));
  if (!date) return bad("a day that exists", text);
  in.skip_blanks();
  seconds time{0};
  minutes offset{0};
  if (!in.done()) {
    const auto read = take_time_of_day(in);
    if (!read) return bad("a time (RFC 822)", text);
    time = *read;
    in.skip_blanks();
    if (in.peek() == '+' || in.peek() == '-') {
      const auto zone = take_offset(in);
      if (!zone) return bad("a time (RFC 822)", text);
      offset = *zone;
    } else if (!in.done()) {
      const auto zone = zone_offset(in.take_letters());
      if (!zone) return bad("a time (RFC 822)", text);
      offset = *zone;
    }
  }
  return Instant{sys_days{*date}} + time - offset;
}

}  // namespace gongwatch
