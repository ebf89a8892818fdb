// The work of one tick: the sources' lists, then the official documents and the articles that they
// name.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scheduler/health.h"
#include "scheduler/read_list.h"
#include "scheduler/recorder.h"
#include "scheduler/run_once.h"
#include "tracker/ledger.h"

namespace gongwatch::scheduler {

// What became of a source's articles in a tick.
struct ArticleCounts {
  std::int64_t read = 0;
  std::int64_t gone = 0;     // 404, 410, or the page says so
  std::int64_t failed = 0;   // otherwise
  std::int64_t refused = 0;  // 429, 503: they stay due (RunOptions::backfill)
  int gone_in_a_row = 0;
  int failed_in_a_row = 0;
  int blocked_in_a_row = 0;                  // of them, by a guard or a ban
  std::optional<std::chrono::seconds> rest;  // the host is not to be asked before
  std::string message;                       // of the last that failed or was refused
};

// Whether a host has too much to do, and the same may be asked again later.
bool is_refusal(const fetcher::FetchOutcome& outcome);

class Tick {
 public:
  Tick(const std::vector<Source>& sources, store::Store& store, fetcher::Fetcher& fetcher,
       const Clock& clock, const RunOptions& options);

  // Errors are the store's; the first one ends the tick.
  Status visit_lists();
  Status visit_documents();
  Status visit_articles();
  // Stories that belonged to nobody, once the lists have named somebody new.
  Status retry_unattached();
  // Due times that no policy can have made come from a wrong clock.
  Status mend_due_times();
  RunReport report() const;
  const ArticleCounts& articles(std::size_t source) const { return articles_[source]; }
  // Begins and ends alarms; the report tells which.
  Status judge(RunReport& report);

 private:
  // One address to ask, and whose it is.
  struct Visit {
    std::size_t source;
    PageState page;
    std::optional<std::chrono::seconds> fresh_for{};  // by the word of the answer
  };

  // An official feed that was read but not yet taken over: feeds of a source are judged together.
  struct PendingFeed {
    Visit visit;
    CaptureId capture_id = 0;
    Capture capture;  // with the body: it is put again, with its validators, once taken over
    Validators validators;
    int http_status = 0;
    FeedBefore before;
    ApplicationFeed feed;
  };

  // Posted papers are attached once the lists of applicants are taken over.
  struct PendingPostings {
    Visit visit;
    HttpResponse response;
    ListContent content;
  };

  Status add_list_visits(std::size_t source, std::vector<Visit>& visits);
  Status visit_followed();
  Status visit_all(std::vector<Visit> visits,
                   Status (Tick::*on_answer)(const Visit&, HttpResponse&));
  HttpRequest request_for(const Visit& visit) const;
  Status note_verdict(const Visit& visit, FetchVerdict verdict, const std::string& moved_to);
  Status remember_hosts();

  // Answers of lists of sources that want no pause between requests come faster than they can be
  // stored one by one: a hundred transactions become two.
  struct Held;
  using Batch = std::deque<Held>;
  class Handover;
  bool may_wait(const Visit& visit, const fetcher::FetchOutcome& outcome) const;
  Status take(Visit& visit, fetcher::FetchOutcome outcome,
              Status (Tick::*on_answer)(const Visit&, HttpResponse&));
  Result<ListContent> read_ahead(const Held& held) const;
  Status take_together(Batch& batch);
  // In the transaction that is open, else in one of its own.
  Status transaction(const std::function<Status()>& work);

  // Capture first: the bytes are committed, without their validators, before anything reads them. A
  // run that dies in between asks for the whole again.
  Status keep(const Visit& visit, const HttpResponse& response, bool& is_new);
  Status on_list(const Visit& visit, HttpResponse& response);
  // Whether anything is left to be read.
  Result<bool> keep_list(const Visit& visit, const HttpResponse& response);
  Status read_kept_list(const Visit& visit, HttpResponse& response);
  Status list_is_as_before(const Visit& visit, HttpResponse& response);
  Result<std::optional<Capture>> newest_read(const PageState& page) const;
  Result<bool> is_only_stamped(const Visit& visit, const HttpResponse& response);
  bool rests(const Visit& visit, const ListContent& content) const;
  bool used_to_have_rows(const Visit& visit) const;
  Status store_list(const Visit& visit, const HttpResponse& response, const ListContent& content);
  Status store_entries(const Visit& visit, const EntryList& list);
  Status store_follow_links(const Visit& visit, const FollowLinks& links);
  Status follow_link(const Visit& visit, const std::string& url);
  Status store_announcements(const Visit& visit, CaptureId capture, const AnnouncementFeed& feed);
  Status add_document_page(const Visit& visit, const std::string& url);

  Status settle_feeds();
  Status settle_postings();
  Status settle(const PendingFeed& pending, const NamesById& names);
  Status take_over(const PendingFeed& pending, const NamesById& names);
  std::optional<Error> too_small(const PendingFeed& pending) const;
  bool stands_elsewhere(const PendingFeed& pending, std::int64_t hkex_id) const;
  Status warn_once(const PendingFeed& pending);

  Status add_document_visits(std::size_t source, int budget, std::vector<Visit>& visits);
  Status on_document(const Visit& visit, HttpResponse& response);
  Status read_document(const Visit& visit, const HttpResponse& response);
  Status cannot_read_pdfs(const Visit& visit, const Error& error);
  Status document_failed(const Visit& visit, int http_status, const Error& error,
                         std::optional<std::chrono::seconds> retry_after);
  Status on_article(const Visit& visit, HttpResponse& response);
  Status store_article(const Visit& visit, const HttpResponse& response, const Document& document);
  void note_read(const Visit& visit);
  void note_failed(const Visit& visit, int http_status, const Error& error);
  Status refused(const Visit& visit, const fetcher::FetchOutcome& outcome);
  Result<bool> is_old_story(const Visit& visit) const;
  Result<std::optional<Instant>> next_visit_of_article(const Visit& visit, bool first,
                                                       bool changed) const;
  Status on_failure(const Visit& visit, const fetcher::FetchOutcome& outcome);

  Status unchanged(const Visit& visit, int http_status, std::optional<Instant> due_at);
  // Notes the failure of one page: counted, logged, tried again later.
  Status failed(const Visit& visit, int http_status, const Error& error,
                std::optional<std::chrono::seconds> retry_after);
  Origin origin_of(const Visit& visit, CaptureId capture) const;
  // When a list is asked again: one that another list leads to, when that list names it anew.
  Result<std::optional<Instant>> next_visit(const Visit& visit) const;
  Status list_done(const Visit& visit, int http_status);
  void trouble(const Visit& visit, int http_status, const Error& error);
  Capture capture_of(const Visit& visit, const HttpResponse& response) const;
  // What is known is read once, and only if something new has come.
  Status need_ledger();
  bool stopping() const;

  const std::vector<Source>& sources_;
  store::Store& store_;
  fetcher::Fetcher& fetcher_;
  const Clock& clock_;
  const RunOptions& options_;
  std::vector<SourceRun> runs_;
  // What decides whether a source fared well.
  struct Counts {
    int lists_asked = 0;
    int lists_failed = 0;
    int lists_absent = 0;
    bool main_board_answers = false;  // at least one of HKEX's Main Board files has ever answered
    int articles_asked = 0;
    int articles_failed = 0;
  };
  std::vector<Counts> counts_;
  std::vector<ArticleCounts> articles_;
  std::vector<std::vector<Trouble>> troubles_;  // of each source
  std::map<std::int64_t, CaptureId> kept_;      // of this tick, by page
  std::optional<tracker::Ledger> ledger_;
  std::optional<Recorder> recorder_;
  std::map<std::int64_t, int> refusals_;  // of articles, by page
  std::vector<PendingFeed> pending_;
  std::vector<PendingPostings> postings_;
  bool together_ = false;                     // in take_together's transaction
  std::optional<Result<ListContent>> ahead_;  // of the answer at hand
};

}  // namespace gongwatch::scheduler
