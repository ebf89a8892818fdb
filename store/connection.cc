#include "store/connection.h"

#include <fmt/core.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>

#include "store/as_of.h"
#include "store/migrations.h"
#include "store/new_store.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::store {
namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::uint64_t kPageBytes = 4096;
constexpr int kCacheKib = 32 * 1024;     // one transaction's pages, so that none is written twice
constexpr int kCheckpointPages = 4'000;  // the WAL grows to 16 MB at most before it is copied back
constexpr std::int64_t kMaxIdleWalBytes = 64 << 20;  // beyond this it is cut when it begins anew
// Small memory that a connection keeps for itself: the statements that stay prepared hold what
// SQLite gives by default.
constexpr int kLookasideBytes = 1200;
constexpr int kLookasideSlots = 400;

// gw_fold(text): what substring search compares; folded and in lower case.
void gw_fold(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  if (bytes == nullptr) return sqlite3_result_null(context);
  const std::string_view value(bytes, static_cast<std::size_t>(sqlite3_value_bytes(arguments[0])));
  const std::string folded = text::lower_ascii(text::fold_text(text::sanitize(value)));
  sqlite3_result_text(context, folded.data(), static_cast<int>(folded.size()), SQLITE_TRANSIENT);
}

Status make_folder(const std::filesystem::path& file) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (!error) return {};
  return fail(ErrorKind::store_unusable,
              fmt::format("the folder cannot be made: {}", error.message()),
              file.parent_path().string());
}

// What stands at the path must be a regular file, or nothing yet.
Status check_file(const std::string& path, bool read_only) {
  struct stat found{};
  if (::stat(path.c_str(), &found) == 0) {
    if (S_ISREG(found.st_mode)) return {};
    return fail(ErrorKind::store_unusable,
                S_ISDIR(found.st_mode) ? "this is a folder: name a file in it"
                                       : "this is not a regular file: name another",
                path);
  }
  if (errno != ENOENT) {
    return fail(ErrorKind::store_unusable,
                fmt::format("cannot be opened: {}", std::strerror(errno)), path);
  }
  if (read_only) {
    return fail(ErrorKind::store_unusable,
                "there is no database here yet: `gongwatch run` makes one", path);
  }
  return make_folder(path);
}

// While another process makes or switches the database, SQLite answers BUSY at once, without the
// busy timeout; so the waiting is done here. False if this file system has no shared memory for it.
bool switch_to_wal(SQLite::Database& database) {
  constexpr std::chrono::milliseconds kPause{10};
  for (int tries = kBusyTimeoutMs / static_cast<int>(kPause.count());; --tries) {
    try {
      return database.execAndGet("PRAGMA journal_mode = WAL").getString() == "wal";
    } catch (const SQLite::Exception& failure) {
      if (failure.getErrorCode() != SQLITE_BUSY || tries <= 0) throw;
    }
    std::this_thread::sleep_for(kPause);
  }
}

// Counting its memory costs SQLite a lock for each piece, and nothing here asks for the sum. Too
// late, it changes nothing.
int without_memory_statistics() { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

}  // namespace

int open_flags(int flags) {
  static const int configured = without_memory_statistics();
  static_cast<void>(configured);
  return flags | SQLite::OPEN_NOMUTEX;
}

Connection::Connection(std::string path, int flags)
    : path_(std::move(path)), database_(path_, open_flags(flags), kBusyTimeoutMs) {
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, kLookasideBytes, kLookasideSlots);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path,
                                                     const OpenOptions& options) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    return fail(ErrorKind::invalid_argument, "the path of the database is empty or holds a NUL",
                path);
  }
  if (options.as_of && !options.read_only) {
    return fail(ErrorKind::invalid_argument, "the past can be read, not written", path);
  }
  // Absolute, so that ":memory:" and "file:…" are plain file names to SQLite.
  std::error_code error;
  const std::string absolute = std::filesystem::absolute(path, error).string();
  if (error) return fail(ErrorKind::store_unusable, error.message(), path);
  if (auto fit = check_file(absolute, options.read_only); !fit) return tl::unexpected(fit.error());
  if (!std::filesystem::exists(absolute, error)) put_new_store(absolute, options.max_bytes);
  const int flags =
      options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
  try {
    std::unique_ptr<Connection> connection(new Connection(absolute, flags));
    if (auto ready = connection->prepare(options); !ready) return tl::unexpected(ready.error());
    return connection;
  } catch (const SQLite::Exception& failure) {
    if (options.read_only && failure.getErrorCode() == SQLITE_READONLY &&
        !std::filesystem::exists(absolute + "-shm", error)) {
      return fail(ErrorKind::store_unusable,
                  "can be read by its owner alone until the next `gongwatch run`, which leaves the "
                  "-wal and -shm files beside it that other readers need",
                  absolute);
    }
    return tl::unexpected(to_error(failure, absolute));
  }
}

Status Connection::prepare(const OpenOptions& options) {
  database_.createFunction("gw_fold", 1, true, nullptr, gw_fold);
  const auto version = inspect(options.read_only);
  if (!version) return tl::unexpected(version.error());
  database_.exec("PRAGMA foreign_keys = ON");
  database_.exec("PRAGMA trusted_schema = OFF");
  database_.exec("PRAGMA cell_size_check = ON");
  database_.exec(fmt::format("PRAGMA cache_size = -{}", kCacheKib));
  if (options.read_only) {
    if (options.as_of) show_as_of(database_, *options.as_of);
    database_.exec("PRAGMA query_only = ON");
    return {};
  }
  if (sqlite3_db_readonly(database_.getHandle(), "main") == 1) {
    return fail(ErrorKind::store_unusable,
                "the file is read-only: check its owner and permissions, or name another", path_);
  }
  if (!switch_to_wal(database_)) {
    return fail(ErrorKind::store_unusable,
                "write-ahead logging is not possible here: put the database on a local disk",
                path_);
  }
  database_.exec("PRAGMA synchronous = NORMAL");
  database_.exec(fmt::format("PRAGMA wal_autocheckpoint = {}", kCheckpointPages));
  // -wal (emptied) and -shm stay when the last writer goes: who may read the store but not write to
  // its folder (the service's, for everybody else) cannot make them, and reads nothing without.
  int keep = 1;
  sqlite3_file_control(handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
  database_.exec(fmt::format("PRAGMA journal_size_limit = {}", kMaxIdleWalBytes));
  if (options.max_bytes > 0) {
    const std::uint64_t pages = std::max<std::uint64_t>(options.max_bytes / kPageBytes, 1);
    database_.exec(fmt::format("PRAGMA max_page_count = {}", pages));
  }
  writable_ = true;
  return *version < schema_version() ? migrate(database_, path_, *version) : Status{};
}

Result<int> Connection::inspect(bool read_only) {
  const auto foreign = [&](std::string_view what) {
    return fail(ErrorKind::store_unusable,
                fmt::format("{}: name another file, this one was left as it is", what), path_);
  };
  // One state, though another process may be making the database right now.
  const SQLite::Transaction reading(database_, SQLite::TransactionBehavior::DEFERRED);
  const auto application_id = database_.execAndGet("PRAGMA application_id").getInt();
  const auto version = database_.execAndGet("PRAGMA user_version").getInt();
  const auto tables = database_.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
  if (application_id == 0 && version == 0 && tables == 0) {
    if (!read_only) return 0;
    return fail(ErrorKind::store_unusable, "the database is empty: `gongwatch run` fills it",
                path_);
  }
  if (application_id != kApplicationId) return foreign("this is the database of another program");
  if (version > schema_version()) {
    return fail(ErrorKind::store_unusable,
                fmt::format("the database is of version {}, this program knows versions up to {}: "
                            "use a newer gongwatch",
                            version, schema_version()),
                path_);
  }
  const auto ours = database_.execAndGet(
      "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('page', 'capture')");
  if (version < 1 || ours.getInt() != 2) return foreign("the tables of gongwatch are not in it");
  if (read_only && version < schema_version()) {
    return fail(
        ErrorKind::store_unusable,
        fmt::format("the database is of version {}, {} is needed: `gongwatch run` brings it "
                    "up to date, after a backup",
                    version, schema_version()),
        path_);
  }
  return version;
}

}  // namespace gongwatch::store
