#include "tests/support/market_replay.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <filesystem>

#include "fetcher/fetcher.h"
#include "scheduler/run_once.h"
#include "tests/support/market_server.h"

namespace gongwatch::testing_support {
namespace {

constexpr std::size_t kMaxExamples = 10;
constexpr std::chrono::hours kTickAt{18};  // Hong Kong time; HKEX's files are of about 16:00

using Seconds = std::chrono::duration<double>;

void watch_alarm(const IpoMarket& market, const SourceRun& run, ReplayReport& report) {
  const auto spoilt = market.troubled_feeds();
  if (!spoilt.empty()) ++report.troubled_days;
  const bool failed = run.outcome == "failed";
  const bool right = failed == !spoilt.empty() &&
                     run.failures == static_cast<std::int64_t>(spoilt.size()) &&
                     failed == !run.message.empty();
  if (right) return;
  ++(run.failures < static_cast<std::int64_t>(spoilt.size()) ? report.silent_days
                                                             : report.false_alarms);
  if (report.alarm_examples.size() >= kMaxExamples) return;
  report.alarm_examples.push_back(
      fmt::format("day {}: {} spoilt ({}), the run says {} {}: {}", market.day(), spoilt.size(),
                  spoilt.empty() ? "" : spoilt.front(), run.failures, run.outcome, run.message));
}

// Nothing is printed while a replay runs: its troubles are meant.
class Quiet {
 public:
  Quiet() : level_(spdlog::get_level()) { spdlog::set_level(spdlog::level::off); }
  ~Quiet() { spdlog::set_level(level_); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  spdlog::level::level_enum level_;
};

}  // namespace

Result<scheduler::Source> market_source(const TempDir& folder, const LoopbackServer& server) {
  const auto file = folder.write("hkex-market.toml",
                                 fmt::format(R"(id = "hkex-market"
kind = "hkex-applications"
url = "{}"
document_base = "{}"
lists = ["appactive_app", "appactive_appphip", "appinactive", "applisted", "appreturned"]
every = "6h"
delay = "0s"
allow_private = true
)",
                                             server.url("/ncms/json/eds/"), server.url("/app/")));
  return scheduler::load_source(file.string());
}

namespace {

// All days, and the verdict; the store is closed behind it.
Status run_days(const ReplayOptions& options, IpoMarket& market, MarketServer& server,
                const scheduler::Source& source, ReplayReport& report) {
  auto store = store::Store::open(options.db, {});
  if (!store) return tl::unexpected(store.error());
  for (int day = 0; day < options.market.days; ++day) {
    server.advance();
    const FixedClock clock(start_of_hong_kong_day(market.date()) + kTickAt);
    fetcher::Fetcher fetcher;
    scheduler::RunOptions run_options;
    run_options.max_documents = 0;
    const auto began = std::chrono::steady_clock::now();
    const auto run = scheduler::run_once({source}, *store, fetcher, clock, run_options);
    report.run_seconds += Seconds(std::chrono::steady_clock::now() - began).count();
    if (!run) return tl::unexpected(run.error());
    watch_alarm(market, run->sources.front(), report);
    if (options.on_day) options.on_day(day);
  }
  auto verdict = judge(market, *store);
  if (!verdict) return tl::unexpected(verdict.error());
  report.verdict = std::move(*verdict);
  return {};
}

}  // namespace

Result<ReplayReport> replay(const ReplayOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const Quiet quiet;
  const TempDir folder;
  IpoMarket market(options.market);
  MarketServer market_server(market);
  const LoopbackServer server([&](const ServerRequest& request) { return market_server(request); });
  const auto source = market_source(folder, server);
  if (!source) return tl::unexpected(source.error());
  ReplayReport report;
  report.days = options.market.days;
  if (Status ran = run_days(options, market, market_server, *source, report); !ran)
    return tl::unexpected(ran.error());
  const auto counts = market_server.counts();
  report.rows = counts.rows;
  report.requests = counts.requests;
  report.unchanged = counts.unchanged;
  report.bytes = counts.bytes;
  std::error_code unreadable;
  report.database_bytes = std::filesystem::file_size(options.db, unreadable);
  report.other_seconds =
      Seconds(std::chrono::steady_clock::now() - began).count() - report.run_seconds;
  return report;
}

std::string ReplayReport::to_string() const {
  std::string out;
  const auto line = [&](std::string_view what, const auto& value) {
    out += fmt::format("{:<28} {:>14}\n", what, value);
  };
  line("applications", verdict.applications);
  line("issuers", verdict.issuers);
  line("official events", verdict.events);
  line("days", days);
  line("rows served", rows);
  line("requests", requests);
  line("of them unchanged (304)", unchanged);
  line("bytes served", bytes);
  line("database bytes", database_bytes);
  line("seconds in ticks", fmt::format("{:.1f}", run_seconds));
  line("seconds beside them", fmt::format("{:.1f}", other_seconds));
  line("days with a spoilt feed", troubled_days);
  line("  not said", silent_days);
  line("  false or doubled alarms", false_alarms);
  line("false merges", verdict.false_merges);
  line("false splits", verdict.false_splits);
  line("missing applications", verdict.missing_applications);
  line("duplicate events", verdict.duplicate_events);
  line("missing events", verdict.missing_events);
  line("wrong dates", verdict.wrong_dates);
  line("chained, told as a first one", verdict.filed_not_refiled);
  for (const auto& example : verdict.examples) out += "  " + example + "\n";
  for (const auto& example : alarm_examples) out += "  alarm, " + example + "\n";
  return out;
}

}  // namespace gongwatch::testing_support
