// The steps that bring a database from one version to the next. Append-only: step N makes version N
// of version N - 1.
#pragma once

#include <cstddef>
#include <span>

namespace SQLite {
class Database;
}

namespace gongwatch::store {

struct Migration {
  const char* name;
  const char* sql;  // several statements, run in one transaction
};

std::span<const Migration> migrations();

// In the open transaction: makes version step + 1. Throws SQLite::Exception.
void run_migration(SQLite::Database& database, std::size_t step);

}  // namespace gongwatch::store
