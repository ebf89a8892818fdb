// What can be read of a damaged database, row by row into a new one.
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>

#include "store/connection.h"
#include "store/rescue.h"
#include "store/schema_rebuild.h"

namespace gongwatch::store {
namespace {

namespace fs = std::filesystem;

using RowId = std::int64_t;
constexpr RowId kNone = std::numeric_limits<RowId>::min();

// The new database cannot be written to, which is no damage of the old one.
struct Unwritable {
  SQLite::Exception cause;
};

std::vector<std::string> names_of(SQLite::Database& database, const std::string& sql) {
  std::vector<std::string> names;
  SQLite::Statement row(database, sql);
  while (row.executeStep()) names.push_back(row.getColumn(0).getString());
  return names;
}

// What one table still holds.
class TableRescue {
 public:
  TableRescue(SQLite::Database& from, SQLite::Database& to, const std::string& table,
              const std::vector<std::string>& columns, bool has_rowid, int most_gaps)
      : from_(from),
        to_(to),
        table_(table),
        columns_(fmt::format("{}", fmt::join(columns, ", "))),
        has_rowid_(has_rowid),
        most_gaps_(most_gaps) {
    result_.table = table;
    std::string values;
    for (std::size_t i = 0; i < columns.size(); ++i) values += i == 0 ? "?" : ", ?";
    insert_ = fmt::format("INSERT OR IGNORE INTO {} ({}) VALUES ({})", table, columns_, values);
  }

  Salvaged run() {
    if (has_rowid_) {
      by_rowid();
    } else {
      read_all("");
      const std::int64_t refused = refused_;
      if (broken_) read_all(" ORDER BY 1 DESC");
      refused_ = refused;  // those of the second pass may be the same
      result_.end_unknown = broken_;
    }
    result_.lost = std::max(result_.lost, refused_);
    return result_;
  }

 private:
  // Puts the rows of the statement into the new table; false if reading ended in damage.
  bool take(SQLite::Statement& rows, bool with_rowid) {
    SQLite::Statement insert(to_, insert_);
    try {
      while (rows.executeStep()) {
        const int first = with_rowid ? 1 : 0;
        for (int i = first; i < rows.getColumnCount(); ++i)
          bind(insert, i - first + 1, rows.getColumn(i));
        if (with_rowid) last_ = rows.getColumn(0).getInt64();
        if (put(insert)) ++result_.saved;
      }
      return true;
    } catch (const SQLite::Exception&) {
      broken_ = true;
      return false;
    }
  }

  // A row with a value that the new table does not take (a STRICT column) is lost; only that one.
  bool put(SQLite::Statement& insert) {
    const int code = insert.tryExecuteStep();
    if (code == SQLITE_DONE) {
      insert.tryReset();
      return sqlite3_changes(to_.getHandle()) > 0;
    }
    const int kind = code & 0xff;
    if (kind != SQLITE_CONSTRAINT && kind != SQLITE_MISMATCH)
      throw Unwritable{SQLite::Exception(to_.getHandle(), code)};
    insert.tryReset();
    ++refused_;
    return false;
  }

  static void bind(SQLite::Statement& insert, int place, const SQLite::Column& cell) {
    if (cell.isInteger()) return insert.bind(place, cell.getInt64());
    if (cell.isFloat()) return insert.bind(place, cell.getDouble());
    if (cell.isNull()) return insert.bind(place);
    if (cell.isText()) return insert.bind(place, cell.getString());
    insert.bind(place, cell.getBlob(), cell.getBytes());
  }

  void read_all(const char* order) {
    try {
      SQLite::Statement rows(from_, fmt::format("SELECT {} FROM {}{}", columns_, table_, order));
      take(rows, false);
    } catch (const SQLite::Exception&) {
      broken_ = true;
    }
  }

  void by_rowid() {
    const auto end = edge("max");
    RowId from = kNone;
    bool to_its_end = false;
    for (int gaps = 0; gaps < most_gaps_; ++gaps) {
      last_ = from == kNone ? kNone : from - 1;
      to_its_end = read_from(from);
      if (to_its_end) break;
      const auto next = beyond(last_ == kNone ? edge("min").value_or(0) : last_ + 1, end);
      if (!next) break;
      from = *next;
    }
    result_.end_unknown = !to_its_end && !end;
    if (broken_) count_lost(end);
  }

  bool read_from(RowId first) {
    try {
      SQLite::Statement rows(from_, fmt::format("SELECT rowid, {} FROM {} WHERE rowid >= ? "
                                                "ORDER BY rowid",
                                                columns_, table_));
      rows.bind(1, first);
      return take(rows, true);
    } catch (const SQLite::Exception&) {
      broken_ = true;
      return false;
    }
  }

  std::optional<RowId> edge(const char* which) {
    try {
      SQLite::Statement row(from_, fmt::format("SELECT {}(rowid) FROM {}", which, table_));
      if (row.executeStep() && !row.getColumn(0).isNull()) return row.getColumn(0).getInt64();
    } catch (const SQLite::Exception&) {
      broken_ = true;
    }
    return std::nullopt;
  }

  // Whether the first row at or behind this number can be read whole.
  bool reads_at(RowId rowid) {
    try {
      SQLite::Statement row(from_, fmt::format("SELECT rowid, {} FROM {} WHERE rowid >= ? "
                                               "ORDER BY rowid LIMIT 1",
                                               columns_, table_));
      row.bind(1, rowid);
      return row.executeStep();
    } catch (const SQLite::Exception&) {
      return false;
    }
  }

  // The least number from `bad` on at which reading goes on: in leaps, then halving the last one.
  std::optional<RowId> beyond(RowId bad, std::optional<RowId> end) {
    const RowId last = end.value_or(bad + (RowId{1} << 40));
    RowId leap = 1;
    while (!reads_at(bad + leap)) {
      if (bad + leap > last) return std::nullopt;
      leap *= 2;
    }
    RowId works = bad + leap;
    RowId fails = bad + leap / 2;
    if (leap == 1) fails = bad;
    while (works - fails > 1) {
      const RowId middle = fails + (works - fails) / 2;
      (reads_at(middle) ? works : fails) = middle;
    }
    return works;
  }

  void count_lost(std::optional<RowId> end) {
    SQLite::Statement row(to_, fmt::format("SELECT min(rowid), max(rowid) FROM {}", table_));
    row.executeStep();
    const RowId first = std::min<RowId>(row.getColumn(0).getInt64(), 1);
    const RowId last = std::max(row.getColumn(1).getInt64(), end.value_or(0));
    result_.lost = std::max<RowId>(last - first + 1 - result_.saved, 0);
  }

  SQLite::Database& from_;
  SQLite::Database& to_;
  const std::string& table_;
  std::string columns_, insert_;
  bool has_rowid_;
  int most_gaps_;
  bool broken_ = false;
  std::int64_t refused_ = 0;
  RowId last_ = kNone;
  Salvaged result_;
};

// Rows that name a row which is lost go, or forget it, where a row can stand without.
class Orphans {
 public:
  explicit Orphans(SQLite::Database& database) : database_(database) {
    SQLite::Statement row(
        database_,
        "SELECT m.name, f.\"from\", f.\"table\", coalesce(f.\"to\", f.\"from\") "
        "FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'");
    while (row.executeStep()) {
      links_.push_back({row.getColumn(0).getString(), row.getColumn(1).getString(),
                        row.getColumn(2).getString(), row.getColumn(3).getString()});
    }
  }

  std::map<std::string, std::int64_t> remove() {
    std::map<std::string, std::int64_t> removed;
    database_.exec(
        "INSERT OR IGNORE INTO body (sha256, zstd, raw_bytes) "
        "SELECT body_sha256, x'', 0 FROM capture");
    for (bool again = true; again;) {
      again = false;
      for (const Link& link : links_) {
        const std::string orphaned = fmt::format(
            "{0} IS NOT NULL AND {0} NOT IN (SELECT {2} FROM {1})", link.column, link.to, link.key);
        if (link.column == "merged_into" || link.column == "previous_application_id" ||
            link.column == "latest_capture_id") {
          database_.exec(fmt::format("UPDATE {0} SET {1} = NULL WHERE {2}", link.table, link.column,
                                     orphaned));
          continue;
        }
        const int gone =
            database_.exec(fmt::format("DELETE FROM {} WHERE {}", link.table, orphaned));
        removed[link.table] += gone;
        again = again || gone > 0;
      }
    }
    database_.exec(
        "UPDATE page SET latest_capture_id = (SELECT max(capture_id) FROM capture c "
        "WHERE c.page_id = page.page_id) WHERE latest_capture_id IS NULL");
    // What is lost is asked for as a whole.
    database_.exec(
        "UPDATE page SET etag = '', last_modified = '' WHERE latest_capture_id IS NULL "
        "OR latest_capture_id IN (SELECT c.capture_id FROM capture c "
        "JOIN body b ON b.sha256 = c.body_sha256 WHERE length(b.zstd) = 0)");
    return removed;
  }

 private:
  struct Link {
    std::string table, column, to, key;
  };
  SQLite::Database& database_;
  std::vector<Link> links_;
};

// Those that are read; what is worked out from them is worked out anew.
const char* const kTables =
    "SELECT l.name FROM pragma_table_list l WHERE l.schema = 'main' AND l.type = 'table' "
    "AND l.name NOT LIKE 'sqlite_%' AND l.name NOT LIKE 'search_%' "
    "AND l.name NOT IN ('ipo_row', 'ipo_stale', 'stage')";

bool is_read(SQLite::Database& database, const std::string& table) {
  const auto read = names_of(database, kTables);
  return std::find(read.begin(), read.end(), table) != read.end();
}

std::vector<Salvaged> rescue(SQLite::Database& from, SQLite::Database& to, int most_gaps) {
  to.exec("PRAGMA foreign_keys = OFF");
  const auto there = names_of(from, "SELECT name FROM sqlite_master WHERE type = 'table'");
  std::vector<Salvaged> tables;
  for (const std::string& table : names_of(to, kTables)) {
    if (std::find(there.begin(), there.end(), table) == there.end()) continue;
    const auto old = names_of(from, "SELECT name FROM pragma_table_info('" + table + "')");
    auto columns = names_of(to, "SELECT name FROM pragma_table_info('" + table + "')");
    std::erase_if(columns, [&](const std::string& column) {
      return std::find(old.begin(), old.end(), column) == old.end();
    });
    const bool has_rowid =
        to.execAndGet("SELECT NOT wr FROM pragma_table_list WHERE schema = 'main' AND name = '" +
                      table + "'")
            .getInt() != 0;
    SQLite::Transaction transaction(to);
    tables.push_back(TableRescue(from, to, table, columns, has_rowid, most_gaps).run());
    transaction.commit();
  }
  SQLite::Transaction transaction(to);
  const auto removed = Orphans(to).remove();
  for (Salvaged& table : tables) {
    if (const auto found = removed.find(table.table); found != removed.end())
      table.left_out = found->second;
    table.saved -= table.left_out;
  }
  to.exec("INSERT OR IGNORE INTO ipo_stale SELECT issuer_id FROM issuer");
  to.exec("INSERT OR IGNORE INTO search_pending SELECT article_id FROM article");
  transaction.commit();
  return tables;
}

// Whether its list of tables can be read. An error if it is no store of ours.
Result<bool> lists_tables(const std::string& damaged) {
  try {
    SQLite::Database from(fs::absolute(damaged).string(), SQLite::OPEN_READONLY, 5000);
    if (from.execAndGet("PRAGMA application_id").getInt() != kApplicationId)
      return fail(ErrorKind::store_unusable, "this is the database of another program", damaged);
    if (from.execAndGet("PRAGMA user_version").getInt() > schema_version())
      return fail(ErrorKind::store_unusable, "it is of a newer version: use a newer gongwatch",
                  damaged);
    SQLite::Statement row(from, "SELECT name, sql FROM sqlite_master");
    while (row.executeStep()) static_cast<void>(row.getColumn(1).getText());
    return true;
  } catch (const SQLite::Exception& failure) {
    const int code = failure.getErrorCode();
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR) return false;
    return tl::unexpected(to_error(failure, damaged));
  }
}

// A copy for the time of the work.
class ForAWhile {
 public:
  explicit ForAWhile(std::string path) : path_(std::move(path)) {}
  ~ForAWhile() {
    std::error_code ignored;
    for (const char* part : {"", "-wal", "-shm", "-journal"}) fs::remove(path_ + part, ignored);
  }
  ForAWhile(const ForAWhile&) = delete;
  ForAWhile& operator=(const ForAWhile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

Result<std::vector<Salvaged>> salvage_store(const std::string& damaged, const std::string& to,
                                            int most_gaps) {
  std::error_code error;
  if (!fs::is_regular_file(damaged, error))
    return fail(ErrorKind::not_found, "there is no such file", damaged);
  const std::string copied = to + ".rebuilt";
  for (const std::string& name : {to, copied}) {
    if (fs::exists(name, error))
      return fail(ErrorKind::invalid_argument, "is there already: name a new file", name);
  }
  const ForAWhile copy(copied);
  const auto whole = lists_tables(damaged);
  if (!whole) return tl::unexpected(whole.error());
  try {
    RebuiltSchema rebuilt;
    if (!*whole) {
      auto made = rebuild_schema(damaged, copy.path());
      if (!made) return tl::unexpected(made.error());
      rebuilt = std::move(*made);
    }
    SQLite::Database from(fs::absolute(*whole ? damaged : copy.path()).string(),
                          SQLite::OPEN_READONLY, 5000);
    {
      const auto fresh = Store::open(to);
      if (!fresh) return tl::unexpected(fresh.error());
    }
    SQLite::Database into(fs::absolute(to).string(), SQLite::OPEN_READWRITE, 5000);
    auto tables = rescue(from, into, most_gaps);
    for (const std::string& table : rebuilt.lost) {
      if (is_read(into, table)) tables.push_back({table, 0, 0, 0, true});
    }
    return tables;
  } catch (const Unwritable& failure) {
    return tl::unexpected(to_error(failure.cause, to));
  } catch (const SQLite::Exception& failure) {
    Error cause = to_error(failure, damaged);
    if (failure.getErrorCode() == SQLITE_CORRUPT || failure.getErrorCode() == SQLITE_NOTADB)
      cause.message = "not even its list of tables can be read: nothing can be saved from it";
    return tl::unexpected(std::move(cause));
  }
}

}  // namespace gongwatch::store
