// `gongwatch reparse --diff DIR`: today's parser over a copy of the store, and what it would
// change.
#include <fmt/core.h>
#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/app_report.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "render/review/diff.h"
#include "scheduler/reread.h"
#include "store/trial.h"

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSamples = 12;

// A folder beside the store, where there is room for another one; gone with its owner.
class TrialFolder {
 public:
  explicit TrialFolder(const std::string& db) {
    std::string pattern = fs::absolute(db).string() + ".trial-XXXXXX";
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TrialFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TrialFolder(const TrialFolder&) = delete;
  TrialFolder& operator=(const TrialFolder&) = delete;

  bool made() const { return !path_.empty(); }
  std::string db() const { return (path_ / "store.db").string(); }

 private:
  fs::path path_;
};

struct Trial {
  scheduler::RereadReport report;
  std::vector<FactChange> changes;
};

Result<Trial> try_out(const std::string& db, const std::vector<scheduler::Source>& sources) {
  // No fact can have been known since then.
  const FixedClock clock(SystemClock().now() + std::chrono::hours(24));
  Trial trial;
  {
    auto store = store::Store::open(db);
    if (!store) return tl::unexpected(store.error());
    Progress progress("captures", 0);
    const auto done = scheduler::reread_all(
        sources, *store, clock, [] { return pending_signal() != 0; },
        [&progress](std::int64_t read, std::int64_t of, const scheduler::RereadPlace&) {
          progress.tell(read, of, {});
        });
    if (!done) return tl::unexpected(done.error());
    trial.report = *done;
  }
  auto changes = store::fact_changes(db, clock.now());
  if (!changes) return tl::unexpected(changes.error());
  trial.changes = std::move(*changes);
  return trial;
}

void print_groups(const std::vector<render::DiffGroup>& groups, const GlobalOptions& global) {
  render::Table table{
      {"kind", "rule", "gained", "lost", "changed"}, {}, {"gained", "lost", "changed"}};
  for (const render::DiffGroup& group : groups) {
    table.rows.push_back({group.kind, group.rule, std::to_string(group.gained.size()),
                          std::to_string(group.lost.size()), std::to_string(group.changed.size())});
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
}

}  // namespace

int reparse_diff_command(const GlobalOptions& global, const DiffArgs& args) {
  auto sources = args.sources.empty() ? scheduler::load_sources(global.sources)
                                      : chosen_sources(global, args.sources);
  if (!sources) {
    report(sources.error());
    return kUsage;
  }
  const TrialFolder folder(global.db);
  if (!folder.made())
    return report({ErrorKind::io, std::generic_category().message(errno), global.db});
  if (const Status copied = store::copy_store(global.db, folder.db()); !copied)
    return report(copied.error());
  catch_signals();
  const auto trial = try_out(folder.db(), *sources);
  if (!trial) return report(trial.error());
  if (trial->report.interrupted) return 128 + pending_signal();
  std::size_t same = 0;
  const auto groups = render::group_changes(trial->changes, same);
  print_groups(groups, global);
  const std::string lead =
      fmt::format("{} captures were read again; {} cannot be read. The store is as it was.",
                  trial->report.captures, trial->report.failures);
  const int code = write_pages(render::diff_files(groups, lead, kSamples), args.out, args.force);
  if (code != kOk) return code;
  fmt::print(stderr, "{}/index.html: {} groups. {}\n", args.out, groups.size(), lead);
  return trial->report.failures == 0 ? kOk : kFailed;
}

}  // namespace gongwatch::cli
