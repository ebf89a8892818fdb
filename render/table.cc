#include <algorithm>

#include "render/layout.h"
#include "text/utf8.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 6;

std::string heading(std::string_view column) {
  std::string words(column);
  for (char& c : words)
    c = c == '_' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return words;
}

std::string printable(std::string_view cell) {
  std::string out;
  for (std::size_t at = 0; at < cell.size();) {
    const text::CodePoint point = text::decode_at(cell, at);
    at += point.bytes;
    if (point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0)) {
      out += ' ';
    } else if (!text::is_invisible(point.value)) {
      text::append(out, point.value);
    }
  }
  return out;
}

std::string padded(const std::string& cell, std::size_t width, bool last) {
  std::string out = text::cut_to_width(cell, width);
  if (!last) out.append(width - std::min(width, text::display_width(out)) + kGap, ' ');
  return out;
}

// The widest of the first `count` columns give way until these fit.
void fit(std::vector<std::size_t>& widths, std::size_t count, std::size_t limit) {
  const auto end = widths.begin() + static_cast<std::ptrdiff_t>(count);
  const auto total = [&] {
    std::size_t sum = kGap * (count == 0 ? 0 : count - 1);
    for (auto width = widths.begin(); width != end; ++width) sum += *width;
    return sum;
  };
  while (limit > 0 && total() > limit) {
    auto widest = std::max_element(widths.begin(), end);
    if (widest == end || *widest <= kNarrowest) return;
    --*widest;
  }
}

// Lines of one row whose last cell goes on below itself.
std::string wrapped_row(const std::vector<std::string>& cells,
                        const std::vector<std::size_t>& widths) {
  std::string out;
  const std::string words = wrap(cells.back(), widths.back(), "");
  for (std::size_t at = 0; at < words.size() || out.empty();) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    std::string line;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i)
      line += padded(at == 0 ? cells[i] : std::string(), widths[i], false);
    line += words.substr(at, end - at);
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += line + "\n";
    at = end + 1;
  }
  return out;
}

// The last column takes what the others leave, and two fifths at least.
void leave_room(std::vector<std::size_t>& widths, std::size_t limit) {
  constexpr std::size_t kRoom = 20;
  fit(widths, widths.size() - 1, limit - std::min(limit, std::max(kRoom, limit * 2 / 5) + kGap));
  std::size_t before = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before += widths[i] + kGap;
  widths.back() = std::max(kRoom, limit - std::min(limit, before));
}

std::string aligned(const Table& table, std::size_t limit, bool wrap_last = false) {
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> head;
  for (const std::string& column : table.columns) head.push_back(heading(column));
  lines.push_back(std::move(head));
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(printable(cell));
    lines.push_back(std::move(cells));
  }
  std::vector<std::size_t> widths(table.columns.size(), 1);
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], text::display_width(line[i]));
  }
  const bool wraps = wrap_last && limit > 0 && !widths.empty();
  if (wraps) {
    leave_room(widths, limit);
  } else {
    fit(widths, widths.size(), limit);
  }
  std::string out;
  for (const auto& line : lines) {
    if (wraps) {
      out += wrapped_row(line, widths);
      continue;
    }
    std::string row;
    for (std::size_t i = 0; i < widths.size(); ++i)
      row += padded(line[i], widths[i], i + 1 == widths.size());
    while (!row.empty() && row.back() == ' ') row.pop_back();
    out += row + "\n";
  }
  return out;
}

// "-12.5" is no formula.
bool is_number(std::string_view cell) {
  cell.remove_prefix(cell.find_first_not_of("+-") == 1 ? 1 : 0);
  return !cell.empty() && cell.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(cell.begin(), cell.end(), '.') <= 1 && cell.back() != '.';
}

// Spreadsheets pass over blanks in front, and take the full-width signs, too.
bool looks_like_formula(std::string_view cell) {
  cell.remove_prefix(std::min(cell.find_first_not_of(" \t\r\n"), cell.size()));
  if (cell.empty() || is_number(cell)) return false;
  const char32_t first = text::decode_at(cell, 0).value;
  return std::u32string_view(U"=+-@\uFF1D\uFF0B\uFF0D\uFF20").find(first) !=
         std::u32string_view::npos;
}

// Line feeds stay.
std::string csv_cell(const std::string& cell) {
  std::string safe = for_terminal(cell);
  if (looks_like_formula(cell) || looks_like_formula(safe)) safe.insert(0, 1, '\'');
  if (safe.find_first_of(",\"\n\r") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv(const Table& table) {
  std::string out;
  const auto line = [&out](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    out += "\n";
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
  return out;
}

std::string markdown(const Table& table) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string row = "|";
    for (const std::string& cell : cells) {
      row += " " + markdown_escaped(printable(cell)) + " |";
    }
    return row + "\n";
  };
  std::string rule = "|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) rule += "---|";
  std::string out = line(table.columns) + rule + "\n";
  for (const auto& row : table.rows) out += line(row);
  return out;
}

Json object_of(const Table& table, const std::vector<std::string>& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Json& value = object[table.columns[i]];
    if (row[i].empty()) continue;
    if (table.numbers.count(table.columns[i]) > 0) value = Json::parse(row[i], nullptr, false);
    if (!value.is_number()) value = row[i];
  }
  return object;
}

std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::optional<Format> format_from_name(std::string_view name) {
  if (name == "table") return Format::table;
  if (name == "json") return Format::json;
  if (name == "ndjson") return Format::ndjson;
  if (name == "csv") return Format::csv;
  if (name == "md") return Format::md;
  return std::nullopt;
}

std::string print(const Table& table, Format format, std::size_t width) {
  switch (format) {
    case Format::table:
      return aligned(table, width);
    case Format::csv:
      return csv(table);
    case Format::md:
      return markdown(table);
    case Format::json:
      return dumped(json_rows(table), 2);
    case Format::ndjson: {
      std::string out;
      for (const auto& row : table.rows) out += dumped(object_of(table, row), -1);
      return out;
    }
  }
  return {};
}

Json json_rows(const Table& table) {
  Json array = Json::array();
  for (const auto& row : table.rows) array.push_back(object_of(table, row));
  return array;
}

std::string markdown_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      if (std::string_view("\\`*_[]{}()#|~!").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string print_wrapped(const Table& table, Format format, std::size_t width) {
  return format == Format::table ? aligned(table, width, true) : print(table, format);
}

std::string for_terminal(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += printable(text.substr(begin, end - begin));
    if (end < text.size()) out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string wrap(std::string_view text, std::size_t width, std::string_view indent) {
  const std::string clean = printable(text);
  std::string out;
  std::string line;
  std::string word;
  const std::size_t room = width > indent.size() + 10 ? width - indent.size() : 10;
  const auto flush_line = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (!line.empty()) out += std::string(indent) + line + "\n";
    line.clear();
  };
  const auto flush_word = [&] {
    if (text::display_width(line) + text::display_width(word) > room) flush_line();
    line += word;
    word.clear();
  };
  for (std::size_t at = 0; at < clean.size();) {
    const text::CodePoint point = text::decode_at(clean, at);
    at += point.bytes;
    if (point.value == ' ') {
      flush_word();
      if (!line.empty() && text::display_width(line) < room) line += ' ';
    } else {
      if (text::is_han(point.value)) flush_word();
      text::append(word, point.value);
    }
  }
  flush_word();
  flush_line();
  return out;
}

}  // namespace gongwatch::render
