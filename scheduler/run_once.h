// One tick: ask what is due, keep the bytes, read them, decide whose facts they are, store. For
// cron, and for tests with a clock that stands still.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fetcher/fetcher.h"
#include "model/clock.h"
#include "model/rows.h"
#include "scheduler/calendar.h"
#include "scheduler/source_registry.h"
#include "store/store.h"

namespace gongwatch::scheduler {

struct RunOptions {
  // Articles asked for in one tick, over all sources; the rest is due at the next.
  int max_articles = 200;
  int max_documents = 40;  // official PDFs, likewise
  // An official list that has lost more rows than its source allows is taken over all the same.
  bool accept_shrunk = false;
  // Articles of years gone by: not asked a day later again, unless they are still news; one that
  // its host refuses for now (429, 503) stays due and has not failed.
  bool backfill = false;
  std::string without_articles_of{};  // a source that a backfill under way asks for
  TradingCalendar calendar;
  // True: finish the transaction at hand and stop. Everything stored stays; what is left is due at
  // the next tick.
  std::function<bool()> should_stop;
  // Called behind each answer, for a word on how far it is.
  std::function<void()> on_answer;
};

struct RunReport {
  std::vector<SourceRun> sources;
  std::vector<AlarmRow> alarms;  // that began in this run, or (with ended_at) ended
  bool interrupted = false;
  // 0: ok; 1: some source failed, or an alarm began.
  int exit_code() const;
  // Of all sources together.
  std::int64_t requests() const;
  // Adds what a later tick did.
  void add(const RunReport& later);
};

// Store errors end the run (the run row is closed if that is still possible); everything else is a
// matter of one source or one page.
Result<RunReport> run_once(const std::vector<Source>& sources, store::Store& store,
                           fetcher::Fetcher& fetcher, const Clock& clock,
                           const RunOptions& options = {});

}  // namespace gongwatch::scheduler
