#include "scheduler/backfill.h"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "scheduler/health.h"
#include "scheduler/read_list.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

using store::Store;

constexpr int kMostFailuresInARow = 3;

Source with_lists_of(Source source) {
  source.kind = source.archive.kind;
  source.links = source.archive.links;
  source.items = source.archive.items;
  return source;
}

// Asked in vain: nobody is there, or robots.txt says no.
bool is_hopeless(const fetcher::FetchOutcome& outcome) {
  return outcome.verdict == FetchVerdict::host_silent ||
         outcome.response.error().kind == ErrorKind::forbidden;
}

void add(SourceRun& sum, const SourceRun& more) {
  sum.requests += more.requests;
  sum.unchanged += more.unchanged;
  sum.captured += more.captured;
  sum.articles += more.articles;
  sum.facts += more.facts;
  sum.failures += more.failures;
  if (sum.message.empty()) sum.message = more.message;
}

}  // namespace

Backfill::Backfill(const Source& source, CivilDate since, CivilDate until, Store& store,
                   fetcher::Fetcher& fetcher, const Clock& clock, const RunOptions& options)
    : sources_{source},
      lists_(with_lists_of(source)),
      since_(since),
      until_(until),
      store_(store),
      fetcher_(fetcher),
      clock_(clock),
      options_(options) {
  options_.max_articles = std::max(kFewArticles, source.policy.connections);
  options_.backfill = true;
}

bool Backfill::stopping() const { return options_.should_stop && options_.should_stop(); }

const std::string& Backfill::address_of(const Work& work) const {
  return sources_.front().archive.urls[work.archive];
}

// A period is judged once its articles were asked for, so they come first.
Result<bool> Backfill::step() {
  Status done = begin();
  if (!done) return tl::unexpected(done.error());
  if (gave_up_ || stopping()) return false;
  rest_.reset();
  const auto more = visit_articles();
  if (!more) return more;
  if (gave_up_ || stopping()) return false;
  if (*more) return true;
  if (at_ < work_.size()) {
    done = now_.next_page == kListsAreRead ? end_period() : visit_page();
    if (!done) return tl::unexpected(done.error());
    if (at_ < work_.size() || gave_up_) return !gave_up_;
  }
  done = nothing_was_found();
  if (!done) return tl::unexpected(done.error());
  return false;
}

Status Backfill::begin() {
  if (!run_id_) {
    const auto memory = store_.fetch_memory(clock_.now());
    if (!memory) return tl::unexpected(memory.error());
    fetcher_.recall(*memory, clock_.now());
    const auto run = store_.start_run(clock_.now(), GONGWATCH_VERSION);
    if (!run) return tl::unexpected(run.error());
    run_id_ = *run;
  }
  if (begun_) return {};
  begun_ = true;
  for (std::size_t i = 0; i < sources_.front().archive.urls.size(); ++i) {
    if (Status added = add_work(i); !added) return added;
  }
  return next_period();
}

// What is left of the range, of one address.
Status Backfill::add_work(std::size_t archive) {
  const Source& source = sources_.front();
  const std::string& url = source.archive.urls[archive];
  const auto keys = store_.archive_done(source.id, url);
  if (!keys) return tl::unexpected(keys.error());
  std::vector<ArchivePeriod> done;
  for (const std::string& key : *keys) {
    if (auto period = period_of(key)) done.push_back(std::move(*period));
  }
  done = by_first_day(std::move(done));
  found_ = found_ || !keys->empty();
  for (ArchivePeriod& period :
       periods_of(step_of(url), since_, until_, hong_kong_day(clock_.now()))) {
    const auto progress = store_.archive_progress(source.id, url, period.key);
    if (!progress) return tl::unexpected(progress.error());
    ++report_.periods;
    if (progress->done || is_covered(period, done)) {
      ++report_.done;
    } else if (progress->next_page == kListsAreRead && progress->entries == 0) {
      ++report_.empty;
      empty_.push_back({archive, std::move(period)});
    } else {
      work_.push_back({archive, std::move(period)});
    }
  }
  return {};
}

// How far the period at `at_` was read earlier.
Status Backfill::next_period() {
  seen_.clear();
  stories_ = {};
  if (at_ == work_.size()) return {};
  const Work& work = work_[at_];
  const auto progress =
      store_.archive_progress(sources_.front().id, address_of(work), work.period.key);
  if (!progress) return tl::unexpected(progress.error());
  now_ = *progress;
  return {};
}

Status Backfill::visit_page() {
  const Source& source = sources_.front();
  const Work& work = work_[at_];
  if (now_.next_page > source.archive.max_pages) {
    return pass_over({ErrorKind::too_large,
                      fmt::format("page {} still brings what is new: raise archive.max_pages",
                                  source.archive.max_pages),
                      work.period.key},
                     false);
  }
  const auto url =
      text::canonical_url(archive_url(address_of(work), work.period.first, now_.next_page));
  if (!url) return tl::unexpected(url.error());
  const auto page = store_.page(*url);
  if (!page) return tl::unexpected(page.error());
  HttpRequest request;
  request.url = *url;
  request.policy = source.policy;
  if (*page && (*page)->role == kArchiveRole && (*page)->capture_id)
    request.validators = (*page)->validators;
  Status status;
  fetcher_.fetch_all({request}, [&](const HttpRequest&, fetcher::FetchOutcome outcome) {
    if (!outcome.response) {
      status = on_trouble(*url, outcome);
      return;
    }
    if (outcome.response->not_modified()) {
      auto kept = store_.capture(*(*page)->capture_id);
      if (!kept) {
        status = tl::unexpected(kept.error());
        return;
      }
      outcome.response->body = std::move(kept->body);
      outcome.response->media_type = std::move(kept->media_type);
      outcome.response->final_url = std::move(kept->final_url);
      outcome.response->headers = std::move(kept->headers);
    }
    status = on_list(*url, *outcome.response);
  });
  if (status && options_.on_answer) options_.on_answer();
  return status ? store_.put_fetch_memory(fetcher_.remember(clock_.now()), clock_.now()) : status;
}

// A list without an article is none. What is no list at all is a failure: the page of a guard, an
// image, a page that needs its scripts.
Result<std::vector<ListEntry>> Backfill::read(const HttpResponse& response) const {
  auto content = read_list(lists_, response.final_url, response.body, response.media_type, {},
                           parser::Summaries::left_out);
  if (content) {
    if (auto* list = std::get_if<EntryList>(&*content)) return std::move(list->entries);
    return fail(ErrorKind::unsupported,
                "an index of sitemaps, where the list of one period is due");
  }
  if (is_challenge(response))
    return fail(ErrorKind::http_status, "the site answered with a challenge page");
  if (content.error().kind != ErrorKind::empty) return tl::unexpected(content.error());
  if (Status page = is_readable_without_rows(lists_, response); !page)
    return tl::unexpected(page.error());
  return std::vector<ListEntry>();
}

Status Backfill::on_list(const std::string& url, const HttpResponse& response) {
  refusals_ = 0;
  const auto page = keep_page(url, response);
  if (!page) return tl::unexpected(page.error());
  auto list = read(response);
  if (list) {
    ++report_.lists;
    return store_page(*page, response, *list);
  }
  list.error().context = url;
  if (page->role == kArchiveRole) {
    if (Status asked =
            store_.finish_attempt(page->page_id, clock_.now(), response.status, true, std::nullopt);
        !asked)
      return asked;
  }
  return pass_over(list.error(), kind_of_trouble(list.error(), response.status, true) == "blocked");
}

Status Backfill::on_trouble(const std::string& url, const fetcher::FetchOutcome& outcome) {
  const Error& error = outcome.response.error();
  if (error.kind == ErrorKind::cancelled) return {};
  const bool rests = outcome.verdict == FetchVerdict::host_resting;
  if (rests || is_refusal(outcome)) {  // the same page again, when the host lets us
    refused(error.to_string(), rests ? 0 : 1, rests ? outcome.retry_after : std::nullopt);
    return rests ? Status() : note_page(url, outcome);
  }
  refusals_ = 0;
  if (Status noted = note_page(url, outcome); !noted) return noted;
  if (outcome.http_status == 404 || outcome.http_status == 410) return lists_are_read();
  const bool blocked = kind_of_trouble(error, outcome.http_status, false) == "blocked";
  if (is_hopeless(outcome)) {
    trouble(error);
    give_up(blocked ? "blocked" : "failed");
    return {};
  }
  return pass_over(error, blocked);
}

// The period stays undone: the next backfill asks again.
Status Backfill::pass_over(const Error& error, bool blocked) {
  trouble(error);
  blocked_in_a_row_ = blocked ? blocked_in_a_row_ + 1 : 0;
  if (++failures_in_a_row_ >= kMostFailuresInARow)
    give_up(blocked_in_a_row_ >= kMostFailuresInARow ? "blocked" : "failed");
  ++at_;
  return next_period();
}

void Backfill::trouble(const Error& error) {
  ++report_.failures;
  report_.failed = true;
  if (report_.message.empty()) report_.message = error.to_string();
  spdlog::warn("{}: {}", sources_.front().id, error.to_string());
}

void Backfill::give_up(std::string_view why) {
  gave_up_ = report_.failed = true;
  report_.why = why;
}

Status Backfill::pause() {
  if (tick_) add(report_.articles, tick_->report().sources.front());
  tick_.reset();
  if (!run_id_) return {};
  const std::int64_t run = *run_id_;
  run_id_.reset();
  return store_.finish_run(run, clock_.now(), report_.failed ? 1 : 0, {});
}

BackfillReport Backfill::report() const {
  BackfillReport report = report_;
  if (refusals_ > 0 || rest_) report.refusal = refusal_;
  if (tick_) add(report.articles, tick_->report().sources.front());
  const bool working = at_ < work_.size();
  double part = 0;  // of the period under way
  if (working) {
    const ArchivePeriod& period = work_[at_].period;
    const std::string& url = address_of(work_[at_]);
    report.reached = period.key;
    if (step_of(url) == ArchiveStep::whole) {
      report.reached = now_.reached ? to_iso(*now_.reached) : std::string("…");
      const int days = days_between(since_, until_) + 1;
      if (now_.reached)
        part = std::clamp(days_between(*now_.reached, until_), 0, days) / static_cast<double>(days);
    }
  }
  const auto behind = static_cast<double>(report.periods) - static_cast<double>(work_.size() - at_);
  report.share = report.periods == 0 ? 1 : (behind + part) / static_cast<double>(report.periods);
  return report;
}

}  // namespace gongwatch::scheduler
