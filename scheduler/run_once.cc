#include "scheduler/run_once.h"

#include <algorithm>

#include "scheduler/tick.h"

namespace gongwatch::scheduler {

int RunReport::exit_code() const {
  const bool failed = std::any_of(sources.begin(), sources.end(),
                                  [](const SourceRun& run) { return run.outcome == "failed"; });
  const bool alarmed = std::any_of(alarms.begin(), alarms.end(),
                                   [](const AlarmRow& alarm) { return !alarm.ended_at; });
  return failed || alarmed ? 1 : 0;
}

std::int64_t RunReport::requests() const {
  std::int64_t sum = 0;
  for (const SourceRun& run : sources) sum += run.requests;
  return sum;
}

void RunReport::add(const RunReport& later) {
  interrupted = later.interrupted;
  alarms.insert(alarms.end(), later.alarms.begin(), later.alarms.end());
  for (const SourceRun& run : later.sources) {
    const auto same = std::find_if(sources.begin(), sources.end(), [&](const SourceRun& one) {
      return one.source_id == run.source_id;
    });
    if (same == sources.end()) {
      sources.push_back(run);
      continue;
    }
    same->requests += run.requests;
    same->unchanged += run.unchanged;
    same->captured += run.captured;
    same->entries += run.entries;
    same->articles += run.articles;
    same->facts += run.facts;
    same->failures += run.failures;
    if (run.outcome == "failed" || same->outcome == "not-due") same->outcome = run.outcome;
    if (same->message.empty()) same->message = run.message;
  }
}

Result<RunReport> run_once(const std::vector<Source>& sources, store::Store& store,
                           fetcher::Fetcher& fetcher, const Clock& clock,
                           const RunOptions& options) {
  const auto memory = store.fetch_memory(clock.now());
  if (!memory) return tl::unexpected(memory.error());
  fetcher.recall(*memory, clock.now());
  const auto run_id = store.start_run(clock.now(), GONGWATCH_VERSION);
  if (!run_id) return tl::unexpected(run_id.error());
  Tick tick(sources, store, fetcher, clock, options);
  Status done = tick.mend_due_times();
  if (done) done = tick.visit_lists();
  if (done) done = tick.visit_documents();
  if (done) done = tick.retry_unattached();
  if (done) done = tick.visit_articles();
  RunReport report = tick.report();
  if (done) done = tick.judge(report);
  // A store that fails once is asked once more, to close the run; that it fails again is no news.
  const Status closed =
      store.finish_run(*run_id, clock.now(), done ? report.exit_code() : 3, report.sources);
  if (!done) return tl::unexpected(done.error());
  if (!closed) return tl::unexpected(closed.error());
  return report;
}

}  // namespace gongwatch::scheduler
