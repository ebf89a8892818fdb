#include "scheduler/source_toml.h"

#include <algorithm>
#include <numeric>

#include "scheduler/source_values.h"

namespace gongwatch::scheduler {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMaxTextBytes = 2000;
constexpr std::size_t kMaxListed = 200;

std::string duration_text(milliseconds length) {
  if (length.count() % 60'000 == 0 && length.count() > 0)
    return std::to_string(length.count() / 60'000) + "m";
  return length.count() % 1000 == 0 ? std::to_string(length.count() / 1000) + "s"
                                    : std::to_string(length.count()) + "ms";
}

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view nearest_word(std::string_view written, std::span<const std::string_view> known) {
  if (written.size() > 60) return {};
  std::string_view nearest;
  std::size_t fewest = std::max<std::size_t>(2, written.size() / 2) + 1;
  for (const std::string_view word : known) {
    if (const std::size_t edits = edits_between(written, word); edits < fewest) {
      fewest = edits;
      nearest = word;
    }
  }
  return nearest;
}

void TomlReader::tell(const toml::source_region& where, const std::string& key, std::string reason,
                      ErrorKind kind) {
  if (error_) return;
  // A table that only exists through its sub-tables has no place of its own.
  const auto line = std::max<toml::source_index>(where.begin.line, 1);
  error_ = Error{kind, key + ": " + std::move(reason), file_ + ":" + std::to_string(line)};
}

void TomlReader::wrong(const Table& in, std::string_view key, std::string reason, ErrorKind kind) {
  const toml::node* node = in.table.get(key);
  tell(node != nullptr ? node->source() : in.table.source(), in.prefix + std::string(key),
       std::move(reason), kind);
}

void TomlReader::missing(const Table& in, std::string_view key) {
  wrong(in, key, "required, but not there");
}

void TomlReader::allow_only(const Table& in, std::span<const std::string_view> known) {
  for (const auto& [key, node] : in.table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const std::string_view near = nearest_word(key.str(), known);
    tell(key.source(), in.prefix + std::string(key.str()),
         near.empty() ? std::string("unknown key")
                      : "unknown key; did you mean \"" + in.prefix + std::string(near) + "\"?",
         ErrorKind::invalid_argument);
  }
}

std::string TomlReader::text(const Table& in, std::string_view key, std::string otherwise) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<std::string>();
  if (!value) {
    wrong(in, key, "must be a string");
  } else if (value->empty()) {
    wrong(in, key, "must not be empty");
  } else if (value->size() > kMaxTextBytes) {
    wrong(in, key, "longer than 2000 bytes");
  } else {
    return *value;
  }
  return otherwise;
}

std::vector<std::string> TomlReader::texts(const Table& in, std::string_view key,
                                           std::vector<std::string> otherwise) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return otherwise;
  const toml::array* array = node->as_array();
  if (array == nullptr) return {text(in, key)};
  if (array->empty() || array->size() > kMaxListed) {
    wrong(in, key, array->empty() ? "must not be empty" : "more than 200 values");
    return otherwise;
  }
  std::vector<std::string> values;
  for (const toml::node& element : *array) {
    const auto value = element.value_exact<std::string>();
    if (!value || value->empty() || value->size() > kMaxTextBytes) {
      tell(element.source(), in.prefix + std::string(key), "must hold strings that are not empty",
           ErrorKind::invalid_argument);
      return otherwise;
    }
    values.push_back(*value);
  }
  return values;
}

bool TomlReader::flag(const Table& in, std::string_view key, bool otherwise) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<bool>();
  if (!value) wrong(in, key, "must be true or false");
  return value.value_or(otherwise);
}

double TomlReader::share(const Table& in, std::string_view key, double otherwise) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value<double>();
  if (value && *value >= 0 && *value <= 1) return *value;
  wrong(in, key, "must be a number from 0 to 1");
  return otherwise;
}

int TomlReader::number(const Table& in, std::string_view key, int otherwise, int least, int most) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<std::int64_t>();
  if (!value || *value < least || *value > most) {
    wrong(in, key,
          "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return otherwise;
  }
  return static_cast<int>(*value);
}

milliseconds TomlReader::duration(const Table& in, std::string_view key, milliseconds otherwise,
                                  milliseconds least, milliseconds most) {
  if (!has(in, key)) return otherwise;
  const std::string written = text(in, key);
  if (written.empty()) return otherwise;
  const auto length = duration_of(written);
  if (!length) {
    wrong(in, key, "not a duration such as \"30s\", \"5m\", \"6h\" or \"1d\": \"" + written + "\"");
  } else if (*length < least || *length > most) {
    wrong(
        in, key,
        "must be from " + duration_text(least) + " to " + duration_text(most) + ", not " + written);
  } else {
    return *length;
  }
  return otherwise;
}

std::optional<CivilDate> TomlReader::date(const Table& in, std::string_view key) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return std::nullopt;
  if (const auto value = node->value_exact<toml::date>()) {
    if (const auto day = make_date(value->year, value->month, value->day)) return day;
  } else if (const auto written = node->value_exact<std::string>()) {
    if (const auto day = parse_iso_date(*written)) return *day;
  }
  wrong(in, key, "must be a day (YYYY-MM-DD)");
  return std::nullopt;
}

std::optional<TomlReader::Table> TomlReader::table(const Table& in, std::string_view key) {
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return std::nullopt;
  const toml::table* found = node->as_table();
  if (found == nullptr) {
    wrong(in, key, "must be a table: [" + in.prefix + std::string(key) + "]");
    return std::nullopt;
  }
  return Table{*found, in.prefix + std::string(key) + "."};
}

std::vector<TomlReader::Table> TomlReader::tables(const Table& in, std::string_view key) {
  std::vector<Table> found;
  const toml::node* node = in.table.get(key);
  if (node == nullptr) return found;
  const toml::array* array = node->as_array();
  if (array == nullptr || array->size() > kMaxListed ||
      !std::all_of(array->begin(), array->end(),
                   [](const toml::node& element) { return element.is_table(); })) {
    wrong(in, key, "must be tables: [[" + in.prefix + std::string(key) + "]]");
    return found;
  }
  for (const toml::node& element : *array)
    found.push_back({*element.as_table(), in.prefix + std::string(key) + "."});
  return found;
}

}  // namespace gongwatch::scheduler
