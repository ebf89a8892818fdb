#include "scheduler/backfill.h"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "scheduler/read_list.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

using store::Store;

constexpr int kArticlesAtOnce = 200;
constexpr int kMostFailuresInARow = 3;
constexpr std::int64_t kFewArticles = 3;  // fewer that all fail are no sign

Source with_lists_of(Source source) {
  source.kind = source.archive.kind;
  source.links = source.archive.links;
  return source;
}

bool wants_rest(const fetcher::FetchOutcome& outcome) {
  return outcome.http_status == 429 || outcome.http_status == 503 ||
         outcome.verdict == FetchVerdict::host_resting ||
         outcome.verdict == FetchVerdict::host_silent ||
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
  options_.max_articles = kArticlesAtOnce;
  options_.revisit_articles = false;
}

bool Backfill::stopping() const { return options_.should_stop && options_.should_stop(); }

Result<bool> Backfill::step() {
  Status done = begin();
  if (!done) return tl::unexpected(done.error());
  if (gave_up_ || stopping()) return false;
  if (at_ < work_.size()) {
    done = visit_page();
    if (done) done = visit_articles();
    if (!done) return tl::unexpected(done.error());
  }
  if (at_ < work_.size() || gave_up_) return !gave_up_;
  if (!found_ && !empty_.empty() && !report_.failed) {
    trouble({ErrorKind::empty,
             fmt::format("none of the {} lists asked for names an article: is the address right?",
                         empty_.size()),
             sources_.front().file},
            true);
  }
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
  const Source& source = sources_.front();
  for (std::size_t i = 0; i < source.archive.urls.size(); ++i) {
    const std::string& url = source.archive.urls[i];
    for (ArchivePeriod& period :
         periods_of(step_of(url), since_, until_, hong_kong_day(clock_.now()))) {
      const auto progress = store_.archive_progress(source.id, url, period.key);
      if (!progress) return tl::unexpected(progress.error());
      ++report_.periods;
      report_.done += progress->done ? 1 : 0;
      found_ = found_ || progress->entries > 0;
      if (!progress->done) work_.push_back({i, std::move(period)});
    }
  }
  if (Status ready = next_period(); !ready) return ready;
  // What an interrupted backfill named and did not ask for.
  return visit_articles();
}

// How far the period at `at_` was read earlier.
Status Backfill::next_period() {
  seen_.clear();
  if (at_ == work_.size()) return {};
  const Work& work = work_[at_];
  const auto progress = store_.archive_progress(
      sources_.front().id, sources_.front().archive.urls[work.archive], work.period.key);
  if (!progress) return tl::unexpected(progress.error());
  now_ = *progress;
  return {};
}

Status Backfill::visit_page() {
  const Source& source = sources_.front();
  const Work& work = work_[at_];
  const auto url = text::canonical_url(
      archive_url(source.archive.urls[work.archive], work.period.first, now_.next_page));
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

// A list without an article is none, a guard's page before it is a failure.
Result<Backfill::Listed> Backfill::read(const HttpResponse& response) const {
  auto content = read_list(lists_, response.final_url, response.body, response.media_type);
  if (!content) {
    if (is_challenge(response))
      return fail(ErrorKind::http_status, "the site answered with a challenge page");
    if (content.error().kind == ErrorKind::empty) return Listed{};
    return tl::unexpected(content.error());
  }
  if (auto* list = std::get_if<EntryList>(&*content)) return Listed{std::move(list->entries)};
  return fail(ErrorKind::unsupported, "an index of sitemaps, where the list of one period is due");
}

Status Backfill::on_list(const std::string& url, const HttpResponse& response) {
  const auto page = keep_page(url, response);
  if (!page) return tl::unexpected(page.error());
  auto list = read(response);
  if (!list) {
    list.error().context = url;
    trouble(list.error(), false);
    ++at_;
    Status asked = page->role == kArchiveRole
                       ? store_.finish_attempt(page->page_id, clock_.now(), response.status, true,
                                               std::nullopt)
                       : Status();
    return asked ? next_period() : asked;
  }
  failures_in_a_row_ = 0;
  ++report_.lists;
  return store_page(*page, response, *list);
}

Status Backfill::on_trouble(const std::string& url, const fetcher::FetchOutcome& outcome) {
  const Error& error = outcome.response.error();
  if (error.kind == ErrorKind::cancelled) return {};
  if (Status noted = note_page(url, outcome); !noted) return noted;
  if (outcome.http_status == 404 || outcome.http_status == 410) {
    failures_in_a_row_ = 0;
    return end_period(now_.entries == 0);
  }
  const bool give_up = wants_rest(outcome) || ++failures_in_a_row_ >= kMostFailuresInARow;
  trouble(error, give_up);
  if (give_up) return {};
  ++at_;  // the period stays undone: the next backfill asks again
  return next_period();
}

Status Backfill::visit_articles() {
  while (!stopping()) {
    if (!tick_) tick_.emplace(sources_, store_, fetcher_, clock_, options_);
    const SourceRun before = tick_->report().sources.front();
    if (Status visited = tick_->visit_articles(); !visited) return visited;
    const SourceRun after = tick_->report().sources.front();
    const std::int64_t asked = after.requests - before.requests;
    if (asked == 0) return {};
    if (asked >= kFewArticles && after.failures - before.failures == asked) {
      trouble({ErrorKind::network, "every article failed: " + after.message, {}}, true);
      return {};
    }
  }
  return {};
}

void Backfill::trouble(const Error& error, bool give_up) {
  ++report_.failures;
  report_.failed = true;
  gave_up_ = gave_up_ || give_up;
  if (report_.message.empty()) report_.message = error.to_string();
  spdlog::warn("{}: {}", sources_.front().id, error.to_string());
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
  if (tick_) add(report.articles, tick_->report().sources.front());
  const bool working = at_ < work_.size();
  double part = 0;  // of the period under way
  if (working) {
    const ArchivePeriod& period = work_[at_].period;
    const std::string& url = sources_.front().archive.urls[work_[at_].archive];
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
