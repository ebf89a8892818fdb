// One SQLite connection behind the house's manners: cached statements, bound parameters, errors as
// values. SQLiteCpp's exceptions end here: guarded() turns them into Error. One thread at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "model/result.h"
#include "model/time.h"
#include "store/store.h"

struct sqlite3_stmt;

namespace gongwatch::store {

// The Error that an SQLite failure on the database at `path` means, and what to do about it.
Error to_error(const SQLite::Exception& failure, const std::string& path);

// What every database is opened with beside `flags`: no locks for threads, as each connection has
// one user, and no counting of memory.
int open_flags(int flags);

// A borrowed prepared statement; reset and unbound when it goes out of scope. Throws
// SQLite::Exception.
class Query {
 public:
  explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
  Query(Query&& other) noexcept
      : statement_(std::exchange(other.statement_, nullptr)), bound_(other.bound_) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;
  ~Query();

  // Binds the next positions in order. Text is made valid UTF-8 without NUL on the way in.
  template <class... Values>
  Query& bind(const Values&... values) {
    (put(values), ...);
    return *this;
  }
  Query& bind_blob(std::string_view bytes);

  bool next();
  // Runs a statement that gives no rows; the number of rows it changed.
  int run();

  bool is_null(int column) const;
  std::string text(int column) const;       // "" for NULL
  std::string_view view(int column) const;  // the same, valid until the next step
  std::string_view blob(int column) const;  // valid until the next step
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool truth(int column) const { return integer(column) != 0; }
  std::optional<std::string> maybe_text(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;
  // nullopt for NULL and for text that is no date (written by another hand).
  std::optional<CivilDate> maybe_date(int column) const;
  std::optional<Instant> maybe_instant(int column) const;
  std::size_t size(int column) const;  // of a byte offset; 0 for negative values
  // Adds the value of a column to `line`, so that equal lines mean equal values.
  void describe(int column, std::string& line) const;

  void put(std::string_view value);
  void put(const char* value) { put(std::string_view(value)); }
  void put(const std::string& value) { put(std::string_view(value)); }
  void put(bool value) { put(std::int64_t{value}); }
  void put(int value) { put(std::int64_t{value}); }
  void put(std::int64_t value);
  void put(std::size_t value) { put(static_cast<std::int64_t>(value)); }
  void put(double value);
  void put(CivilDate value);
  void put(Instant value);
  template <class T>
  void put(const std::optional<T>& value) {
    if (value) {
      put(*value);
    } else {
      put_null();
    }
  }

 private:
  void put_null();
  void check(int code) const;

  sqlite3_stmt* statement_;
  int bound_ = 0;
};

class Connection {
 public:
  // Opens, checks whose file it is, sets the pragmas and migrates (store.h).
  static Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                  const OpenOptions& options);

  // The statement is prepared once. A literal is known by its place, which is quicker than by its
  // words.
  template <std::size_t N>
  Query query(const char (&sql)[N]) {
    auto& statement = literals_[sql];
    if (!statement) statement = prepared(std::string_view(sql, N - 1));
    return Query(statement.get());
  }
  Query query(const std::string& sql);
  sqlite3* handle() const { return database_.getHandle(); }
  std::int64_t last_row_id() const { return database_.getLastInsertRowid(); }
  const std::string& path() const { return path_; }
  bool is_writable() const { return writable_; }

  // Runs work (which returns a Result or Status); what SQLite throws inside becomes its error.
  template <class Work>
  auto guarded(Work&& work) -> decltype(work()) {
    try {
      return work();
    } catch (const SQLite::Exception& failure) {
      return tl::unexpected(to_error(failure, path_));
    }
  }

  // For several queries that must see one state, whatever a writer does between them.
  template <class Work>
  auto snapshot(Work&& work) -> decltype(work()) {
    if (in_transaction_) return guarded(std::forward<Work>(work));
    return guarded([&]() -> decltype(work()) {
      SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::DEFERRED);
      return work();  // nothing was written: rolling back ends the reading
    });
  }

  // Runs work in the open transaction, else in one of its own. A failure inside an open transaction
  // dooms it: it can only be rolled back, so that no half of a step is ever kept.
  template <class Work>
  auto write(Work&& work) -> decltype(work()) {
    if (!in_transaction_) return transaction(std::forward<Work>(work));
    auto result = guarded(std::forward<Work>(work));
    if (!result && !doomed_) doomed_ = result.error();
    return result;
  }

  template <class Work>
  auto transaction(Work&& work) -> decltype(work()) {
    if (in_transaction_) return fail(ErrorKind::internal, "transactions do not nest", path_);
    in_transaction_ = true;
    // Also where `work` throws what is no error of SQLite's.
    struct Ended {
      bool& open;
      ~Ended() { open = false; }
    } const ended{in_transaction_};
    doomed_.reset();
    return guarded([&]() -> decltype(work()) {
      SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
      auto inner = work();
      if (inner && doomed_) return tl::unexpected(*doomed_);
      if (inner) transaction.commit();
      return inner;  // an uncommitted transaction rolls back as it goes
    });
  }

 private:
  Connection(std::string path, int flags);
  Status prepare(const OpenOptions& options);
  // Whose file is it? Its user_version if it is ours (0: empty), an error otherwise.
  Result<int> inspect(bool read_only);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;
  Prepared prepared(std::string_view sql);

  std::string path_;
  SQLite::Database database_;
  std::unordered_map<std::string, Prepared> statements_;
  std::unordered_map<const char*, Prepared> literals_;
  bool in_transaction_ = false;
  bool writable_ = false;
  std::optional<Error> doomed_;
};

// Steps from_version + 1 … schema_version(), after a backup if the database is not empty.
Status migrate(SQLite::Database& database, const std::string& path, int from_version);

}  // namespace gongwatch::store
