#include "parser/facts/dates.h"

#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/date_resolve.h"
#include "parser/facts/date_scan.h"

namespace gongwatch::parser::facts {

std::vector<DateMention> find_dates(const PreparedText& text, std::optional<CivilDate> reference) {
  return resolve_days(text, scan_days(text.folded()), reference);
}

std::span<const DateMention> dates_in(const std::vector<DateMention>& dates, Span in) {
  const auto first = std::partition_point(dates.begin(), dates.end(), [&](const DateMention& date) {
    return date.span.end <= in.begin;
  });
  const auto last = std::partition_point(
      first, dates.end(), [&](const DateMention& date) { return date.span.begin < in.end; });
  return {first, last};
}

std::vector<Warning> impossible_date_warnings(const PreparedText& text,
                                              const std::vector<DateMention>& dates) {
  constexpr std::size_t kMost = 3;
  std::vector<Warning> warnings;
  for (const DateMention& mention : dates) {
    if (!mention.impossible) continue;
    if (warnings.size() == kMost) break;
    constexpr std::size_t kLongest = 60;  // a year of thousands of digits is in the evidence
    const bool long_one = mention.span.size() > kLongest;
    warnings.push_back({"impossible-date",
                        fmt::format("{} is no day that news can tell; it dates nothing",
                                    long_one ? "a day with an endless year"
                                             : '"' + text.original(mention.span) + '"'),
                        text.evidence(mention.span)});
  }
  return warnings;
}

std::vector<MonthMention> find_months(const PreparedText& text,
                                      std::optional<CivilDate> reference) {
  std::vector<MonthMention> found;
  for (const WrittenMonth& written : scan_days(text.folded()).months) {
    MonthMention mention{written.span, std::nullopt, static_cast<unsigned>(written.month)};
    if (written.year != 0) mention.year = written.year;
    if (written.year_of && reference)
      mention.year = static_cast<int>(reference->year()) + *written.year_of;
    if (written.month_of) {
      if (!reference) continue;
      const auto month =
          reference->year() / reference->month() + std::chrono::months(*written.month_of);
      mention.year = static_cast<int>(month.year());
      mention.month = static_cast<unsigned>(month.month());
    }
    if (mention.month >= 1 && mention.month <= 12) found.push_back(mention);
  }
  return found;
}

}  // namespace gongwatch::parser::facts
