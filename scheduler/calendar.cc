#include "scheduler/calendar.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;

constexpr std::size_t kMaxFileBytes = 1u << 20;
constexpr int kDaysAhead = 10;  // longer than any run of holidays

Error bad_line(std::size_t number, const std::string& why) {
  return {ErrorKind::malformed, "line " + std::to_string(number) + ": " + why, {}};
}

}  // namespace

Result<TradingCalendar> TradingCalendar::parse(std::string_view text) {
  TradingCalendar calendar;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) return tl::unexpected(bad_line(number, "no tab"));
    const std::string_view key = line.substr(0, tab);
    const auto day = parse_iso_date(key == "until" ? text::trim(line.substr(tab + 1)) : key);
    if (!day) return tl::unexpected(bad_line(number, day.error().message));
    if (key == "until") {
      calendar.until_ = *day;
    } else {
      calendar.holidays_.insert(*day);
    }
  }
  if (!calendar.until_) return fail(ErrorKind::malformed, "no line \"until\"");
  return calendar;
}

Result<TradingCalendar> TradingCalendar::load(const std::string& sources_folder) {
  const auto file = std::filesystem::path(sources_folder) / "hkex-holidays.tsv";
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return TradingCalendar();
  if (std::filesystem::file_size(file, error) > kMaxFileBytes || error)
    return fail(ErrorKind::too_large, "not a file of at most 1 MiB", file.string());
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorKind::io, "cannot be read", file.string());
  auto calendar = parse(text.str());
  if (!calendar) calendar.error().context = file.string();
  return calendar;
}

bool TradingCalendar::is_trading_day(CivilDate day) const {
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
         holidays_.count(day) == 0;
}

std::optional<TradingCalendar::Hours> TradingCalendar::hours_of(CivilDate day,
                                                                bool official) const {
  if (is_trading_day(day)) return Hours{7, 23};
  // HKEX posts on Sundays too.
  return official ? std::optional(Hours{9, 21}) : std::nullopt;
}

bool TradingCalendar::is_busy(Instant at, bool official) const {
  const CivilDate day = hong_kong_day(at);
  const auto open = hours_of(day, official);
  if (!open) return false;
  const auto into = at - start_of_hong_kong_day(day);
  return into >= hours{open->from} && into < hours{open->to};
}

Instant TradingCalendar::next_busy(Instant at, bool official) const {
  if (is_busy(at, official)) return at;
  std::chrono::sys_days day(hong_kong_day(at));
  for (int ahead = 0; ahead <= kDaysAhead; ++ahead, day += std::chrono::days{1}) {
    const auto open = hours_of(CivilDate(day), official);
    if (!open) continue;
    const Instant from = start_of_hong_kong_day(CivilDate(day)) + hours{open->from};
    if (from > at) return from;
  }
  return at;
}

}  // namespace gongwatch::scheduler
