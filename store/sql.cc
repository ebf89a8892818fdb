// Questions of a person in SQL: read, never written, within bounds of time and size.
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "store/impl.h"
#include "text/utf8.h"

namespace gongwatch::store {
namespace {

constexpr std::chrono::seconds kTimeLimit{60};
constexpr std::size_t kMaxRows = 1'000'000;
constexpr std::size_t kMaxAnswerBytes = 512U << 20U;
constexpr int kMaxValueBytes = 64 << 20;
constexpr int kShownBlobBytes = 64;
constexpr int kStepsBetweenLooks = 10'000;

// Pragmas that only tell.
bool is_telling(std::string_view pragma, const char* argument) {
  static constexpr std::array<std::string_view, 9> kAbout{
      "table_info",       "table_xinfo", "table_list",  "index_list",     "index_info",
      "foreign_key_list", "index_xinfo", "quick_check", "integrity_check"};
  static constexpr std::array<std::string_view, 10> kValues{
      "user_version",    "application_id", "page_count",   "page_size",
      "encoding",        "freelist_count", "journal_mode", "database_list",
      "compile_options", "data_version"};  // full-text tables ask for it themselves
  const auto is = [&](std::string_view name) { return name == pragma; };
  if (std::any_of(kAbout.begin(), kAbout.end(), is)) return true;
  return argument == nullptr && std::any_of(kValues.begin(), kValues.end(), is);
}

int authorize(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    // Table-valued functions (json_each, pragma_table_info) declare their columns this way; a
    // statement that does it itself is no question and is refused before it runs.
    case SQLITE_UPDATE:
      return first != nullptr && std::string_view(first) == "sqlite_master" ? SQLITE_OK
                                                                            : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return second != nullptr && std::string_view(second) == "load_extension" ? SQLITE_DENY
                                                                               : SQLITE_OK;
    case SQLITE_PRAGMA:
      return first != nullptr && is_telling(first, second) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

int is_over(void* deadline) {
  return std::chrono::steady_clock::now() >
         *static_cast<std::chrono::steady_clock::time_point*>(deadline);
}

// What a person may ask, for as long as this lives.
class Bounds {
 public:
  explicit Bounds(sqlite3* database)
      : database_(database), length_(sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kMaxValueBytes)) {
    sqlite3_set_authorizer(database_, authorize, nullptr);
    sqlite3_progress_handler(database_, kStepsBetweenLooks, is_over, &deadline_);
  }
  Bounds(const Bounds&) = delete;
  Bounds& operator=(const Bounds&) = delete;
  ~Bounds() {
    sqlite3_set_authorizer(database_, nullptr, nullptr);
    sqlite3_progress_handler(database_, 0, nullptr, nullptr);
    sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, length_);
  }

 private:
  sqlite3* database_;
  int length_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::now() + kTimeLimit;
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

tl::unexpected<Error> wrong(std::string message) {
  return fail(ErrorKind::invalid_argument, std::move(message));
}

// What SQLite says about the question; a failure of the database itself stays one.
Error error_of(sqlite3* database, int code, const std::string& path) {
  switch (code & 0xFF) {
    case SQLITE_INTERRUPT:
      return {ErrorKind::timeout,
              fmt::format("no answer within {} seconds: ask for less", kTimeLimit.count()),
              {}};
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return {ErrorKind::invalid_argument,
              fmt::format("only questions are allowed, nothing that writes ({})",
                          sqlite3_errmsg(database)),
              {}};
    case SQLITE_ERROR:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return {ErrorKind::invalid_argument, text::sanitize(sqlite3_errmsg(database)), {}};
    default:
      return to_error(SQLite::Exception(database, code), path);
  }
}

// The only statement of `sql`.
Result<Prepared> prepare_alone(sqlite3* database, std::string_view sql, const std::string& path) {
  Prepared only;
  const char* rest = sql.data();
  const char* const end = sql.data() + sql.size();
  while (rest < end) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(database, rest, static_cast<int>(end - rest), &statement, &rest);
    Prepared prepared(statement);
    if (only && (prepared || code != SQLITE_OK)) return wrong("one statement at a time");
    if (code != SQLITE_OK) return tl::unexpected(error_of(database, code, path));
    if (prepared) only = std::move(prepared);
  }
  if (!only) return wrong("there is no statement to run");
  if (sqlite3_stmt_readonly(only.get()) == 0)
    return wrong("only questions are allowed, nothing that writes");
  if (sqlite3_bind_parameter_count(only.get()) > 0) return wrong("parameters have no values here");
  return only;
}

std::string shown_blob(const void* bytes, int size) {
  std::string shown = "X'";
  const auto* byte = static_cast<const unsigned char*>(bytes);
  for (int i = 0; i < std::min(size, kShownBlobBytes); ++i) shown += fmt::format("{:02X}", byte[i]);
  return shown + (size > kShownBlobBytes ? "…'" : "'");
}

std::optional<std::string> shown(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::nullopt;
    case SQLITE_BLOB: {
      const void* bytes = sqlite3_column_blob(statement, column);
      return shown_blob(bytes, sqlite3_column_bytes(statement, column));
    }
    default: {
      const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      if (bytes == nullptr) return std::string();
      const std::string_view value(
          bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
      return text::is_valid(value) ? std::string(value) : text::sanitize(value);
    }
  }
}

}  // namespace

Result<Store::SqlAnswer> Store::sql(std::string_view statement) const {
  sqlite3* database = impl_->connection->handle();
  const std::string& path = impl_->connection->path();
  if (statement.find('\0') != std::string_view::npos) return wrong("the statement holds a NUL");
  const Bounds bounds(database);
  const auto prepared = prepare_alone(database, statement, path);
  if (!prepared) return tl::unexpected(prepared.error());
  sqlite3_stmt* asked = prepared->get();
  SqlAnswer answer;
  const int columns = sqlite3_column_count(asked);
  for (int i = 0; i < columns; ++i) {
    const char* name = sqlite3_column_name(asked, i);
    answer.columns.push_back(text::sanitize(name == nullptr ? "" : name));
  }
  answer.numeric.assign(answer.columns.size(), true);
  std::size_t bytes = 0;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(asked)) == SQLITE_ROW) {
    auto& row = answer.rows.emplace_back();
    for (int i = 0; i < columns; ++i) {
      const int type = sqlite3_column_type(asked, i);
      if (type != SQLITE_INTEGER && type != SQLITE_FLOAT && type != SQLITE_NULL)
        answer.numeric[static_cast<std::size_t>(i)] = false;
      bytes += row.emplace_back(shown(asked, i)).value_or("").size();
    }
    if (answer.rows.size() > kMaxRows || bytes > kMaxAnswerBytes) {
      return fail(ErrorKind::too_large,
                  fmt::format("the answer has over {} rows or {} bytes: add a LIMIT", kMaxRows,
                              kMaxAnswerBytes));
    }
  }
  if (code != SQLITE_DONE) return tl::unexpected(error_of(database, code, path));
  return answer;
}

Result<std::vector<std::pair<std::string, std::string>>> Store::views() const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<std::pair<std::string, std::string>>> {
    auto row = connection.query(
        "SELECT m.name, group_concat(c.name, ', ') FROM main.sqlite_master m "
        "JOIN pragma_table_info(m.name) c WHERE m.type = 'view' GROUP BY m.name ORDER BY m.name");
    std::vector<std::pair<std::string, std::string>> views;
    while (row.next()) views.emplace_back(row.text(0), row.text(1));
    return views;
  });
}

}  // namespace gongwatch::store
