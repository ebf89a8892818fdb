#include <re2/re2.h>

#include <cmath>

#include "parser/xlsx/workbook.h"

namespace gongwatch::parser::xlsx {
namespace {

constexpr double kFirstPlainDay = 32'874;  // 1990-01-01: smaller numbers are counts and amounts
constexpr double kLastPlainDay = 73'050;   // 2099-12-31

std::optional<CivilDate> day_of_text(std::string_view text) {
  static const re2::RE2 day_first(R"(\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*)");
  static const re2::RE2 year_first(
      R"(\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00(?:\.0+)?)?)?\s*)");
  const re2::StringPiece written(text.data(), text.size());
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (re2::RE2::FullMatch(written, day_first, &day, &month, &year) ||
      re2::RE2::FullMatch(written, year_first, &year, &month, &day)) {
    return make_date(year, month, day);
  }
  return std::nullopt;
}

}  // namespace

std::optional<CivilDate> day_of_serial(double serial, bool calendar_1904) {
  if (!(serial >= 0 && serial < 1'000'000)) return std::nullopt;
  auto days = static_cast<int>(std::floor(serial));
  std::chrono::sys_days start = std::chrono::year{1904} / 1 / 1;
  if (!calendar_1904) {
    // The calendar of 1900 has a 29 February 1900 (serial 60), which never was.
    if (days == 0 || days == 60) return std::nullopt;
    start = std::chrono::year{1899} / 12 / 31;
    if (days > 60) --days;
  }
  const CivilDate date{start + std::chrono::days{days}};
  return make_date(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()));
}

std::optional<CivilDate> day_of(const Cell& cell) {
  if (cell.day) return cell.day;
  if (cell.kind == Cell::Kind::text) return day_of_text(cell.text);
  const bool plain_day = cell.kind == Cell::Kind::number && cell.number &&
                         *cell.number >= kFirstPlainDay && *cell.number <= kLastPlainDay;
  return plain_day ? day_of_serial(*cell.number, false) : std::nullopt;
}

}  // namespace gongwatch::parser::xlsx
