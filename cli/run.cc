#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/metrics.h"
#include "cli/told.h"
#include "fetcher/fetcher.h"
#include "model/clock.h"
#include "scheduler/lock.h"
#include "scheduler/plan.h"
#include "scheduler/run_once.h"
#include "scheduler/source_values.h"

namespace gongwatch::cli {

Result<std::vector<scheduler::Source>> chosen_sources(const GlobalOptions& global,
                                                      const std::vector<std::string>& ids) {
  auto all = scheduler::load_sources(global.sources);
  if (!all) return all;
  if (ids.empty()) {
    all->erase(std::remove_if(all->begin(), all->end(),
                              [](const scheduler::Source& source) { return !source.enabled; }),
               all->end());
    return all;
  }
  std::vector<scheduler::Source> chosen;
  for (const std::string& id : ids) {
    const auto found = std::find_if(
        all->begin(), all->end(), [&](const scheduler::Source& source) { return source.id == id; });
    if (found == all->end()) {
      std::string known;
      for (const scheduler::Source& source : *all) known += (known.empty() ? "" : ", ") + source.id;
      return fail(ErrorKind::invalid_argument,
                  fmt::format("no source is called \"{}\"; there are: {}", id, known),
                  global.sources);
    }
    chosen.push_back(*found);
  }
  return chosen;
}

Result<std::unique_ptr<Clock>> chosen_clock(const std::string& written) {
  if (written.empty()) return std::unique_ptr<Clock>(std::make_unique<SystemClock>());
  const auto now = parse_iso_instant(written);
  if (!now) return fail(ErrorKind::invalid_argument, now.error().message, "--now");
  return std::unique_ptr<Clock>(std::make_unique<FixedClock>(*now));
}

Result<std::optional<std::chrono::seconds>> time_of(const std::string& written) {
  if (written.empty()) return std::optional<std::chrono::seconds>();
  const auto time = scheduler::duration_of(written);
  if (time && *time >= std::chrono::seconds{1})
    return std::optional(std::chrono::floor<std::chrono::seconds>(*time));
  return fail(ErrorKind::invalid_argument, "not a duration such as \"10m\": \"" + written + "\"",
              "--max-time");
}

void print_report(const scheduler::RunReport& report, const GlobalOptions& global) {
  render::Table table{{"source", "outcome", "asked", "unchanged", "captured", "articles", "facts",
                       "failures", "message"},
                      {},
                      {"asked", "unchanged", "captured", "articles", "facts", "failures"}};
  for (const SourceRun& run : report.sources) {
    table.rows.push_back({run.source_id, run.outcome, std::to_string(run.requests),
                          std::to_string(run.unchanged), std::to_string(run.captured),
                          std::to_string(run.articles), std::to_string(run.facts),
                          std::to_string(run.failures), run.message});
  }
  // In the table the message has stood on standard error already.
  if (format_of(global) == render::Format::table) {
    table.columns.pop_back();
    for (auto& row : table.rows) row.pop_back();
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
}

namespace {

constexpr int kMaxTicks = 10'000;               // of --until-idle
constexpr std::chrono::seconds kIndexing{120};  // the rest comes with the next run

int print_plan(const GlobalOptions& global, const std::vector<scheduler::Source>& sources,
               Instant now, const scheduler::RunOptions& options) {
  std::error_code ignored;
  const bool exists = std::filesystem::exists(global.db, ignored);
  std::optional<store::Store> store;
  if (exists) {
    auto opened = open_store(global, true);
    if (!opened) return report(opened.error());
    store.emplace(std::move(*opened));
  }
  const auto plan = scheduler::plan_tick(sources, store ? &*store : nullptr, now, options);
  if (!plan) return report(plan.error());
  render::Table table{{"source", "what", "due", "conditional", "url"}, {}};
  for (const scheduler::Planned& one : *plan) {
    table.rows.push_back({one.source_id, one.role, one.due_at ? to_iso(*one.due_at) : "new",
                          one.conditional ? "yes" : "no", one.url});
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  return kOk;
}

}  // namespace

Result<scheduler::RunOptions> run_options(const GlobalOptions& global, const RunArgs& args) {
  scheduler::RunOptions options;
  options.max_articles = args.max_articles;
  options.max_documents = args.max_documents;
  options.accept_shrunk = args.accept_shrunk;
  auto calendar = scheduler::TradingCalendar::load(global.sources);
  if (!calendar) return tl::unexpected(calendar.error());
  options.calendar = std::move(*calendar);
  return options;
}

int run_sources(const GlobalOptions& global, const std::vector<scheduler::Source>& sources,
                const Clock& clock, scheduler::RunOptions options, const RunArgs& args) {
  const auto time = time_of(args.max_time);
  if (!time) return report(time.error());
  const auto targets = notify_targets(global);
  if (!targets) {
    report(targets.error());
    return kUsage;
  }
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());

  catch_signals();
  const auto end = std::chrono::steady_clock::now() + time->value_or(std::chrono::hours{24 * 365});
  const auto should_stop = [end] {
    return pending_signal() != 0 || std::chrono::steady_clock::now() >= end;
  };
  fetcher::Fetcher fetcher(should_stop);
  options.should_stop = should_stop;
  auto done = scheduler::run_once(sources, *store, fetcher, clock, options);
  for (int tick = 1; args.until_idle && done && !should_stop() && tick < kMaxTicks; ++tick) {
    const auto later = scheduler::run_once(sources, *store, fetcher, clock, options);
    if (!later) return report(later.error());
    if (later->requests() == 0) break;
    done->add(*later);
  }
  if (!done) return report(done.error());
  print_report(*done, global);
  tell_after_run(*targets, *store, clock);
  if (const Status written = write_metrics(*store, args.metrics_file); !written)
    report(written.error());
  // What an older version kept is not in the full-text index yet; the news came first.
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  if (const Status indexed =
          index_all(*store, std::min<std::chrono::milliseconds>(left, kIndexing));
      !indexed)
    return report(indexed.error());
  if (const int signal = pending_signal(); signal != 0) {
    fmt::print(
        stderr,
        "gongwatch: stopped by {}; what was fetched is stored, the rest is due at the next run\n",
        signal == SIGINT ? "SIGINT" : "SIGTERM");
    return 128 + signal;
  }
  return done->exit_code();
}

int run_command(const GlobalOptions& global, const RunArgs& args) {
  const auto clock = chosen_clock(args.now);
  if (!clock) return report(clock.error());
  const auto sources = chosen_sources(global, args.sources);
  if (!sources) {
    report(sources.error());
    return kUsage;
  }
  const auto options = run_options(global, args);
  if (!options) {
    report(options.error());
    return kUsage;
  }
  if (args.dry_run) return print_plan(global, *sources, (*clock)->now(), *options);
  return run_sources(global, *sources, **clock, *options, args);
}

}  // namespace gongwatch::cli
