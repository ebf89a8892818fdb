// The end of a tick: what went wrong becomes alarms.
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include "scheduler/tick.h"

namespace gongwatch::scheduler {

void Tick::trouble(const Visit& visit, int http_status, const Error& error) {
  const auto kept = kept_.find(visit.page.page_id);
  const bool has_bytes = kept != kept_.end();
  troubles_[visit.source].push_back({kind_of_trouble(error, http_status, has_bytes),
                                     error.to_string(), visit.page.url,
                                     has_bytes ? std::optional(kept->second) : std::nullopt});
}

Status Tick::judge(RunReport& report) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const SourceRun& run = report.sources[i];
    if (run.outcome == "not-due" || report.interrupted) continue;
    std::vector<Trouble> troubles;
    // Articles come and go: some that fail are no trouble of the source.
    if (run.outcome == "failed") troubles = std::move(troubles_[i]);
    if (run.outcome == "failed" && troubles.empty())
      troubles.push_back({"failing", run.message, {}, std::nullopt});
    auto changes =
        settle_alarms(sources_[i], std::move(troubles), store_, clock_.now(), options_.calendar);
    if (!changes) return tl::unexpected(changes.error());
    for (AlarmRow& alarm : *changes) {
      if (alarm.ended_at) {
        spdlog::warn("{}: recovered from {}, which began at {}", alarm.source_id, alarm.kind,
                     to_iso_hong_kong(alarm.began_at));
      } else {
        spdlog::error("{}: {}: {}", alarm.source_id, alarm.kind, alarm.message);
      }
      report.alarms.push_back(std::move(alarm));
    }
  }
  return {};
}

}  // namespace gongwatch::scheduler
