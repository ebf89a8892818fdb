// `gongwatch backup` and `gongwatch restore`.
#include <fmt/core.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

#include "cli/answers.h"
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

Result<store::Checked> copy_store(const std::string& from, const std::string& to) {
  Progress progress("pages", 0);
  return store::back_up_store(from, to, [&](std::int64_t done, std::int64_t total) {
    progress.tell(done, total, {});
    return pending_signal() == 0;
  });
}

// A store is three files: SQLite finds the other two by name.
constexpr std::array<const char*, 3> kParts{"", "-wal", "-shm"};

// All of them or none.
Status rename_store(const std::string& from, const std::string& to) {
  std::error_code error;
  std::vector<const char*> moved;
  for (const char* part : kParts) {
    if (!fs::exists(from + part, error)) continue;
    fs::rename(from + part, to + part, error);
    if (!error) {
      moved.push_back(part);
      continue;
    }
    Error cause{ErrorKind::io, error.message(), from + part};
    for (const char* back : moved) {
      fs::rename(to + back, from + back, error);
      if (error) cause.message += fmt::format("; {} is {} now", from + back, to + back);
    }
    return tl::unexpected(std::move(cause));
  }
  return {};
}

void remove_store(const std::string& made) {
  std::error_code ignored;
  for (const char* part : kParts) fs::remove(made + part, ignored);
}

// The store that is there goes aside as it is. Where it went, if there was one.
Result<std::optional<std::string>> put_aside(const std::string& db) {
  std::error_code error;
  if (!fs::exists(db, error)) return std::optional<std::string>();
  std::string aside;
  for (int i = 1;; ++i) {
    aside = fmt::format("{}.replaced-{}", db, i);
    if (!fs::exists(aside, error)) break;
  }
  if (const Status moved = rename_store(db, aside); !moved) return tl::unexpected(moved.error());
  return std::optional(aside);
}

// If it fails, the store that was there is there again, and nothing of the other is left.
Status move_in(const std::string& made, const std::string& db) {
  const auto aside = put_aside(db);
  if (!aside) {
    remove_store(made);
    return tl::unexpected(aside.error());
  }
  if (Status moved = rename_store(made, db); !moved) {
    remove_store(made);
    if (*aside && !rename_store(**aside, db))
      moved.error().message += "; the store that was there is " + **aside + " now";
    return moved;
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

// Nothing stands at `made` unless all of it does.
Result<std::vector<store::Salvaged>> salvage(const std::string& file, const std::string& made) {
  std::error_code error;
  if (fs::exists(made, error)) {
    return fail(ErrorKind::invalid_argument,
                "is left of a restore that was stopped: remove it or move it away", made);
  }
  auto tables = store::salvage_store(file, made);
  Status indexed = tables ? Status() : tl::unexpected(tables.error());
  if (indexed) {
    auto opened = store::Store::open(made);
    indexed = opened ? index_all(*opened, std::chrono::hours{24})
                     : Status(tl::unexpected(opened.error()));
  }
  if (indexed) return tables;
  remove_store(made);
  return tl::unexpected(indexed.error());
}

int take_what_is_left(const GlobalOptions& global, const std::string& file) {
  const std::string made = global.db + ".salvaged";
  const auto tables = salvage(file, made);
  if (!tables) return report(tables.error());
  const bool people = for_people(format_of(global));
  render::Table table{{"table", "saved", "lost", "left_out"}, {}, {"saved", "lost", "left_out"}};
  if (!people) table.columns.emplace_back("lost_is");
  bool whole = true;
  for (const store::Salvaged& one : *tables) {
    const bool damaged = one.lost > 0 || one.end_unknown;
    whole = whole && !damaged && one.left_out == 0;
    const std::string extent = !damaged ? "" : one.end_unknown ? "at least" : "up to";
    auto& row = table.rows.emplace_back(
        std::vector<std::string>{one.table, std::to_string(one.saved), std::to_string(one.lost),
                                 std::to_string(one.left_out)});
    if (people && damaged) row[2] = extent + " " + row[2];
    if (!people) row.push_back(extent);
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
  const auto checked = copy_store(global.db, args.file);
  if (!checked) {
    const int code = report(checked.error());
    return checked.error().kind == ErrorKind::cancelled && pending_signal() != 0
               ? 128 + pending_signal()
               : code;
  }
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
