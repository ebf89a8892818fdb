// Prepared statements: values in, columns out.
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <utility>

#include "store/connection.h"
#include "store/describe.h"
#include "text/utf8.h"

namespace gongwatch::store {
namespace {

// Most texts are plain ASCII: one pass over the bytes says so.
bool is_plain(std::string_view value) {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0 || byte >= 0x80) return false;
  }
  return true;
}

bool is_storable(std::string_view value) {
  return is_plain(value) || (text::is_valid(value) && value.find('\0') == std::string_view::npos);
}

// "2025-11-09" as it is stored; nothing for everything else.
std::optional<CivilDate> read_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int number = 0;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    number = number * 10 + (text[at] - '0');
  }
  return make_date(number / 10000, static_cast<unsigned>(number / 100 % 100),
                   static_cast<unsigned>(number % 100));
}

// As to_iso, without printf: a first load writes hundred thousands of them.
char* write_digits(char* out, unsigned value, int digits) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) {
    out[i] = static_cast<char>('0' + value % 10);
  }
  return out + digits;
}

char* write_date(char* out, CivilDate date) {
  out = write_digits(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  *out++ = '-';
  out = write_digits(out, static_cast<unsigned>(date.month()), 2);
  *out++ = '-';
  return write_digits(out, static_cast<unsigned>(date.day()), 2);
}

bool has_four_digits(CivilDate date) {
  return date.year() >= std::chrono::year{0} && date.year() <= std::chrono::year{9999};
}

}  // namespace

Query::~Query() {
  if (statement_ == nullptr) return;
  // What reset returns was told by the step before; bound values are only memory, and the next use
  // binds every position anew.
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Query::check(int code) const {
  if (code != SQLITE_OK) throw SQLite::Exception(sqlite3_db_handle(statement_), code);
}

void Query::put(std::string_view value) {
  ++bound_;
  const auto bind = [&](std::string_view text) {
    const char* bytes = text.data() == nullptr ? "" : text.data();
    check(
        sqlite3_bind_text64(statement_, bound_, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  };
  if (is_storable(value)) {
    bind(value);
  } else {
    bind(text::sanitize(value));
  }
}

void Query::put(CivilDate value) {
  if (!has_four_digits(value)) return put(to_iso(value));
  std::array<char, 10> text{};
  write_date(text.data(), value);
  put(std::string_view(text.data(), text.size()));
}

void Query::put(Instant value) {
  const auto midnight = std::chrono::floor<std::chrono::days>(value);
  const CivilDate date{midnight};
  if (!has_four_digits(date)) return put(to_iso(value));
  std::array<char, 20> text{};
  char* out = write_date(text.data(), date);
  auto seconds = static_cast<unsigned>((value - midnight).count());
  for (const auto& [mark, unit] : {std::pair{'T', 3600U}, {':', 60U}, {':', 1U}}) {
    *out++ = mark;
    out = write_digits(out, seconds / unit, 2);
    seconds %= unit;
  }
  *out = 'Z';
  put(std::string_view(text.data(), text.size()));
}

void Query::put(std::int64_t value) { check(sqlite3_bind_int64(statement_, ++bound_, value)); }

void Query::put(double value) { check(sqlite3_bind_double(statement_, ++bound_, value)); }

void Query::put_null() { check(sqlite3_bind_null(statement_, ++bound_)); }

Query& Query::bind_blob(std::string_view bytes) {
  const char* start = bytes.data() == nullptr ? "" : bytes.data();
  check(sqlite3_bind_blob64(statement_, ++bound_, start, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

bool Query::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw SQLite::Exception(sqlite3_db_handle(statement_), code);
}

int Query::run() {
  while (next()) {
  }
  return sqlite3_changes(sqlite3_db_handle(statement_));
}

bool Query::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string_view Query::view(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Query::text(int column) const { return std::string(view(column)); }

std::string_view Query::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Query::real(int column) const { return sqlite3_column_double(statement_, column); }

std::optional<std::string> Query::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<std::int64_t> Query::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<CivilDate> Query::maybe_date(int column) const { return read_date(view(column)); }

std::optional<Instant> Query::maybe_instant(int column) const {
  if (is_null(column)) return std::nullopt;
  const auto instant = parse_iso_instant(view(column));
  return instant ? std::optional(*instant) : std::nullopt;
}

std::size_t Query::size(int column) const {
  const std::int64_t value = integer(column);
  return value < 0 ? 0 : static_cast<std::size_t>(value);
}

void Query::describe(int column, std::string& line) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_NULL:
      return describe_null(line);
    case SQLITE_INTEGER:
      return describe_integer(integer(column), line);
    case SQLITE_FLOAT:
      return describe_real(real(column), line);
    default:
      return describe_text(view(column), line);
  }
}

void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Connection::Prepared Connection::prepared(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) throw SQLite::Exception(handle(), code);
  return Prepared(statement);
}

Query Connection::query(const std::string& sql) {
  auto& statement = statements_[sql];
  if (!statement) statement = prepared(sql);
  return Query(statement.get());
}

}  // namespace gongwatch::store
