#include "store/validator_file.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "store/connection.h"

namespace gongwatch::store {
namespace {

constexpr std::int32_t kValidatorFileId = 0x474F4E56;  // PRAGMA application_id: "GONV"
constexpr int kWritesTogether = 1000;

// The rows of a small file, read at once: a statement for each costs four times as much.
class Rows {
 public:
  // False if there are too many.
  bool read(SQLite::Database& database) {
    SQLite::Statement all(database, fmt::format("SELECT url, etag, last_modified, of_url "
                                                "FROM validator ORDER BY url LIMIT {}",
                                                kMost + 1));
    while (all.executeStep()) {
      if (rows_.size() == kMost || bytes_.size() > kMostBytes) return false;
      Row row;
      for (int i = 0; i < kColumns; ++i) {
        const SQLite::Column column = all.getColumn(i);
        row.begins[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(bytes_.size());
        bytes_.append(column.getText(), static_cast<std::size_t>(column.getBytes()));
      }
      row.end = static_cast<std::uint32_t>(bytes_.size());
      rows_.push_back(row);
    }
    return true;
  }

  Validators of(std::string_view url) const {
    const auto at = std::lower_bound(
        rows_.begin(), rows_.end(), url,
        [this](const Row& row, std::string_view one) { return column(row, 0) < one; });
    if (at == rows_.end() || column(*at, 0) != url) return {};
    return {std::string(column(*at, 1)), std::string(column(*at, 2)), std::string(column(*at, 3))};
  }

 private:
  static constexpr int kColumns = 4;
  static constexpr std::size_t kMost = 8192;
  static constexpr std::size_t kMostBytes = 4u << 20;
  struct Row {
    std::array<std::uint32_t, kColumns> begins{};
    std::uint32_t end = 0;
  };
  std::string_view column(const Row& row, std::size_t index) const {
    const std::uint32_t end = index + 1 < kColumns ? row.begins[index + 1] : row.end;
    return std::string_view(bytes_).substr(row.begins[index], end - row.begins[index]);
  }

  std::string bytes_;
  std::vector<Row> rows_;  // by URL, as bytes
};

}  // namespace

class ValidatorFile::Impl {
 public:
  explicit Impl(const std::string& where)
      : path(where),
        database(path, open_flags(SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), 1000) {}

  // Makes the table, or says that this is no such file.
  Status prepare() {
    const auto id = database.execAndGet("PRAGMA application_id").getInt();
    const auto tables = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    if (id != kValidatorFileId && (id != 0 || tables != 0)) {
      return fail(ErrorKind::store_unusable,
                  "this is not a file of validators: name another, this one was left as it is",
                  path);
    }
    // Nobody else may look in meanwhile, so no file need be shared with them.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    // What a power cut takes is asked for again.
    database.exec("PRAGMA synchronous = OFF");
    if (id == 0) database.exec(fmt::format("PRAGMA application_id = {}", kValidatorFileId));
    database.exec(
        "CREATE TABLE IF NOT EXISTS validator (url TEXT PRIMARY KEY, etag TEXT NOT NULL, "
        "last_modified TEXT NOT NULL, of_url TEXT NOT NULL) STRICT, WITHOUT ROWID");
    database.exec("CREATE TABLE IF NOT EXISTS gone (url TEXT PRIMARY KEY) STRICT, WITHOUT ROWID");
    select.emplace(database, "SELECT etag, last_modified, of_url FROM validator WHERE url = ?");
    select_gone.emplace(database, "SELECT 1 FROM gone WHERE url = ?");
    any_gone = database.execAndGet("SELECT EXISTS (SELECT 1 FROM gone)").getInt() != 0;
    bury.emplace(database, "INSERT OR IGNORE INTO gone VALUES (?)");
    replace.emplace(database, "INSERT OR REPLACE INTO validator VALUES (?, ?, ?, ?)");
    begin();
    Rows small;
    if (small.read(database)) rows = std::move(small);
    return {};
  }

  // Runs `work`; an exception of SQLite becomes an error.
  template <class Work>
  auto guarded(Work work) -> decltype(work()) {
    try {
      return work();
    } catch (const SQLite::Exception& failure) {
      return tl::unexpected(to_error(failure, path));
    }
  }

  // Whether there is a row for `url`, which must outlive the look at it; then reset it.
  static bool look_up(SQLite::Statement& select, const std::string& url) {
    select.reset();
    select.bindNoCopy(1, url);
    return select.executeStep();
  }

  // One transaction or the next is always open: a lock for every look would cost more than the
  // look.
  void begin() {
    transaction.emplace(database, SQLite::TransactionBehavior::IMMEDIATE);
    writes = 0;
  }
  void commit() {
    transaction->commit();
    begin();
  }

  std::string path;
  SQLite::Database database;
  std::optional<SQLite::Statement> select, select_gone, replace, bury;
  std::optional<Rows> rows;  // all that is known, until something changes
  bool any_gone = false;     // mostly none is, and nothing need be looked up
  std::optional<SQLite::Transaction> transaction;
  int writes = 0;
};

ValidatorFile::ValidatorFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ValidatorFile::ValidatorFile(ValidatorFile&&) noexcept = default;
ValidatorFile& ValidatorFile::operator=(ValidatorFile&&) noexcept = default;
ValidatorFile::~ValidatorFile() = default;

Result<ValidatorFile> ValidatorFile::open(const std::string& path) {
  try {
    auto impl = std::make_unique<Impl>(path);
    if (Status ready = impl->prepare(); !ready) return tl::unexpected(ready.error());
    return ValidatorFile(std::move(impl));
  } catch (const SQLite::Exception& failure) {
    return tl::unexpected(to_error(failure, path));
  }
}

Result<ValidatorFile::Known> ValidatorFile::find(std::string_view url) {
  return impl_->guarded([&]() -> Result<Known> {
    const std::string key(url);
    Known found;
    if (impl_->rows) {
      found.validators = impl_->rows->of(key);
    } else if (SQLite::Statement& select = *impl_->select; impl_->look_up(select, key)) {
      found.validators = {select.getColumn(0).getString(), select.getColumn(1).getString(),
                          select.getColumn(2).getString()};
      select.reset();
    }
    if (impl_->any_gone && impl_->look_up(*impl_->select_gone, key)) {
      found.gone = true;
      impl_->select_gone->reset();
    }
    return found;
  });
}

Status ValidatorFile::put_gone(std::string_view url) {
  return impl_->guarded([&]() -> Status {
    SQLite::Statement& bury = *impl_->bury;
    bury.reset();
    bury.bind(1, std::string(url));
    bury.exec();
    impl_->any_gone = true;
    if (++impl_->writes >= kWritesTogether) impl_->commit();
    return {};
  });
}

Status ValidatorFile::put(std::string_view url, const Validators& validators) {
  return impl_->guarded([&]() -> Status {
    impl_->rows.reset();
    SQLite::Statement& replace = *impl_->replace;
    replace.reset();
    replace.bind(1, std::string(url));
    replace.bind(2, validators.etag);
    replace.bind(3, validators.last_modified);
    replace.bind(4, validators.of_url);
    replace.exec();
    if (++impl_->writes >= kWritesTogether) impl_->commit();
    return {};
  });
}

Status ValidatorFile::commit() {
  return impl_->guarded([&]() -> Status {
    impl_->commit();
    return {};
  });
}

}  // namespace gongwatch::store
