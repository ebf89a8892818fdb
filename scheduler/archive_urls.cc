#include "scheduler/archive_urls.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace gongwatch::scheduler {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::string_view kDate = "date:";
constexpr std::string_view kPage = "page";

// The day as "%Y/%m/%d" says; nothing if the pattern holds anything else behind a %.
std::optional<std::string> written_day(std::string_view pattern, CivilDate day) {
  const int year = static_cast<int>(day.year());
  const unsigned month = static_cast<unsigned>(day.month());
  const unsigned of_month = static_cast<unsigned>(day.day());
  std::string out;
  while (!pattern.empty()) {
    if (pattern.front() != '%') {
      out += pattern.front();
      pattern.remove_prefix(1);
      continue;
    }
    const bool bare = pattern.substr(0, 2) == "%-";
    const std::size_t length = bare ? 3 : 2;
    if (pattern.size() < length) return std::nullopt;
    const char what = pattern[length - 1];
    const unsigned number = what == 'm' ? month : of_month;
    if (what == 'Y' && !bare) {
      out += fmt::format("{:04}", year);
    } else if (what == 'y' && !bare) {
      out += fmt::format("{:02}", year % 100);
    } else if (what == 'm' || what == 'd') {
      out += bare ? fmt::format("{}", number) : fmt::format("{:02}", number);
    } else {
      return std::nullopt;
    }
    pattern.remove_prefix(length);
  }
  return out;
}

// What stands for the words between two braces; nothing if they mean nothing.
std::optional<std::string> filled(std::string_view words, CivilDate day, int page) {
  if (words.substr(0, kDate.size()) == kDate) {
    const auto written = written_day(words.substr(kDate.size()), day);
    const bool names_none = words.find('%') == std::string_view::npos;
    return names_none ? std::nullopt : written;
  }
  if (words == kPage) return std::to_string(page);
  if (words == "page:0") return std::to_string(page - 1);
  return std::nullopt;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Outside of braces a % begins an escape such as %E6, nothing else.
Status check_outside(std::string_view written) {
  if (written.find('}') != std::string_view::npos)
    return fail(ErrorKind::invalid_argument, "a } without a { before it");
  for (auto at = written.find('%'); at != std::string_view::npos; at = written.find('%', at + 1)) {
    if (at + 2 < written.size() && is_hex(written[at + 1]) && is_hex(written[at + 2])) continue;
    return fail(ErrorKind::invalid_argument,
                fmt::format("\"{}\" stands outside of braces: a day is written {{date:%Y-%m-%d}}",
                            written.substr(at, 2)));
  }
  return {};
}

Result<std::string> fill(std::string_view written, CivilDate day, int page) {
  std::string out;
  while (!written.empty()) {
    const auto open = written.find('{');
    if (Status good = check_outside(written.substr(0, open)); !good)
      return tl::unexpected(good.error());
    out += written.substr(0, open);
    if (open == std::string_view::npos) break;
    written.remove_prefix(open + 1);
    const auto close = written.find('}');
    const std::string_view words = written.substr(0, close);
    const auto value = close == std::string_view::npos ? std::nullopt : filled(words, day, page);
    if (!value) {
      return fail(ErrorKind::invalid_argument,
                  fmt::format("\"{{{}}}\" is neither {{date:%Y-%m-%d}} nor {{page}}", words));
    }
    out += *value;
    written.remove_prefix(close + 1);
  }
  return out;
}

// Whether a {date:…} holds %`what` or %-`what`.
bool names(std::string_view written, char what) {
  for (auto open = written.find('{'); open != std::string_view::npos;
       open = written.find('{', open + 1)) {
    const std::string_view words = written.substr(open + 1, written.find('}', open) - open - 1);
    if (words.substr(0, kDate.size()) != kDate) continue;
    if (words.find(std::string("%") + what) != std::string_view::npos ||
        words.find(std::string("%-") + what) != std::string_view::npos)
      return true;
  }
  return false;
}

CivilDate first_of(ArchiveStep step, CivilDate day) {
  if (step == ArchiveStep::month) return day.year() / day.month() / 1;
  if (step == ArchiveStep::year) return day.year() / 1 / 1;
  return day;
}

CivilDate last_of(ArchiveStep step, CivilDate day) {
  if (step == ArchiveStep::month)
    return CivilDate(sys_days(day.year() / day.month() / std::chrono::last));
  if (step == ArchiveStep::year) return day.year() / 12 / 31;
  return day;
}

std::string key_of(ArchiveStep step, const ArchivePeriod& period, CivilDate natural_first,
                   CivilDate natural_last) {
  if (period.first != natural_first || period.last != natural_last)
    return to_iso(period.first) + ".." + to_iso(period.last);
  const std::size_t length = step == ArchiveStep::year ? 4 : step == ArchiveStep::month ? 7 : 10;
  return to_iso(period.first).substr(0, length);
}

}  // namespace

Status check_archive_url(std::string_view written) {
  const auto wrong = [](std::string reason) {
    return fail(ErrorKind::invalid_argument, std::move(reason));
  };
  const CivilDate day = std::chrono::year(2024) / 2 / 29;
  const auto sample = fill(written, day, 1);
  if (!sample) return tl::unexpected(sample.error());
  const ArchiveStep step = step_of(written);
  if (step == ArchiveStep::whole && !has_pages(written))
    return wrong("must hold {date:…} or {page}");
  const bool has_year = names(written, 'Y') || names(written, 'y');
  if (step == ArchiveStep::day && !(names(written, 'm') && has_year))
    return wrong("a list a day needs month and year too, as in {date:%Y-%m-%d}");
  if (step == ArchiveStep::month && !has_year)
    return wrong("a list a month needs the year too, as in {date:%Y-%m}");
  if (written.find("{page}") != std::string_view::npos &&
      written.find("{page:0}") != std::string_view::npos)
    return wrong("holds both {page} and {page:0}");
  // What stands behind a # is never sent.
  const auto of = [&](CivilDate on, int page) {
    const std::string url = fill(written, on, page).value_or(std::string());
    return url.substr(0, url.find('#'));
  };
  const bool same_days =
      step != ArchiveStep::whole && of(day, 1) == of(std::chrono::year(2023) / 1 / 28, 1);
  const bool same_pages = has_pages(written) && of(day, 1) == of(day, 2);
  if (same_days || same_pages)
    return wrong("{date:…} and {page} must stand before a #: what follows it is not asked for");
  return {};
}

ArchiveStep step_of(std::string_view written) {
  if (names(written, 'd')) return ArchiveStep::day;
  if (names(written, 'm')) return ArchiveStep::month;
  if (names(written, 'Y') || names(written, 'y')) return ArchiveStep::year;
  return ArchiveStep::whole;
}

bool has_pages(std::string_view written) { return written.find("{page") != std::string_view::npos; }

std::string archive_url(std::string_view written, CivilDate day, int page) {
  return fill(written, day, page).value_or(std::string());
}

std::vector<ArchivePeriod> periods_of(ArchiveStep step, CivilDate since, CivilDate until,
                                      CivilDate today) {
  std::vector<ArchivePeriod> periods;
  if (step == ArchiveStep::whole) {
    const std::string end = until < today ? to_iso(until) : std::string();
    periods.push_back({to_iso(since) + ".." + end, since, until});
    return periods;
  }
  for (CivilDate day = since; day <= until;) {
    const CivilDate last = last_of(step, day);
    ArchivePeriod period{{}, day, std::min(last, until)};
    period.key = key_of(step, period, first_of(step, day), last);
    periods.push_back(std::move(period));
    day = CivilDate(sys_days(last) + days{1});
  }
  return periods;
}

std::optional<ArchivePeriod> period_of(std::string_view key) {
  const auto dots = key.find("..");
  std::string first(key.substr(0, dots));
  const ArchiveStep step = first.size() == 4   ? ArchiveStep::year
                           : first.size() == 7 ? ArchiveStep::month
                                               : ArchiveStep::day;
  if (step == ArchiveStep::year) first += "-01";
  if (step != ArchiveStep::day) first += "-01";
  const auto begin = parse_iso_date(first);
  if (!begin) return std::nullopt;
  if (dots == std::string_view::npos)
    return ArchivePeriod{std::string(key), *begin, last_of(step, *begin)};
  const auto end = parse_iso_date(std::string(key.substr(dots + 2)));
  if (!end) return std::nullopt;
  return ArchivePeriod{std::string(key), *begin, *end};
}

std::vector<ArchivePeriod> by_first_day(std::vector<ArchivePeriod> periods) {
  std::sort(periods.begin(), periods.end(),
            [](const ArchivePeriod& a, const ArchivePeriod& b) { return a.first < b.first; });
  return periods;
}

bool is_covered(const ArchivePeriod& period, const std::vector<ArchivePeriod>& done) {
  sys_days next{period.first};  // all before it is done
  for (const ArchivePeriod& one : done) {
    if (sys_days{one.first} <= next) next = std::max(next, sys_days{one.last} + days{1});
  }
  return next > sys_days{period.last};
}

}  // namespace gongwatch::scheduler
