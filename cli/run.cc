#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <memory>

#include "cli/commands.h"
#include "fetcher/fetcher.h"
#include "model/clock.h"
#include "scheduler/lock.h"
#include "scheduler/run_once.h"

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

void print_report(const scheduler::RunReport& report, const GlobalOptions& global) {
  render::Table table{{"source", "outcome", "asked", "unchanged", "captured", "articles", "facts",
                       "failures", "message"},
                      {}};
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

int run_sources(const GlobalOptions& global, const std::vector<scheduler::Source>& sources,
                const Clock& clock, scheduler::RunOptions options) {
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());

  catch_signals();
  const auto should_stop = [] { return pending_signal() != 0; };
  fetcher::Fetcher fetcher(should_stop);
  options.should_stop = should_stop;
  const auto done = scheduler::run_once(sources, *store, fetcher, clock, options);
  if (!done) return report(done.error());
  print_report(*done, global);
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
  scheduler::RunOptions options;
  options.max_articles = args.max_articles;
  options.max_documents = args.max_documents;
  options.accept_shrunk = args.accept_shrunk;
  return run_sources(global, *sources, **clock, options);
}

}  // namespace gongwatch::cli
