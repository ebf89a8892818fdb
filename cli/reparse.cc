#include <fmt/core.h>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "scheduler/lock.h"
#include "scheduler/reread.h"

namespace gongwatch::cli {

int reparse_command(const GlobalOptions& global, const ReparseArgs& args) {
  auto sources = scheduler::load_sources(global.sources);
  if (!args.sources.empty()) sources = chosen_sources(global, args.sources);
  if (!sources) {
    report(sources.error());
    return kUsage;
  }
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  catch_signals();
  const SystemClock clock;
  const auto done = [&] {
    Progress progress("captures", 0);
    return scheduler::reread_all(
        *sources, *store, clock, [] { return pending_signal() != 0; },
        [&progress](std::int64_t read, std::int64_t of) { progress.tell(read, of, {}); });
  }();
  if (!done) return report(done.error());
  const std::vector<std::string> counted{"captures",           "lists", "documents",
                                         "articles_read_anew", "facts", "failures"};
  render::Table table{counted, {}, {counted.begin(), counted.end()}};
  table.rows.push_back({std::to_string(done->captures), std::to_string(done->lists),
                        std::to_string(done->documents), std::to_string(done->articles),
                        std::to_string(done->facts), std::to_string(done->failures)});
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  if (done->interrupted) {
    return report_stopped(
        "what was read anew is stored; gongwatch reparse begins again from the first");
  }
  return done->failures == 0 ? kOk : kFailed;
}

}  // namespace gongwatch::cli
