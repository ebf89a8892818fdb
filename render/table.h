// Rows for people and for programs.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::render {

enum class Format { table, json, ndjson, csv, md };
std::optional<Format> format_from_name(std::string_view name);

struct Table {
  std::vector<std::string>
      columns;  // snake_case: JSON keys and CSV headings; shown in capitals with blanks in tables
  std::vector<std::vector<std::string>>
      rows;  // as many cells as columns; "" prints as nothing, and as null in JSON
  std::set<std::string, std::less<>> numbers{};  // columns whose cells are numbers in JSON
};

// width: columns of the terminal, 0 for no limit; only the aligned table is cut, its widest columns
// first, each cut marked by "…". Control characters in cells print as blanks, invisible and
// bidirectional ones are left out; JSON alone keeps them. CSV follows RFC 4180 with LF; cells that
// a spreadsheet would take for a formula (= + - @, also full-width and behind blanks, but not plain
// numbers) get a ' in front.
std::string print(const Table& table, Format format, std::size_t width = 0);

// The text without what could steer a terminal: control characters become blanks (line feeds stay),
// invisible and bidirectional controls go.
std::string for_terminal(std::string_view text);

// Words wrapped to `width` columns, each line behind `indent`; han text may break anywhere.
std::string wrap(std::string_view text, std::size_t width, std::string_view indent);

}  // namespace gongwatch::render
