#include "store/migrations.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include <filesystem>
#include <string>

#include "store/connection.h"

namespace gongwatch::store {
namespace {

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

// A whole copy beside the database, before anything is changed. Written under another name first: a
// half copy is no backup.
Status back_up(SQLite::Database& database, const std::string& path, int version) {
  const std::string backup = fmt::format("{}.v{}.bak", path, version);
  const std::string unfinished = backup + ".new";
  std::error_code error;
  std::filesystem::remove(unfinished, error);
  try {
    SQLite::Statement copy(database, "VACUUM INTO ?");
    copy.bind(1, unfinished);
    copy.exec();
  } catch (const SQLite::Exception& failure) {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    Error cause = to_error(failure, backup);
    cause.message = "the backup before the migration failed, nothing was changed: " + cause.message;
    return tl::unexpected(std::move(cause));
  }
  std::filesystem::rename(unfinished, backup, error);
  if (!error) return {};
  return fail(ErrorKind::store_unusable,
              fmt::format("the backup before the migration cannot be named: {}", error.message()),
              backup);
}

}  // namespace

Status migrate(SQLite::Database& database, const std::string& path, int from_version) {
  if (from_version > 0) {
    if (auto saved = back_up(database, path, from_version); !saved) return saved;
  }
  for (std::size_t step = static_cast<std::size_t>(from_version); step < migrations().size();
       ++step) {
    try {
      SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
      // Another process may have done this step while we waited for the lock.
      if (version_of(database) > static_cast<int>(step)) continue;
      run_migration(database, step);
      transaction.commit();
    } catch (const SQLite::Exception& failure) {
      Error cause = to_error(failure, path);
      cause.message = fmt::format("migration {} ({}) failed and was undone: {}", step + 1,
                                  migrations()[step].name, cause.message);
      return tl::unexpected(std::move(cause));
    }
  }
  return {};
}

}  // namespace gongwatch::store
