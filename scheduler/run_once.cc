#include "scheduler/run_once.h"

#include <algorithm>

#include "scheduler/tick.h"

namespace gongwatch::scheduler {

int RunReport::exit_code() const {
  const bool failed = std::any_of(sources.begin(), sources.end(),
                                  [](const SourceRun& run) { return run.outcome == "failed"; });
  return failed ? 1 : 0;
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
  Status done = tick.visit_lists();
  if (done) done = tick.visit_documents();
  if (done) done = tick.retry_unattached();
  if (done) done = tick.visit_articles();
  RunReport report = tick.report();
  // A store that fails once is asked once more, to close the run; that it fails again is no news.
  const Status closed =
      store.finish_run(*run_id, clock.now(), done ? report.exit_code() : 3, report.sources);
  if (!done) return tl::unexpected(done.error());
  if (!closed) return tl::unexpected(closed.error());
  return report;
}

}  // namespace gongwatch::scheduler
