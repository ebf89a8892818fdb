// Years gone by of a news source: its older lists page by page, under robots.txt, pace and limits
// of the source, and behind each page the articles that it names. What was read to the end is
// remembered, so that the next call goes on where this one stopped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "scheduler/archive_urls.h"
#include "scheduler/run_once.h"
#include "scheduler/tick.h"

namespace gongwatch::scheduler {

inline constexpr const char* kArchiveRole = "archive";  // of the pages of older lists

struct BackfillReport {
  std::int64_t periods = 0;  // days, months, years or ranges
  std::int64_t done = 0;     // of them, read to the end, now or earlier
  std::int64_t empty = 0;    // of those read now: no list there, or none of its links an article
  std::int64_t lists = 0;    // pages of lists read now
  std::int64_t entries = 0;  // articles that they named, within the range
  std::int64_t failures = 0;
  SourceRun articles;   // what became of them
  std::string reached;  // period, or the oldest day seen
  double share = 0;     // of the range, from 0 to 1; what was done earlier included
  std::string message;  // the first thing that went wrong
  bool failed = false;
};

class Backfill {
 public:
  // Hong Kong days, both included; `source` has an archive. Of `options` the calendar, should_stop
  // and on_answer hold.
  Backfill(const Source& source, CivilDate since, CivilDate until, store::Store& store,
           fetcher::Fetcher& fetcher, const Clock& clock, const RunOptions& options);

  // One page of a list and the articles that are due then. False: nothing is left, or it had to
  // give up (report().failed). Errors are the store's.
  Result<bool> step();
  // Closes the row of the run; another step opens the next. To be called before another run works
  // on the same store, and at the end.
  Status pause();
  BackfillReport report() const;

 private:
  struct Work {
    std::size_t archive;  // its place in urls
    ArchivePeriod period;
  };
  struct Listed {
    std::vector<ListEntry> entries;  // empty: the end, or no list at all
    bool is_there = true;
  };

  Status begin();
  Status next_period();
  Status visit_page();
  Result<Listed> read(const HttpResponse& response) const;
  Status on_list(const std::string& url, const HttpResponse& response);
  Status on_trouble(const std::string& url, const fetcher::FetchOutcome& outcome);
  Result<PageState> keep_page(const std::string& url, const HttpResponse& response);
  Status store_page(const PageState& page, const HttpResponse& response, const Listed& list);
  Status note_page(const std::string& url, const fetcher::FetchOutcome& outcome);
  Result<std::size_t> add_entries(const Listed& list);
  bool is_last_page(const Listed& list, std::size_t fresh);
  Status end_period(bool is_empty);
  Status flush_empty();
  Status visit_articles();
  void trouble(const Error& error, bool give_up);
  bool is_over(const ArchivePeriod& period) const;
  Status put_progress(const Work& work, const store::Store::ArchiveProgress& progress);
  bool stopping() const;

  const std::vector<Source> sources_;  // the one
  const Source lists_;                 // as its archive's lists are read
  const CivilDate since_, until_;
  store::Store& store_;
  fetcher::Fetcher& fetcher_;
  const Clock& clock_;
  RunOptions options_;
  std::optional<Tick> tick_;
  std::optional<std::int64_t> run_id_;
  std::vector<Work> work_;
  std::size_t at_ = 0;
  bool begun_ = false, gave_up_ = false;
  bool found_ = false;       // a list of this archive has named an article
  std::vector<Work> empty_;  // that named none, while nothing was found: the address may be wrong
  store::Store::ArchiveProgress now_;     // of the period under way
  std::unordered_set<std::size_t> seen_;  // hashes of what its pages named
  int failures_in_a_row_ = 0;
  BackfillReport report_;
};

}  // namespace gongwatch::scheduler
