// Reads the values of one TOML file, telling the first thing that is wrong by file, line, key and
// reason.
#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::scheduler {

// Getters return the default once anything was wrong: the caller reads everything, then asks
// error().
class TomlReader {
 public:
  TomlReader(const toml::table& root, std::string file) : root_(root), file_(std::move(file)) {}

  // A reader's view of one table; prefix is "" for the root, "article." for [article].
  struct Table {
    const toml::table& table;
    std::string prefix;
  };
  Table root() const { return {root_, ""}; }

  // Every key of the table is among `known`; else tells the nearest of them.
  void allow_only(const Table& in, std::span<const std::string_view> known);
  bool has(const Table& in, std::string_view key) const { return in.table.get(key) != nullptr; }
  // A string of at most 2,000 bytes that is not empty.
  std::string text(const Table& in, std::string_view key, std::string otherwise = {});
  // A string or an array of at least one string.
  std::vector<std::string> texts(const Table& in, std::string_view key,
                                 std::vector<std::string> otherwise = {});
  bool flag(const Table& in, std::string_view key, bool otherwise);
  // A number from 0 to 1.
  double share(const Table& in, std::string_view key, double otherwise);
  int number(const Table& in, std::string_view key, int otherwise, int least, int most);
  // "500ms", "30s", "5m", "6h", "1d".
  std::chrono::milliseconds duration(const Table& in, std::string_view key,
                                     std::chrono::milliseconds otherwise,
                                     std::chrono::milliseconds least,
                                     std::chrono::milliseconds most);
  // A TOML date or a string YYYY-MM-DD.
  std::optional<CivilDate> date(const Table& in, std::string_view key);
  // [key]; nothing if absent.
  std::optional<Table> table(const Table& in, std::string_view key);
  // [[key]], in order.
  std::vector<Table> tables(const Table& in, std::string_view key);

  void wrong(const Table& in, std::string_view key, std::string reason,
             ErrorKind kind = ErrorKind::invalid_argument);
  // As wrong, for a key that should be there.
  void missing(const Table& in, std::string_view key);
  const std::optional<Error>& error() const { return error_; }

 private:
  void tell(const toml::source_region& where, const std::string& key, std::string reason,
            ErrorKind kind);

  const toml::table& root_;
  std::string file_;
  std::optional<Error> error_;
};

// The word of `known` that takes the fewest single-character edits to reach from `written`; empty
// if none is near.
std::string_view nearest_word(std::string_view written, std::span<const std::string_view> known);

}  // namespace gongwatch::scheduler
