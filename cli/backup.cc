// `gongwatch backup` and `gongwatch restore`.
#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "cli/asking.h"
#include "cli/progress.h"
#include "scheduler/lock.h"
#include "store/rescue.h"

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

std::string contents_of(const store::Checked& checked) {
  return fmt::format("{} applications, {} articles, {} captures", checked.applications,
                     checked.articles, checked.captures);
}

Status copy_store(const std::string& from, const std::string& to) {
  Progress progress("pages", 0);
  return store::back_up_store(from, to, [&](std::int64_t done, std::int64_t) {
    progress.tell(done);
    return pending_signal() == 0;
  });
}

// The store that is there goes aside as it is, with what stands beside it: SQLite finds that by
// name. Where it went, if there was one.
Result<std::optional<std::string>> put_aside(const std::string& db) {
  std::error_code error;
  if (!fs::exists(db, error)) return std::optional<std::string>();
  std::string aside;
  for (int i = 1;; ++i) {
    aside = fmt::format("{}.replaced-{}", db, i);
    if (!fs::exists(aside, error)) break;
  }
  for (const char* part : {"", "-wal", "-shm"}) {
    if (!fs::exists(db + part, error)) continue;
    fs::rename(db + part, aside + part, error);
    if (error) return fail(ErrorKind::io, error.message(), db + part);
  }
  return std::optional(aside);
}

Status move_in(const std::string& made, const std::string& db) {
  const auto aside = put_aside(db);
  if (!aside) return tl::unexpected(aside.error());
  std::error_code error;
  for (const char* part : {"", "-wal", "-shm"}) {
    if (fs::exists(made + part, error)) fs::rename(made + part, db + part, error);
    if (error) return fail(ErrorKind::io, error.message(), db + part);
  }
  if (*aside) fmt::print("the store that was there is {} now\n", **aside);
  return {};
}

int put_back(const GlobalOptions& global, const std::string& file) {
  std::error_code error;
  if (fs::exists(file + "-wal", error) && fs::file_size(file + "-wal", error) > 0) {
    return report_usage(file +
                        " is a store in use (a -wal file stands beside it): copy it with "
                        "`gongwatch backup` first");
  }
  const auto checked = store::check_store(file);
  if (!checked) return report(checked.error());
  const std::string made = global.db + ".restored";
  fs::create_directories(fs::absolute(global.db).parent_path(), error);
  fs::remove(made, error);
  if (!fs::copy_file(file, made, error)) return report({ErrorKind::io, error.message(), made});
  // A newer version brings it up to date, after a backup of its own.
  {
    const auto opened = store::Store::open(made);
    if (!opened) return report(opened.error());
  }
  if (const Status moved = move_in(made, global.db); !moved) return report(moved.error());
  fmt::print("{}: {}\n", global.db, contents_of(*checked));
  return kOk;
}

int take_what_is_left(const GlobalOptions& global, const std::string& file) {
  const std::string made = global.db + ".salvaged";
  const auto tables = store::salvage_store(file, made);
  if (!tables) return report(tables.error());
  {
    auto opened = store::Store::open(made);
    if (!opened) return report(opened.error());
    if (const Status indexed = index_all(*opened, std::chrono::hours{24}); !indexed)
      return report(indexed.error());
  }
  render::Table table{{"table", "saved", "lost", "left_out"}, {}};
  bool whole = true;
  for (const store::Salvaged& one : *tables) {
    const bool damaged = one.lost > 0 || one.end_unknown;
    whole = whole && !damaged && one.left_out == 0;
    table.rows.push_back(
        {one.table, std::to_string(one.saved),
         damaged ? fmt::format("{}{}", one.end_unknown ? "at least " : "up to ", one.lost) : "0",
         std::to_string(one.left_out)});
  }
  if (const Status moved = move_in(made, global.db); !moved) return report(moved.error());
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  if (whole) {
    fmt::print(stderr, "gongwatch: nothing was lost\n");
    return kOk;
  }
  fmt::print(stderr,
             "gongwatch: `gongwatch reparse` reads the pages that were saved again; what was lost "
             "of the rest comes with the next runs, if its sources still show it\n");
  return kFailed;
}

}  // namespace

int backup_command(const GlobalOptions& global, const BackupArgs& args) {
  catch_signals();
  if (const Status done = copy_store(global.db, args.file); !done) {
    if (done.error().kind == ErrorKind::cancelled && pending_signal() != 0) {
      report(done.error());
      return 128 + pending_signal();
    }
    return report(done.error());
  }
  const auto checked = store::check_store(args.file);
  if (!checked) return report(checked.error());
  std::error_code ignored;
  fmt::print("{}: {:.1f} MB, {}\n", args.file,
             static_cast<double>(fs::file_size(args.file, ignored)) / 1e6, contents_of(*checked));
  return kOk;
}

int restore_command(const GlobalOptions& global, const RestoreArgs& args) {
  if (args.check) {
    const auto checked = store::check_store(args.file);
    if (!checked) return report(checked.error());
    fmt::print("{} is whole: version {}, {}\n", args.file, checked->version, contents_of(*checked));
    return kOk;
  }
  std::error_code error;
  if (!args.salvage && fs::equivalent(args.file, global.db, error))
    return report_usage(args.file + " is the store itself");
  fs::create_directories(fs::absolute(global.db).parent_path(), error);
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  catch_signals();
  return args.salvage ? take_what_is_left(global, args.file) : put_back(global, args.file);
}

}  // namespace gongwatch::cli
