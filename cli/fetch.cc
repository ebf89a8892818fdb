// Captures a list of addresses.
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/progress_line.h"
#include "fetcher/fetcher.h"
#include "scheduler/fetch_list.h"
#include "scheduler/lock.h"
#include "store/validator_file.h"

namespace gongwatch::cli {
namespace {

using scheduler::FetchListReport;

constexpr std::size_t kMaxLine = 16 * 1024;
constexpr int kFailuresTold = 20;

// One address a line; blank lines and lines that start with # are none.
class UrlLines {
 public:
  // False if the file cannot be read, as a folder cannot.
  bool open(const std::string& path) {
    if (path == "-") return true;
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return false;
    file_.open(path);
    return file_.is_open();
  }

  std::optional<std::string> next() {
    std::istream& in = file_.is_open() ? file_ : std::cin;
    std::string line;
    while (pending_signal() == 0 && read_line(in, line)) {
      if (first_ && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      first_ = false;
      const auto begin = line.find_first_not_of(" \t\r");
      if (begin == std::string::npos || line[begin] == '#') continue;
      return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
    }
    return std::nullopt;
  }

 private:
  // As std::getline, but a line without end is cut.
  static bool read_line(std::istream& in, std::string& line) {
    line.clear();
    std::streambuf& buffer = *in.rdbuf();
    int c = buffer.sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    for (; c != std::char_traits<char>::eof() && c != '\n'; c = buffer.sbumpc()) {
      if (line.size() < kMaxLine) line += static_cast<char>(c);
    }
    return true;
  }

  std::ifstream file_;
  bool first_ = true;  // a byte order mark may stand before the first line
};

Result<FetchPolicy> policy_of(const GlobalOptions& global, const FetchArgs& args) {
  FetchPolicy policy;
  if (!args.source.empty()) {
    const auto chosen = chosen_sources(global, {args.source});
    if (!chosen) return tl::unexpected(chosen.error());
    policy = chosen->front().policy;
  }
  if (args.connections > 0) policy.connections = args.connections;
  if (args.no_delay) policy.delay = std::chrono::milliseconds(0);
  if (args.no_robots) policy.respect_robots = false;
  if (args.allow_private) policy.allow_private = true;
  return policy;
}

// "1 page", "2 pages".
std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void print_counts(const FetchListReport& report, const GlobalOptions& global) {
  render::Table table{{"outcome", "pages", "example"}, {}, {"pages"}};
  for (std::size_t i = 0; i < report.by_verdict.size(); ++i) {
    const auto& count = report.by_verdict[i];
    if (count.pages == 0) continue;
    table.rows.push_back({std::string(name_of(static_cast<FetchVerdict>(i))),
                          std::to_string(count.pages), count.example});
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
}

int fetch_into(scheduler::Keeper& keeper, fetcher::Fetcher& fetcher, const GlobalOptions& global,
               const FetchPolicy& policy, UrlLines& lines) {
  ProgressLine progress;
  int told = 0;
  const auto done = scheduler::fetch_list(
      [&lines] { return lines.next(); }, policy, keeper, fetcher,
      [&progress](const FetchListReport& report) {
        if (!progress.is_due()) return;
        progress.show(fmt::format("gongwatch: {}, {} failed, {:.0f} a second",
                                  counted(report.answered, "page", "pages"), report.failed,
                                  static_cast<double>(report.answered) / progress.seconds()));
      },
      [&](const Error& error) {
        if (++told > kFailuresTold && !global.verbose) return;
        progress.clear();
        report(error);
      });
  progress.clear();
  if (!done) return report(done.error());
  if (told > kFailuresTold && !global.verbose)
    fmt::print(stderr, "gongwatch: … and {} more that failed (--verbose lists all)\n",
               told - kFailuresTold);
  if (done->repeated > 0)
    fmt::print(stderr, "gongwatch: {} in the list before, asked once\n",
               counted(done->repeated, "address stands", "addresses stand"));
  if (done->ended > 0)
    fmt::print(stderr, "gongwatch: {} gone (410) earlier, not asked again\n",
               counted(done->ended, "page was", "pages were"));
  print_counts(*done, global);
  if (const int signal = pending_signal(); signal != 0) {
    fmt::print(stderr, "gongwatch: stopped by {}; what was fetched is kept\n",
               signal == SIGINT ? "SIGINT" : "SIGTERM");
    return 128 + signal;
  }
  return done->failed == 0 ? kOk : kFailed;
}

}  // namespace

int fetch_command(const GlobalOptions& global, const FetchArgs& args) {
  UrlLines lines;
  if (!lines.open(args.urls))
    return report_usage("--urls " + args.urls + ": not a file that can be read");
  if (!args.validators.empty() && !args.no_store)
    return report_usage("--validators is for --no-store: the store keeps them itself");
  const auto policy = policy_of(global, args);
  if (!policy) return report(policy.error());
  catch_signals();
  const auto connections = static_cast<std::size_t>(policy->connections);
  fetcher::Fetcher fetcher([] { return pending_signal() != 0; },
                           std::max(fetcher::kMostAtOnce, connections));
  if (args.no_store) {
    std::optional<store::ValidatorFile> file;
    if (!args.validators.empty()) {
      auto opened = store::ValidatorFile::open(args.validators);
      if (!opened) return report(opened.error());
      file.emplace(std::move(*opened));
    }
    scheduler::ValidatorKeeper keeper(file ? &*file : nullptr);
    return fetch_into(keeper, fetcher, global, *policy, lines);
  }
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  const SystemClock clock;
  const auto memory = store->fetch_memory(clock.now());
  if (!memory) return report(memory.error());
  fetcher.recall(*memory, clock.now());
  scheduler::StoreKeeper keeper(*store, fetcher, clock, policy->delay.count() > 0);
  const int code = fetch_into(keeper, fetcher, global, *policy, lines);
  const Status kept = store->put_fetch_memory(fetcher.remember(clock.now()), clock.now());
  return kept ? code : report(kept.error());
}

}  // namespace gongwatch::cli
