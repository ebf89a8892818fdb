// `gongwatch notify` and `gongwatch digest`: who is told of changes.
#include "scheduler/notify.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/day_flags.h"
#include "cli/told.h"
#include "render/digest.h"
#include "render/news_text.h"
#include "scheduler/lock.h"
#include "store/outbox.h"

namespace gongwatch::cli {
namespace {

constexpr std::size_t kMaxConfig = 1u << 20;
constexpr std::chrono::hours kDay{24};
constexpr int kMostInADigest = 5000;
constexpr int kDaysAhead = 14;

std::string means_of(const scheduler::NotifyTarget& target) {
  return target.command.empty() ? "webhook" : target.command.front();
}

Result<std::vector<scheduler::NotifyTarget>> chosen_targets(const GlobalOptions& global,
                                                            const std::vector<std::string>& names) {
  auto all = notify_targets(global);
  if (!all) return all;
  if (all->empty()) {
    return fail(ErrorKind::invalid_argument,
                global.config.empty()
                    ? "nobody is to be told: there is no configuration file (--config)"
                    : "nobody is to be told: no [[notify]] in this file",
                global.config);
  }
  if (names.empty()) return all;
  std::vector<scheduler::NotifyTarget> chosen;
  for (const std::string& name : names) {
    const auto found = std::find_if(all->begin(), all->end(),
                                    [&](const auto& target) { return target.name == name; });
    if (found == all->end())
      return fail(ErrorKind::invalid_argument, "no [[notify]] is called \"" + name + "\"",
                  global.config);
    chosen.push_back(*found);
  }
  return chosen;
}

void print_rows(const render::Table& table, const GlobalOptions& global) {
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
}

int notify_test(const GlobalOptions& global, const std::vector<scheduler::NotifyTarget>& targets,
                const Clock& clock) {
  render::Table table{{"target", "to", "outcome"}, {}};
  bool failed = false;
  scheduler::NotifyOptions options;
  options.should_stop = [] { return pending_signal() != 0; };
  for (const auto& target : targets) {
    const Status sent = scheduler::send_test(target, clock, options);
    failed = failed || !sent;
    table.rows.push_back(
        {target.name, means_of(target), sent ? "arrived" : sent.error().to_string()});
  }
  print_rows(table, global);
  return failed ? kFailed : kOk;
}

int notify_dry_run(const GlobalOptions& global, const std::vector<scheduler::NotifyTarget>& targets,
                   const Clock& clock) {
  auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto news = scheduler::to_be_told(targets, *store, clock);
  if (!news) return report(news.error());
  render::Table table{{"target", "changed_at", "change", "source"}, {}};
  for (const auto& [target, row] : *news)
    table.rows.push_back({target, row.changed_at, render::headline(row), row.source_id});
  print_rows(table, global);
  return kOk;
}

int notify_now(const GlobalOptions& global, const std::vector<scheduler::NotifyTarget>& targets,
               const Clock& clock) {
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  scheduler::NotifyOptions options;
  options.at_once = true;
  options.budget = std::chrono::minutes{5};
  options.should_stop = [] { return pending_signal() != 0; };
  const auto outcomes = scheduler::tell(targets, *store, clock, options);
  if (!outcomes) return report(outcomes.error());
  render::Table table{{"target", "queued", "sent", "waiting", "given_up", "error"},
                      {},
                      {"queued", "sent", "waiting", "given_up"}};
  bool failed = false;
  for (const auto& outcome : *outcomes) {
    failed = failed || !outcome.error.empty();
    table.rows.push_back({outcome.target, std::to_string(outcome.queued),
                          std::to_string(outcome.sent), std::to_string(outcome.waiting),
                          std::to_string(outcome.given_up), outcome.error});
  }
  print_rows(table, global);
  if (const int signal = pending_signal(); signal != 0) return 128 + signal;
  return failed ? kFailed : kOk;
}

Result<Instant> digest_since(const std::string& written, Instant now) {
  if (written.empty()) return now - kDay;
  return moment_flag(written, "--since", DayEdge::begin);
}

}  // namespace

Result<std::vector<scheduler::NotifyTarget>> notify_targets(const GlobalOptions& global) {
  if (global.config.empty()) return std::vector<scheduler::NotifyTarget>();
  const auto text = read_input(global.config, kMaxConfig);
  if (!text) return tl::unexpected(text.error());
  return scheduler::read_notify_targets(*text, global.config);
}

void tell_after_run(const std::vector<scheduler::NotifyTarget>& targets, store::Store& store,
                    const Clock& clock) {
  if (targets.empty()) return;
  scheduler::NotifyOptions options;
  options.should_stop = [] { return pending_signal() != 0; };
  const auto outcomes = scheduler::tell(targets, store, clock, options);
  if (!outcomes) {
    report(outcomes.error());
    return;
  }
  for (const auto& outcome : *outcomes) {
    if (outcome.trouble_begins) {
      fmt::print(stderr, "gongwatch: notify {}: {}; {} to tell, tried again later\n",
                 outcome.target, render::for_terminal(outcome.error), outcome.waiting);
    }
    if (outcome.given_up > 0) {
      fmt::print(stderr, "gongwatch: notify {}: {} could not be told for a week: given up\n",
                 outcome.target, outcome.given_up);
    }
  }
}

int notify_command(const GlobalOptions& global, const NotifyArgs& args) {
  const auto clock = chosen_clock(args.now);
  if (!clock) return report(clock.error());
  const auto targets = chosen_targets(global, args.targets);
  if (!targets) {
    report(targets.error());
    return kUsage;
  }
  catch_signals();
  if (args.test) return notify_test(global, *targets, **clock);
  if (args.dry_run) return notify_dry_run(global, *targets, **clock);
  return notify_now(global, *targets, **clock);
}

int digest_command(const GlobalOptions& global, const DigestArgs& args) {
  if (global.format != "text" && global.format != "table" && global.format != "md")
    return report_usage("digest is --format md or text");
  const auto clock = chosen_clock(args.now);
  if (!clock) return report(clock.error());
  render::Digest digest;
  digest.until = (*clock)->now();
  const auto since = digest_since(args.since, digest.until);
  if (!since) return report(since.error());
  digest.since = *since;
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  store::Store::NewsFilter filter;
  filter.since = digest.since;
  filter.limit = kMostInADigest;
  auto news = store->news(filter);
  if (!news) return report(news.error());
  std::erase_if(*news, [&](const NewsRow& row) { return row.changed_at > to_iso(digest.until); });
  digest.news = std::move(*news);
  const CivilDate today = hong_kong_day(digest.until);
  auto days = store->calendar(today, kMostInADigest);
  if (!days) return report(days.error());
  const std::string last =
      to_iso(CivilDate{std::chrono::sys_days{today} + std::chrono::days{kDaysAhead}});
  std::erase_if(*days, [&](const CalendarRow& row) { return row.day > last; });
  digest.days = std::move(*days);
  auto alarms = store->open_alarms();
  if (!alarms) return report(alarms.error());
  digest.alarms = std::move(*alarms);
  fmt::print("{}",
             global.format == "md" ? render::digest_markdown(digest) : render::digest_text(digest));
  return kOk;
}

}  // namespace gongwatch::cli
