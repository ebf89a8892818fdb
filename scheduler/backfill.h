// Years gone by of a news source: its older lists page by page, under robots.txt, pace and limits
// of the source, and behind each page the articles that it names. What was read to the end is
// remembered, so that the next call goes on where this one stopped.
#pragma once

#include <chrono>
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
// As the next page of a period: its lists are read to the end. With entries their articles are
// being asked for; without, it is not known yet whether the archive has any.
inline constexpr int kListsAreRead = 0;
inline constexpr int kFewArticles = 5;  // asked for before it looks what became of them

struct BackfillReport {
  std::int64_t periods = 0;  // days, months, years or ranges
  std::int64_t done = 0;     // of them, read to the end, now or earlier
  std::int64_t empty = 0;    // of those read now: no list there, or none of its links an article
  std::int64_t lists = 0;    // pages of lists read now
  std::int64_t entries = 0;  // articles that they named, within the range
  std::int64_t gone = 0;     // of the articles: no longer there
  std::int64_t failures = 0;
  SourceRun articles;    // what became of them
  std::string reached;   // period, or the oldest day seen
  double share = 0;      // of the range, from 0 to 1; what was done earlier included
  std::string message;   // the first thing that went wrong
  std::string_view why;  // it had to give up: "blocked", "refused", else "failed"; or nothing
  bool failed = false;
  std::string refusal;  // what the host said if it refused us when it was asked last
};

class Backfill {
 public:
  // Hong Kong days, both included; `source` has an archive. Of `options` the calendar, should_stop
  // and on_answer hold.
  Backfill(const Source& source, CivilDate since, CivilDate until, store::Store& store,
           fetcher::Fetcher& fetcher, const Clock& clock, const RunOptions& options);

  // Some articles that are due, or one page of a list. False: nothing is left, or it had to give up
  // (report().failed). Errors are the store's.
  Result<bool> step();
  // Whether the host wants to be left alone; another step before that gets nowhere.
  std::optional<std::chrono::seconds> rest() const { return rest_; }
  // Closes the row of the run; another step opens the next. To be called before another run works
  // on the same store, and at the end.
  Status pause();
  BackfillReport report() const;

 private:
  struct Work {
    std::size_t archive;  // its place in urls
    ArchivePeriod period;
  };
  // What became of the articles of the period under way.
  struct Stories {
    std::int64_t read = 0, gone = 0, failed = 0;
    std::string message;
  };
  enum class PeriodEnd { read, empty, hollow, unreadable };

  Status begin();
  Status add_work(std::size_t archive);
  Status next_period();
  Status visit_page();
  // Empty: the end.
  Result<std::vector<ListEntry>> read(const HttpResponse& response) const;
  Status on_list(const std::string& url, const HttpResponse& response);
  Status on_trouble(const std::string& url, const fetcher::FetchOutcome& outcome);
  Result<PageState> keep_page(const std::string& url, const HttpResponse& response);
  Status store_page(const PageState& page, const HttpResponse& response,
                    const std::vector<ListEntry>& entries);
  Status note_page(const std::string& url, const fetcher::FetchOutcome& outcome);
  Result<std::size_t> add_entries(const std::vector<ListEntry>& entries);
  Status add_known(const std::string& url);
  bool is_last_page(const std::vector<ListEntry>& entries, std::size_t fresh) const;
  Status lists_are_read();
  Status end_period();
  PeriodEnd what_came() const;
  Status wait_for_proof(const Work& work);
  Status flush_empty(bool as_done);
  Status pass_over(const Error& error, bool blocked);
  Status nothing_was_found();
  Result<bool> visit_articles();
  void take_counts(const ArticleCounts& before, const ArticleCounts& after);
  void judge_articles(const ArticleCounts& now);
  void refused(const std::string& message, std::int64_t times,
               std::optional<std::chrono::seconds> rest);
  void trouble(const Error& error);
  void give_up(std::string_view why);
  bool is_over(const ArchivePeriod& period) const;
  const std::string& address_of(const Work& work) const;
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
  bool found_ = false;       // an article of this archive was read
  std::vector<Work> empty_;  // without one, while nothing was found: the address may be wrong
  store::Store::ArchiveProgress now_;     // of the period under way
  Stories stories_;                       // likewise
  std::unordered_set<std::size_t> seen_;  // hashes of what its pages named
  std::optional<std::chrono::seconds> rest_;
  std::int64_t refusals_ = 0;  // in a row
  std::string refusal_;        // the last of them
  int failures_in_a_row_ = 0;  // of periods
  int blocked_in_a_row_ = 0;   // of them
  BackfillReport report_;
};

}  // namespace gongwatch::scheduler
