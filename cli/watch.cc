// For people without cron: a tick, sleep until something is due, the next tick.
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/commands.h"

namespace gongwatch::cli {
namespace {

using std::chrono::seconds;

constexpr seconds kShortest{10};
constexpr seconds kLongest{15 * 60};

// How long until something is due; the source files are read anew by the next tick.
seconds time_to_next(const GlobalOptions& global, const std::vector<std::string>& ids) {
  const auto sources = chosen_sources(global, ids);
  const auto store = open_store(global, true);
  if (!sources || !store) return kLongest;
  std::vector<std::string> all;
  for (const scheduler::Source& source : *sources) all.push_back(source.id);
  const auto due = store->next_due(all);
  if (!due || !*due) return kLongest;
  return std::clamp<seconds>(**due - SystemClock().now(), kShortest, kLongest);
}

}  // namespace

int watch_command(const GlobalOptions& global, const RunArgs& args) {
  catch_signals();
  while (pending_signal() == 0) {
    const int code = run_command(global, args);
    // Trouble of a source, or another run that is active, is no reason to end.
    if (code == kUsage || code == kStoreUnusable || code >= 128) return code;
    const auto end = std::chrono::steady_clock::now() + time_to_next(global, args.sources);
    while (pending_signal() == 0 && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  return 128 + pending_signal();
}

}  // namespace gongwatch::cli
