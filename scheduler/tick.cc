#include "scheduler/tick.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "scheduler/policy.h"
#include "scheduler/source_values.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

constexpr int kFollowSteps = 2;  // list → page → file
constexpr int kMaxFollowed = 20;

}  // namespace

Tick::Tick(const std::vector<Source>& sources, store::Store& store, fetcher::Fetcher& fetcher,
           const Clock& clock, const RunOptions& options)
    : sources_(sources),
      store_(store),
      fetcher_(fetcher),
      clock_(clock),
      options_(options),
      runs_(sources.size()),
      counts_(sources.size()),
      articles_(sources.size()),
      troubles_(sources.size()) {
  for (std::size_t i = 0; i < sources.size(); ++i) runs_[i].source_id = sources[i].id;
}

bool is_refusal(const fetcher::FetchOutcome& outcome) {
  return outcome.http_status == 429 || outcome.http_status == 503 ||
         outcome.verdict == FetchVerdict::host_resting;
}

bool Tick::stopping() const { return options_.should_stop && options_.should_stop(); }

Status Tick::need_ledger() {
  if (recorder_) return {};
  auto known = store_.known_issuers();
  if (!known) return tl::unexpected(known.error());
  ledger_.emplace(std::move(*known));
  recorder_.emplace(store_, *ledger_, clock_);
  return {};
}

Status Tick::add_list_visits(std::size_t source, std::vector<Visit>& visits) {
  for (const std::string& url : feed_urls(sources_[source])) {
    const auto canonical = text::canonical_url(url);
    if (!canonical) return tl::unexpected(canonical.error());
    const auto added = store_.add_page(*canonical, url, sources_[source].id, "feed", clock_.now());
    if (!added) return tl::unexpected(added.error());
    auto page = store_.page(*canonical);
    if (!page) return tl::unexpected(page.error());
    // An address that another source or another line names too is asked once.
    const bool ours = *page && (*page)->source_id == sources_[source].id;
    const bool twice = ours && std::any_of(visits.begin(), visits.end(), [&](const Visit& visit) {
                         return visit.page.page_id == (*page)->page_id;
                       });
    if (ours && !twice && (*page)->due_at && *(*page)->due_at <= clock_.now())
      visits.push_back({source, std::move(**page)});
  }
  return {};
}

Status Tick::visit_lists() {
  std::vector<Visit> visits;
  const Status added = store_.in_transaction([&]() -> Status {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (Status one = add_list_visits(i, visits); !one) return one;
    }
    return {};
  });
  if (!added) return added;
  for (const Visit& visit : visits) ++counts_[visit.source].lists_asked;
  if (Status asked = visit_all(std::move(visits), &Tick::on_list); !asked) return asked;
  if (Status followed = visit_followed(); !followed) return followed;
  if (Status settled = settle_feeds(); !settled) return settled;
  return settle_postings();
}

// Lists in several steps: what the first step named, then what that named.
Status Tick::visit_followed() {
  for (int step = 0; step < kFollowSteps && !stopping(); ++step) {
    std::vector<Visit> visits;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (sources_[i].kind != SourceKind::csrc_filings && sources_[i].kind != SourceKind::sitemap)
        continue;
      auto due = store_.due_pages(sources_[i].id, "follow", clock_.now(), kMaxFollowed);
      if (!due) return tl::unexpected(due.error());
      for (PageState& page : *due) visits.push_back({i, std::move(page)});
      counts_[i].lists_asked += static_cast<int>(due->size());
    }
    if (visits.empty()) return {};
    if (Status asked = visit_all(std::move(visits), &Tick::on_list); !asked) return asked;
  }
  return {};
}

Status Tick::mend_due_times() {
  for (const Source& source : sources_) {
    const auto longest = std::max<std::chrono::seconds>(source.every * (kMaxStretch + 1),
                                                        std::chrono::hours{24 * 40});
    const auto mended = store_.mend_due_times(source.id, clock_.now(), clock_.now() + longest);
    if (!mended) return tl::unexpected(mended.error());
    if (*mended > 0) {
      spdlog::warn("{}: {} pages were due in the far future, by a wrong clock; they are due now",
                   source.id, *mended);
    }
  }
  return {};
}

HttpRequest Tick::request_for(const Visit& visit) const {
  HttpRequest request;
  request.url = with_days(visit.page.url, clock_.now());
  request.policy = sources_[visit.source].policy;
  // Another day is another resource: the validators of yesterday's say nothing about it.
  if (request.url == visit.page.url) request.validators = visit.page.validators;
  return request;
}

Status Tick::remember_hosts() {
  return store_.put_fetch_memory(fetcher_.remember(clock_.now()), clock_.now());
}

// Written only where it tells something new.
Status Tick::note_verdict(const Visit& visit, FetchVerdict verdict, const std::string& moved_to) {
  const PageState& page = visit.page;
  // What was not asked, or asked and not changed, has moved nowhere else.
  const std::string now = verdict == FetchVerdict::ok ? moved_to : page.moved_to;
  if (!now.empty() && now != page.moved_to && page.role == "feed") {
    spdlog::warn("{}: {} has moved to {} for good: change the source file",
                 sources_[visit.source].id, page.url, now);
  }
  if (page.verdict == name_of(verdict) && page.moved_to == now) return {};
  return store_.note_verdict(page.page_id, verdict, now);
}

Origin Tick::origin_of(const Visit& visit, CaptureId capture) const {
  return {visit.page.page_id, capture, visit.page.url, sources_[visit.source].id, clock_.now()};
}

Result<std::optional<Instant>> Tick::next_visit(const Visit& visit) const {
  const Source& source = sources_[visit.source];
  if (visit.page.role == "follow" && source.kind != SourceKind::sitemap)
    return std::optional<Instant>();
  ListVisit asked;
  asked.now = clock_.now();
  asked.every = source.every;
  asked.adaptive = source.adaptive;
  asked.official = is_official(source.kind);
  asked.fresh_for = visit.fresh_for;
  asked.url = visit.page.url;
  auto changes = store_.change_times(visit.page.page_id, kChangesWanted);
  if (!changes) return tl::unexpected(changes.error());
  asked.changes = std::move(*changes);
  return std::optional(next_list_visit(asked, options_.calendar));
}

Status Tick::list_done(const Visit& visit, int http_status) {
  const auto due = next_visit(visit);
  if (!due) return tl::unexpected(due.error());
  return store_.finish_attempt(visit.page.page_id, clock_.now(), http_status, false, *due);
}

Capture Tick::capture_of(const Visit& visit, const HttpResponse& response) const {
  Capture capture;
  // Proofs link to it: of an address with days, the one of this day.
  const bool has_days = with_days(visit.page.url, clock_.now()) != visit.page.url;
  capture.url = has_days ? response.final_url : visit.page.url;
  capture.final_url = response.final_url;
  capture.source_id = sources_[visit.source].id;
  capture.captured_at = clock_.now();
  capture.status = response.status;
  capture.media_type = response.media_type;
  capture.headers = response.headers;
  capture.body = response.body;
  return capture;
}

Status Tick::keep(const Visit& visit, const HttpResponse& response, bool& is_new) {
  const auto kept = store_.put_capture(visit.page.page_id, capture_of(visit, response), {});
  if (!kept) return tl::unexpected(kept.error());
  is_new = kept->is_new;
  kept_[visit.page.page_id] = kept->capture_id;
  if (is_new) ++runs_[visit.source].captured;
  return {};
}

Status Tick::unchanged(const Visit& visit, int http_status, std::optional<Instant> due_at) {
  ++runs_[visit.source].unchanged;
  return store_.finish_attempt(visit.page.page_id, clock_.now(), http_status, false, due_at);
}

Status Tick::failed(const Visit& visit, int http_status, const Error& error,
                    std::optional<std::chrono::seconds> retry_after) {
  SourceRun& run = runs_[visit.source];
  ++run.failures;
  const bool article = visit.page.role == "article";
  ++(article ? counts_[visit.source].articles_failed : counts_[visit.source].lists_failed);
  if (article) note_failed(visit, http_status, error);
  if (run.message.empty()) run.message = error.to_string();
  // What begins an alarm is told at the end of the tick, once an episode.
  spdlog::debug("{}: {}", run.source_id, error.to_string());
  trouble(visit, http_status, error);
  const int failures = visit.page.failures + 1;
  std::optional<Instant> due =
      next_after_failure(clock_.now(), failures, retry_after, visit.page.url);
  bool gone = http_status == 410 || error.kind == ErrorKind::unsupported;
  if (article && (http_status == 404 || error.kind == ErrorKind::not_found)) {
    const auto old = is_old_story(visit);
    if (!old) return tl::unexpected(old.error());
    gone = gone || *old;
  }
  const bool followed = visit.page.role == "follow";
  if ((article || followed) && (gone || failures >= kMaxArticleFailures)) due.reset();
  return store_.finish_attempt(visit.page.page_id, clock_.now(), http_status, true, due);
}

Status Tick::on_failure(const Visit& visit, const fetcher::FetchOutcome& outcome) {
  if (visit.page.role == "document") {
    return document_failed(visit, outcome.http_status, outcome.response.error(),
                           outcome.retry_after);
  }
  const bool list = visit.page.role != "article";
  if (!list && options_.backfill && is_refusal(outcome)) return refused(visit, outcome);
  const Source& source = sources_[visit.source];
  // Some combinations of HKEX's files do not exist: one that never answered otherwise is empty, not
  // broken.
  if (list && source.kind == SourceKind::hkex_applications && outcome.http_status == 404 &&
      !visit.page.capture_id) {
    ++counts_[visit.source].lists_absent;
    return list_done(visit, 404);
  }
  return failed(visit, outcome.http_status, outcome.response.error(), outcome.retry_after);
}

RunReport Tick::report() const {
  RunReport report;
  report.interrupted = stopping();
  report.sources = runs_;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Counts& counts = counts_[i];
    SourceRun& run = report.sources[i];
    const bool all_absent = counts.lists_asked > 0 && counts.lists_absent == counts.lists_asked;
    const bool main_absent = counts.lists_absent > 0 && !counts.main_board_answers;
    const bool all_articles_failed =
        counts.articles_asked > 0 && counts.articles_failed == counts.articles_asked;
    const bool asked = counts.lists_asked + counts.articles_asked > 0;
    run.outcome = counts.lists_failed > 0 || all_absent || main_absent || all_articles_failed
                      ? "failed"
                  : asked ? "ok"
                          : "not-due";
    if (all_absent || (main_absent && run.message.empty())) {
      run.message = all_absent ? "none of its files answers: every one is 404"
                               : "no Main Board file answers: every one is 404";
    }
  }
  return report;
}

}  // namespace gongwatch::scheduler
