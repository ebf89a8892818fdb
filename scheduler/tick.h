// The work of one tick, in its two halves: the sources' lists, then the articles that they name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scheduler/run_once.h"
#include "tracker/ledger.h"

namespace gongwatch::scheduler {

class Tick {
 public:
  Tick(const std::vector<Source>& sources, store::Store& store, fetcher::Fetcher& fetcher,
       const Clock& clock, const RunOptions& options);

  // Errors are the store's; the first one ends the tick.
  Status visit_lists();
  Status visit_articles();
  RunReport report() const;

 private:
  // One address to ask, and whose it is.
  struct Visit {
    std::size_t source;
    PageState page;
  };

  Status add_list_visits(std::size_t source, std::vector<Visit>& visits);
  Status visit_all(std::vector<Visit> visits,
                   Status (Tick::*on_answer)(const Visit&, HttpResponse&));
  HttpRequest request_for(const Visit& visit) const;

  // Capture first: the bytes are committed, without their validators, before anything reads them. A
  // run that dies in between asks for the whole again.
  Status keep(const Visit& visit, const HttpResponse& response, bool& is_new);
  Status on_list(const Visit& visit, HttpResponse& response);
  bool used_to_have_rows(const Visit& visit) const;
  Status store_applications(const Visit& visit, CaptureId capture, const ApplicationFeed& feed);
  Status store_entries(const Visit& visit, const EntryList& list);
  Status on_article(const Visit& visit, HttpResponse& response);
  Result<Document> read(const Visit& visit, const HttpResponse& response) const;
  Status store_article(const Visit& visit, const HttpResponse& response, const Document& document);
  Status on_failure(const Visit& visit, const fetcher::FetchOutcome& outcome);

  Status unchanged(const Visit& visit, int http_status, std::optional<Instant> due_at);
  // Notes the failure of one page: counted, logged, tried again later.
  Status failed(const Visit& visit, int http_status, const Error& error,
                std::optional<std::chrono::seconds> retry_after);
  Capture capture_of(const Visit& visit, const HttpResponse& response) const;
  Status load_ledger();
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
    int articles_asked = 0;
    int articles_failed = 0;
  };
  std::vector<Counts> counts_;
  std::optional<tracker::Ledger> ledger_;
};

}  // namespace gongwatch::scheduler
