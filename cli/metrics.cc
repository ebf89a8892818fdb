#include "cli/metrics.h"

#include <fmt/core.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace gongwatch::cli {
namespace {

// Columns of the question below, behind the source.
struct Metric {
  const char* name;
  const char* type;
  const char* help;
};
constexpr std::array<Metric, 12> kMetrics{{
    {"last_run_timestamp_seconds", "gauge", "Start of the last run that asked the source."},
    {"last_ok_timestamp_seconds", "gauge", "Start of the last run in which the source was ok."},
    {"failed_runs_in_a_row", "gauge", "Runs since then."},
    {"requests_total", "counter", "Requests."},
    {"unchanged_total", "counter", "Answers that told nothing new."},
    {"captures_total", "counter", "New bytes kept."},
    {"entries_total", "counter", "Rows and entries of the lists that were read."},
    {"articles_total", "counter", "New or changed articles read."},
    {"facts_total", "counter", "New facts stored."},
    {"failures_total", "counter", "Failed requests."},
    {"date_filled_ratio", "gauge", "Of the newest 20 articles, those with a day."},
    {"event_filled_ratio", "gauge", "Of the newest 20 articles, those with an event."},
}};

constexpr const char* kQuestion =
    "SELECT source, strftime('%s', last_run_at), strftime('%s', last_ok_at), failed_runs_in_a_row, "
    "requests, unchanged, captured, entries, articles, facts, failures, date_filled, event_filled "
    "FROM source_health ORDER BY source";
constexpr std::array<const char*, 5> kAlarmKinds{"zero-yield", "blocked", "drift", "failing",
                                                 "stale"};

}  // namespace

std::string metrics_text(const store::Store::SqlAnswer& health,
                         const std::vector<AlarmRow>& alarms) {
  std::string text;
  for (std::size_t i = 0; i < kMetrics.size(); ++i) {
    const Metric& metric = kMetrics[i];
    text += fmt::format("# HELP gongwatch_source_{0} {1}\n# TYPE gongwatch_source_{0} {2}\n",
                        metric.name, metric.help, metric.type);
    for (const auto& row : health.rows) {
      if (!row.at(i + 1)) continue;
      text += fmt::format("gongwatch_source_{}{{source=\"{}\"}} {}\n", metric.name,
                          row[0].value_or(""), *row[i + 1]);
    }
  }
  text +=
      "# HELP gongwatch_source_alarm Whether an alarm is open.\n# TYPE gongwatch_source_alarm "
      "gauge\n";
  for (const auto& row : health.rows) {
    for (const char* kind : kAlarmKinds) {
      bool open = false;
      for (const AlarmRow& alarm : alarms)
        open = open || (alarm.kind == kind && alarm.source_id == row[0].value_or(""));
      text += fmt::format("gongwatch_source_alarm{{source=\"{}\",kind=\"{}\"}} {}\n",
                          row[0].value_or(""), kind, open ? 1 : 0);
    }
  }
  return text;
}

Status write_metrics(const store::Store& store, const std::string& path) {
  if (path.empty()) return {};
  const auto health = store.sql(kQuestion);
  if (!health) return tl::unexpected(health.error());
  const auto alarms = store.open_alarms();
  if (!alarms) return tl::unexpected(alarms.error());
  const std::string unfinished = path + ".new";
  std::ofstream out(unfinished, std::ios::trunc);
  out << metrics_text(*health, *alarms);
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(unfinished, path, error);
  if (out && !error) return {};
  return fail(ErrorKind::io, error ? error.message() : std::string(std::strerror(errno)), path);
}

}  // namespace gongwatch::cli
