#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>
#include <sqlite3.h>

#include "store/connection.h"

namespace gongwatch::store {

Error to_error(const SQLite::Exception& failure, const std::string& path) {
  const auto unusable = [&](std::string_view message) {
    return Error{ErrorKind::store_unusable, fmt::format("{} ({})", message, failure.what()), path};
  };
  switch (failure.getErrorCode()) {
    case SQLITE_NOTADB:
      return unusable("this is not an SQLite database: name another file");
    case SQLITE_CORRUPT:
      return unusable(
          "the database is damaged: put back a backup (`gongwatch restore FILE`), or save what can "
          "be read of it (`gongwatch restore --salvage FILE`)");
    case SQLITE_FULL:
      return unusable(
          "no space left on the disk or under the size limit: make room and run again; this step "
          "was undone, what was stored before is safe");
    case SQLITE_READONLY:
      return unusable("not writable: check owner and permissions of the file and its folder");
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return unusable(
          "cannot be opened: check owner and permissions of the file, its folder and the -wal and "
          "-shm files beside it");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return unusable("locked by another process: wait until it has finished, then run again");
    case SQLITE_IOERR:
      return unusable(
          "the operating system could not read or write it: check the disk; this step was undone");
    case SQLITE_TOOBIG:
      return {ErrorKind::too_large, "a value is too large for the database", path};
    default:
      return {ErrorKind::internal, fmt::format("SQLite: {}", failure.what()), path};
  }
}

}  // namespace gongwatch::store
