#include "store/migrations.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <string>

#include "store/connection.h"
#include "store/migrations/steps.h"

namespace gongwatch::store {
namespace {

constexpr std::array kMigrations{
    Migration{"captures", kStep1Captures},    Migration{"facts", kStep2Facts},
    Migration{"views", kStep3Views},          Migration{"official", kStep4Official},
    Migration{"records", kStep5Views},        Migration{"changes", kStep6Changes},
    Migration{"witnesses", kStep7Witnesses},  Migration{"fetching", kStep8Fetching},
    Migration{"health", kStep9Health},        Migration{"search", kStep10Search},
    Migration{"notify", kStep11Notify},       Migration{"backfill", kStep12Backfill},
    Migration{"addresses", kStep13Addresses}, Migration{"sponsors", kStep14Sponsors},
};

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

std::span<const Migration> migrations() { return kMigrations; }

int schema_version() { return static_cast<int>(kMigrations.size()); }

Status migrate(SQLite::Database& database, const std::string& path, int from_version) {
  if (from_version > 0) {
    if (auto saved = back_up(database, path, from_version); !saved) return saved;
  }
  for (std::size_t step = static_cast<std::size_t>(from_version); step < kMigrations.size();
       ++step) {
    try {
      SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
      // Another process may have done this step while we waited for the lock.
      if (version_of(database) > static_cast<int>(step)) continue;
      database.exec(kMigrations[step].sql);
      database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
      database.exec(fmt::format("PRAGMA user_version = {}", step + 1));
      transaction.commit();
    } catch (const SQLite::Exception& failure) {
      Error cause = to_error(failure, path);
      cause.message = fmt::format("migration {} ({}) failed and was undone: {}", step + 1,
                                  kMigrations[step].name, cause.message);
      return tl::unexpected(std::move(cause));
    }
  }
  return {};
}

}  // namespace gongwatch::store
