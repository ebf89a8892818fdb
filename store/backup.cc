#include <fcntl.h>
#include <fmt/core.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "store/connection.h"
#include "store/rescue.h"

namespace gongwatch::store {
namespace {

constexpr int kPagesAStep = 4096;

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// The snapshot of the source's open transaction: what others write meanwhile neither comes in nor
// makes it begin anew.
Status copy_pages(SQLite::Database& from, SQLite::Database& to, const Progress& go_on) {
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(to.getHandle(), "main", from.getHandle(), "main"));
  if (!backup) throw SQLite::Exception(to.getHandle());
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), kPagesAStep);
    if (code != SQLITE_OK && code != SQLITE_DONE) throw SQLite::Exception(to.getHandle(), code);
    const int total = sqlite3_backup_pagecount(backup.get());
    if (!go_on(total - sqlite3_backup_remaining(backup.get()), total))
      return fail(ErrorKind::cancelled, "stopped; no backup was made");
    if (code == SQLITE_DONE) return {};
  }
}

Status to_disk(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (done) return {};
  return fail(ErrorKind::io, "cannot be written to the disk", path);
}

Status copied(const std::string& path, const std::string& unfinished, const Progress& go_on) {
  SQLite::Database from(path, SQLite::OPEN_READONLY, 5000);
  SQLite::Database to(unfinished, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  const SQLite::Transaction reading(from, SQLite::TransactionBehavior::DEFERRED);
  static_cast<void>(from.execAndGet("SELECT count(*) FROM sqlite_master"));
  if (auto done = copy_pages(from, to, go_on); !done) return done;
  // One file, without -wal and -shm beside it; the first run switches back.
  to.exec("PRAGMA journal_mode = DELETE");
  return {};
}

}  // namespace

Result<Checked> back_up_store(const std::string& path, const std::string& to,
                              const Progress& go_on) {
  std::error_code error;
  if (std::filesystem::exists(to, error))
    return fail(ErrorKind::invalid_argument, "is there already: name a new file", to);
  {
    const auto source = Connection::open(path, {.read_only = true});
    if (!source) return tl::unexpected(source.error());
  }
  const std::string unfinished = to + ".new";
  std::filesystem::remove(unfinished, error);
  const auto failed = [&](Error cause) -> Result<Checked> {
    std::error_code ignored;
    for (const char* rest : {"", "-journal", "-wal", "-shm"})
      std::filesystem::remove(unfinished + rest, ignored);
    return tl::unexpected(std::move(cause));
  };
  try {
    if (auto done = copied(std::filesystem::absolute(path).string(),
                           std::filesystem::absolute(unfinished).string(), go_on);
        !done)
      return failed(done.error());
  } catch (const SQLite::Exception& cause) {
    return failed(to_error(cause, to));
  }
  const auto checked = check_store(unfinished);
  if (!checked) return failed(checked.error());
  if (auto written = to_disk(unfinished); !written) return failed(written.error());
  std::filesystem::rename(unfinished, to, error);
  if (error) return failed({ErrorKind::io, error.message(), to});
  return checked;
}

Result<Checked> check_store(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return fail(ErrorKind::not_found, "there is no such file", path);
  const auto unusable = [&](std::string_view what) {
    return fail(ErrorKind::store_unusable, std::string(what), path);
  };
  try {
    SQLite::Database database(std::filesystem::absolute(path).string(), SQLite::OPEN_READONLY,
                              5000);
    const auto number = [&](const char* sql) { return database.execAndGet(sql).getInt64(); };
    if (number("PRAGMA application_id") != kApplicationId)
      return unusable("this is not a store of gongwatch");
    Checked checked;
    checked.version = static_cast<int>(number("PRAGMA user_version"));
    if (checked.version > schema_version())
      return unusable(
          fmt::format("it is of version {}, this program knows versions up to {}: use a "
                      "newer gongwatch",
                      checked.version, schema_version()));
    const std::string whole = database.execAndGet("PRAGMA integrity_check(1)").getString();
    if (whole != "ok") return unusable("it is damaged: " + whole);
    checked.captures = number("SELECT count(*) FROM capture");
    if (checked.version >= 2) {
      checked.applications = number("SELECT count(*) FROM application");
      checked.articles = number("SELECT count(*) FROM article");
    }
    return checked;
  } catch (const SQLite::Exception& failure) {
    return tl::unexpected(to_error(failure, path));
  }
}

}  // namespace gongwatch::store
