// Days gone by of a news source, from its older lists. While it works the ordinary lists are
// watched, too: a backfill of years takes days, and holds the lock.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>

#include "cli/commands.h"
#include "cli/day_flags.h"
#include "cli/progress_line.h"
#include "fetcher/fetcher.h"
#include "scheduler/backfill.h"
#include "scheduler/lock.h"
#include "text/url.h"

namespace gongwatch::cli {
namespace {

using scheduler::Backfill;
using scheduler::BackfillReport;

constexpr int kMostYears = 40;

struct Range {
  CivilDate since, until;
};

Result<Range> range_of(const BackfillArgs& args, CivilDate today) {
  if (args.since.empty()) return fail(ErrorKind::invalid_argument, "is needed", "--since");
  const auto since = day_flag(args.since, "--since");
  const auto until = day_flag(args.until, "--until");
  if (!since) return tl::unexpected(since.error());
  if (!until) return tl::unexpected(until.error());
  const Range range{**since, std::min(until->value_or(today), today)};
  if (range.until < range.since)
    return fail(ErrorKind::invalid_argument, "no day lies between --since and --until");
  if (days_between(range.since, range.until) > kMostYears * 366)
    return fail(ErrorKind::invalid_argument, "more than 40 years", "--since");
  return range;
}

Result<std::vector<scheduler::Source>> sources_with_archives(const GlobalOptions& global,
                                                             const BackfillArgs& args) {
  auto chosen = chosen_sources(global, args.sources);
  if (!chosen) return chosen;
  for (const scheduler::Source& source : *chosen) {
    if (source.archive.urls.empty())
      return fail(ErrorKind::invalid_argument,
                  "says nothing of where its older lists are (key archive, docs/sources.md)",
                  source.file);
  }
  return chosen;
}

class Work {
 public:
  Work(const GlobalOptions& global, const BackfillArgs& args, store::Store& store,
       const Clock& clock, scheduler::RunOptions options)
      : global_(global),
        store_(store),
        clock_(clock),
        options_(std::move(options)),
        end_(std::chrono::steady_clock::now() +
             args.max_time_read.value_or(std::chrono::hours{24 * 365})),
        fetcher_([this] { return stopping(); }) {
    options_.should_stop = [this] { return stopping(); };
    options_.on_answer = [this] { tell(); };
  }

  Status backfill(const scheduler::Source& source, const Range& range) {
    Backfill backfill(source, range.since, range.until, store_, fetcher_, clock_, options_);
    under_way_ = &backfill;
    id_ = source.id;
    started_.reset();
    Status done;
    while (done) {
      const auto more = backfill.step();
      if (!more) done = tl::unexpected(more.error());
      if (!more || !*more) break;
      if (!started_) started_ = backfill.report().share;
      if (is_something_due()) done = ordinary_run(backfill);
      if (!done || !backfill.rest()) continue;
      const auto waited = wait(*backfill.rest(), backfill);
      if (!waited) done = tl::unexpected(waited.error());
      if (waited && !*waited) break;
    }
    const Status paused = backfill.pause();
    under_way_ = nullptr;
    progress_.clear();
    const BackfillReport report = backfill.report();
    // A host that lets us have nothing at all is a failure, however short the time was.
    const bool got = report.lists + report.articles.articles + report.articles.unchanged > 0;
    failed_ = failed_ || report.failed || (!report.refusal.empty() && !got);
    add_row(source.id, report);
    return done ? paused : done;
  }

  const render::Table& table() const { return table_; }
  bool failed() const { return failed_; }
  bool stopping() const {
    return pending_signal() != 0 || std::chrono::steady_clock::now() >= end_;
  }

 private:
  // For the host; ordinary runs are done meanwhile. False: it would take longer than we have.
  Result<bool> wait(std::chrono::seconds rest, Backfill& backfill) {
    const auto until = std::chrono::steady_clock::now() + rest;
    if (until >= end_) return false;
    while (!stopping() && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
      if (progress_.is_due()) {
        const auto left = until - std::chrono::steady_clock::now();
        progress_.show(
            fmt::format("gongwatch: {}: the host wants to be left alone, {} left", id_,
                        in_words(std::chrono::duration_cast<std::chrono::seconds>(left))));
      }
      if (!is_something_due()) continue;
      if (Status done = ordinary_run(backfill); !done) return tl::unexpected(done.error());
    }
    return true;
  }

  // A list of some source, as Tick::add_list_visits would ask for it; looked at once a second.
  bool is_something_due() {
    const auto now = std::chrono::steady_clock::now();
    if (looked_ && now - *looked_ < std::chrono::seconds{1}) return false;
    looked_ = now;
    const auto sources = chosen_sources(global_, {});
    if (!sources || stopping()) return false;
    return std::any_of(sources->begin(), sources->end(), [&](const scheduler::Source& source) {
      const std::vector<std::string> urls = scheduler::feed_urls(source);
      return std::any_of(urls.begin(), urls.end(), [&](const std::string& url) {
        const auto canonical = text::canonical_url(url);
        const auto page = canonical ? store_.page(*canonical) : Result<std::optional<PageState>>();
        return page && *page && (*page)->source_id == source.id && (*page)->due_at &&
               *(*page)->due_at <= clock_.now();
      });
    });
  }

  Status ordinary_run(Backfill& backfill) {
    const auto sources = chosen_sources(global_, {});
    if (!sources) return {};  // a source file that is being written
    if (Status paused = backfill.pause(); !paused) return paused;
    scheduler::RunOptions options = options_;
    options.on_answer = {};
    options.without_articles_of = id_;
    const auto done = scheduler::run_once(*sources, store_, fetcher_, clock_, options);
    if (!done) return tl::unexpected(done.error());
    failed_ = failed_ || done->exit_code() != 0;
    return {};
  }

  void tell() {
    if (under_way_ == nullptr || !progress_.is_due()) return;
    const BackfillReport report = under_way_->report();
    const double seconds = progress_.seconds();
    const std::int64_t asked = report.lists + report.articles.requests;
    std::string left;
    const double gained = report.share - started_.value_or(report.share);
    if (gained > 0) {
      const double rest = seconds * (1 - report.share) / gained;
      left = ", " + in_words(std::chrono::seconds(static_cast<std::int64_t>(rest))) + " left";
    }
    progress_.show(
        fmt::format("gongwatch: {}: {}, {:.1f} %, {} lists, {} articles, {:.1f} a minute{}", id_,
                    report.reached, 100 * report.share, report.lists, report.articles.requests,
                    60 * static_cast<double>(asked) / seconds, left));
  }

  void add_row(const std::string& id, const BackfillReport& report) {
    const bool whole = report.done >= report.periods;
    table_.rows.push_back({id,
                           !report.why.empty()       ? std::string(report.why)
                           : report.failed           ? "failed"
                           : whole                   ? "done"
                           : !report.refusal.empty() ? "resting"
                           : stopping()              ? "stopped"
                                                     : "open",
                           fmt::format("{} of {}", report.done, report.periods),
                           std::to_string(report.empty), std::to_string(report.lists),
                           std::to_string(report.entries), std::to_string(report.articles.articles),
                           std::to_string(report.gone), std::to_string(report.articles.facts),
                           std::to_string(report.failures + report.articles.failures - report.gone),
                           report.message.empty() ? report.refusal : report.message});
  }

  const GlobalOptions& global_;
  store::Store& store_;
  const Clock& clock_;
  scheduler::RunOptions options_;
  const std::chrono::steady_clock::time_point end_;
  std::optional<std::chrono::steady_clock::time_point> looked_;
  fetcher::Fetcher fetcher_;
  ProgressLine progress_;
  const Backfill* under_way_ = nullptr;
  std::string id_;
  std::optional<double> started_;  // the share that was done when this call began
  bool failed_ = false;
  render::Table table_{{"source", "outcome", "periods", "empty", "lists", "entries", "articles",
                        "gone", "facts", "failures", "message"},
                       {},
                       {"empty", "lists", "entries", "articles", "gone", "facts", "failures"}};
};

int work_through(const GlobalOptions& global, const BackfillArgs& args,
                 const std::vector<scheduler::Source>& sources, const Range& range,
                 const Clock& clock, const scheduler::RunOptions& options) {
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  catch_signals();
  Work work(global, args, *store, clock, options);
  Status done;
  for (const scheduler::Source& source : sources) {
    if (work.stopping()) break;
    done = work.backfill(source, range);
    if (!done) break;
  }
  render::Table table = work.table();
  // In the table the message has stood on standard error already.
  if (format_of(global) == render::Format::table) {
    table.columns.pop_back();
    for (auto& row : table.rows) row.pop_back();
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  if (!done) return report(done.error());
  if (const int signal = pending_signal(); signal != 0) {
    fmt::print(stderr, "gongwatch: stopped by {}; the next backfill goes on from here\n",
               signal == SIGINT ? "SIGINT" : "SIGTERM");
    return 128 + signal;
  }
  return work.failed() ? kFailed : kOk;
}

}  // namespace

int backfill_range_command(const GlobalOptions& global, BackfillArgs args) {
  const auto clock = chosen_clock(args.now);
  if (!clock) return report(clock.error());
  const auto time = time_of(args.max_time);
  if (!time) return report(time.error());
  args.max_time_read = *time;
  const auto range = range_of(args, hong_kong_day((*clock)->now()));
  const auto sources = sources_with_archives(global, args);
  const auto options = run_options(global, {});
  for (const auto* error : {range ? nullptr : &range.error(), sources ? nullptr : &sources.error(),
                            options ? nullptr : &options.error()}) {
    if (error == nullptr) continue;
    report(*error);
    return kUsage;
  }
  return work_through(global, args, *sources, *range, **clock, *options);
}

}  // namespace gongwatch::cli
