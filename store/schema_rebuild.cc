#include "store/schema_rebuild.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "store/connection.h"
#include "store/migrations.h"
#include "store/page_scan.h"

namespace gongwatch::store {
namespace {

namespace fs = std::filesystem;

constexpr int kSignsOfAStore = 3;  // our tables' names among what is found

struct KnownTable {
  std::string sql;
  PageNumber root = 0;  // in a store that was never copied
  std::size_t columns = 0;
  bool has_rowid = true;
  std::vector<std::pair<std::string, PageNumber>> indices;  // that its constraints make
};
using KnownTables = std::map<std::string, KnownTable>;

// How the tables of a store of this version look.
KnownTables known_tables(int version) {
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  for (int step = 0; step < version; ++step)
    fresh.exec(migrations()[static_cast<std::size_t>(step)].sql);
  KnownTables tables;
  SQLite::Statement row(fresh,
                        "SELECT m.name, m.sql, m.rootpage, l.ncol, NOT l.wr FROM sqlite_master m "
                        "JOIN pragma_table_list l ON l.schema = 'main' AND l.name = m.name "
                        "WHERE m.type = 'table' AND l.type = 'table' AND m.rootpage > 0");
  while (row.executeStep()) {
    tables[row.getColumn(0).getString()] = {row.getColumn(1).getString(),
                                            row.getColumn(2).getUInt(),
                                            static_cast<std::size_t>(row.getColumn(3).getInt()),
                                            row.getColumn(4).getInt() != 0,
                                            {}};
  }
  SQLite::Statement index(fresh,
                          "SELECT tbl_name, name, rootpage FROM sqlite_master "
                          "WHERE type = 'index' AND sql IS NULL");
  while (index.executeStep()) {
    const auto table = tables.find(index.getColumn(0).getString());
    if (table != tables.end())
      table->second.indices.emplace_back(index.getColumn(1).getString(),
                                         index.getColumn(2).getUInt());
  }
  return tables;
}

// Where tables and indices begin: as their rows say, if the page there may be theirs.
class Roots {
 public:
  Roots(const PageScan& scan, const KnownTables& known) : scan_(scan), known_(known) {}

  void find() {
    for (const SchemaEntry& entry : scan_.entries) {
      const auto table = known_.find(entry.type == "table" ? entry.name : entry.table);
      if (table == known_.end()) continue;
      const bool rows = entry.type == "table" && table->second.has_rowid;
      if (!begins_here(entry.root, rows)) continue;
      if (entry.type == "table" && !fits(entry.root, table->second.columns, false)) continue;
      places_[entry.name] = entry.root;  // of several the last: the others are older
    }
    for (const auto& [name, root] : places_) taken_.insert(root);
    // What no row tells stands where it stands in a new store, or nobody knows.
    for (const auto& [name, table] : known_) {
      if (places_.count(name) > 0 || taken_.count(table.root) > 0) continue;
      if (!begins_here(table.root, table.has_rowid) || !fits(table.root, table.columns, true))
        continue;
      places_[name] = table.root;
      taken_.insert(table.root);
    }
  }

  std::optional<PageNumber> of(const std::string& name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  bool begins_here(PageNumber page, bool of_rows) const {
    if (page < 2 || page > scan_.pages || scan_.children[page]) return false;
    const std::uint8_t kind = scan_.kinds[page];
    return of_rows ? kind == 0x05 || kind == 0x0d : kind == 0x02 || kind == 0x0a;
  }
  // Old rows may have fewer columns than the table has now.
  bool fits(PageNumber root, std::size_t columns, bool exactly) const {
    const std::size_t there = scan_.columns_under(root);
    return there == 0 || (exactly ? there == columns : there <= columns);
  }

  const PageScan& scan_;
  const KnownTables& known_;
  std::map<std::string, PageNumber> places_;
  std::set<PageNumber> taken_;
};

// A first page with an empty list of tables, for a file of so many pages.
std::string first_page(const PageScan& scan) {
  std::string page(scan.page_bytes, '\0');
  const auto put = [&page](std::size_t at, std::uint32_t value, int width) {
    for (int i = width; i-- > 0; value >>= 8)
      page[at + static_cast<std::size_t>(i)] = static_cast<char>(value & 0xFFU);
  };
  page.replace(0, 15, "SQLite format 3");
  put(16, scan.page_bytes == 65536 ? 1 : static_cast<std::uint32_t>(scan.page_bytes), 2);
  put(18, 0x0101, 2);  // no -wal
  put(21, 0x402020, 3);
  put(24, 1, 4);
  put(28, scan.pages, 4);
  put(40, 1, 4);
  put(44, 4, 4);
  put(56, 1, 4);  // UTF-8
  put(60, static_cast<std::uint32_t>(scan.user_version), 4);
  put(68, static_cast<std::uint32_t>(kApplicationId), 4);
  put(92, 1, 4);
  put(96, 3040000, 4);
  put(100, 0x0d, 1);
  put(105, static_cast<std::uint32_t>(scan.page_bytes & 0xFFFFU), 2);
  return page;
}

// What was written to the -wal goes into the file, if that can be done.
void take_in_wal(const std::string& damaged, const std::string& copy) {
  std::error_code error;
  if (!fs::exists(damaged + "-wal", error)) return;
  fs::copy_file(damaged + "-wal", copy + "-wal", error);
  try {
    SQLite::Database(copy, SQLite::OPEN_READWRITE).exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const SQLite::Exception&) {  // the header is gone: the file is read as it stands
  }
  fs::remove(copy + "-wal", error);
  fs::remove(copy + "-shm", error);
}

Status write_first_page(const std::string& copy, const PageScan& scan) {
  std::error_code error;
  fs::resize_file(copy, std::uint64_t{scan.pages} * scan.page_bytes, error);
  std::fstream file(copy, std::ios::binary | std::ios::in | std::ios::out);
  const std::string page = first_page(scan);
  if (error || !file.write(page.data(), static_cast<std::streamsize>(page.size())).flush())
    return fail(ErrorKind::io, "cannot be written", copy);
  return {};
}

RebuiltSchema write_list(const std::string& copy, const KnownTables& known, const Roots& roots) {
  RebuiltSchema rebuilt;
  SQLite::Database database(copy, SQLite::OPEN_READWRITE);
  database.exec("PRAGMA writable_schema = ON");
  SQLite::Transaction transaction(database);
  SQLite::Statement insert(database,
                           "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) "
                           "VALUES (?, ?, ?, ?, ?)");
  const auto add = [&](const char* type, const std::string& name, const std::string& table,
                       PageNumber root, const std::string* sql) {
    insert.reset();
    insert.bind(1, type);
    insert.bind(2, name);
    insert.bind(3, table);
    insert.bind(4, root);
    if (sql != nullptr) {
      insert.bind(5, *sql);
    } else {
      insert.bind(5);
    }
    insert.exec();
  };
  for (const auto& [name, table] : known) {
    const auto root = roots.of(name);
    if (!root) {
      rebuilt.lost.push_back(name);
      continue;
    }
    add("table", name, name, *root, &table.sql);
    for (const auto& [index, usual] : table.indices) {
      // Nothing is read through it; SQLite wants to know of it.
      if (const auto place = roots.of(index)) add("index", index, name, *place, nullptr);
    }
  }
  transaction.commit();
  return rebuilt;
}

}  // namespace

Result<RebuiltSchema> rebuild_schema(const std::string& damaged, const std::string& copy) {
  std::error_code error;
  fs::copy_file(damaged, copy, error);
  if (error) return fail(ErrorKind::io, error.message(), copy);
  take_in_wal(damaged, copy);
  auto scan = scan_pages(copy);
  if (!scan) return tl::unexpected(scan.error());
  const int newest = static_cast<int>(migrations().size());
  if (scan->user_version < 1 || scan->user_version > newest) scan->user_version = newest;
  const KnownTables known = known_tables(scan->user_version);
  const auto ours =
      std::count_if(scan->entries.begin(), scan->entries.end(), [&](const SchemaEntry& entry) {
        return entry.type == "table" && known.count(entry.name) > 0;
      });
  if (scan->foreign || ours < kSignsOfAStore)
    return fail(ErrorKind::store_unusable,
                "not even its list of tables can be read: nothing can be saved from it", damaged);
  Roots roots(*scan, known);
  roots.find();
  if (Status written = write_first_page(copy, *scan); !written)
    return tl::unexpected(written.error());
  return write_list(copy, known, roots);
}

}  // namespace gongwatch::store
