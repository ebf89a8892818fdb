#include "parser/content/undated.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <string>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::size_t kMaxTextBytes = 200;

// "3小时前", "3 hours ago": minutes.
std::optional<minutes> time_since(const std::string& text) {
  static const RE2 pattern(
      R"((?:^|[^\d.])(\d{1,2})\s?(?:个)?(分钟|小时|天|日|min(?:ute)?s?|h(?:ou)?rs?|days?)\s?(?:前|ago))");
  int count = 0;
  std::string unit;
  if (!RE2::PartialMatch(text, pattern, &count, &unit)) return std::nullopt;
  if (unit == "分钟" || unit.starts_with("min")) return minutes(count);
  if (unit == "小时" || unit.starts_with('h')) return minutes(count * 60);
  return minutes(count * 24 * 60);
}

// "昨天 10:20" as the day before and the rest of the line.
std::optional<int> days_back(const std::string& text, std::string& rest) {
  static const RE2 pattern(R"((?:^|[^a-z])(今天|今日|昨天|昨日|前天|today|yesterday)(.*))");
  std::string word;
  if (!RE2::PartialMatch(text, pattern, &word, &rest)) return std::nullopt;
  if (word == "前天") return 2;
  return word == "昨天" || word == "昨日" || word == "yesterday" ? 1 : 0;
}

// The month and day of the line in the given year, with its time, as a whole date.
std::optional<WrittenDate> in_year(const std::string& text, int year, minutes offset) {
  static const RE2 chinese(R"((?:^|[^\d年])(\d{1,2})月(\d{1,2})日(.*))");
  static const RE2 numeric(R"(^\D{0,20}(\d{1,2})[-/](\d{1,2})(\s\d{1,2}:\d{2}.*))");
  static const RE2 month_day(
      R"((?:^|[^a-z])((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?\s(\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?:at\s)?(\d{1,2}:\d{2}.*)|\s?$))");
  int month = 0;
  int day = 0;
  std::string rest;
  if (RE2::PartialMatch(text, chinese, &month, &day, &rest) ||
      RE2::PartialMatch(text, numeric, &month, &day, &rest))
    return find_date(fmt::format("{}-{:02}-{:02} {}", year, month, day, rest), offset);
  std::string name;
  if (RE2::PartialMatch(text, month_day, &name, &day, &rest))
    return find_date(fmt::format("{} {}, {} {}", name, day, year, rest), offset);
  return std::nullopt;
}

}  // namespace

std::optional<UndatedTime> find_undated(std::string_view text, minutes offset,
                                        Instant captured_at) {
  const std::string folded = text::lower_ascii(text::fold_text(text.substr(0, kMaxTextBytes)));
  const auto today = std::chrono::floor<days>(captured_at + offset);
  if (const std::optional<minutes> since = time_since(folded)) {
    const Instant instant = captured_at - *since;
    return UndatedTime{
        {instant, CivilDate{std::chrono::floor<days>(instant + offset)}, true, false, 0, 0}};
  }
  std::string rest;
  if (const std::optional<int> back = days_back(folded, rest)) {
    const CivilDate day{today - days(*back)};
    if (const auto date = find_date(to_iso(day) + rest, offset)) return UndatedTime{*date};
  }
  const int year = static_cast<int>(CivilDate{today}.year());
  for (const int candidate : {year, year - 1}) {
    const std::optional<WrittenDate> date = in_year(folded, candidate, offset);
    if (date && date->instant <= captured_at) return UndatedTime{*date, true};
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser
