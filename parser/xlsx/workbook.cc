#include "parser/xlsx/workbook.h"

#include <charconv>

#include "parser/xlsx/archive.h"
#include "parser/xlsx/parts.h"
#include "parser/xlsx/xml.h"
#include "text/utf8.h"

namespace gongwatch::parser::xlsx {
namespace {

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  text = text::trim(text);
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional<Number>(value) : std::nullopt;
}

// "AB12" → 27: the column counted from 0; nothing if there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && letters < 3 && reference[letters] >= 'A' &&
         reference[letters] <= 'Z') {
    column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A') + 1;
  }
  return letters == 0 ? std::nullopt : std::optional<std::size_t>(column - 1);
}

class SheetReader {
 public:
  SheetReader(const std::vector<std::string>& strings, const std::vector<bool>& day_formats,
              bool calendar_1904, const Limits& limits)
      : strings_(strings),
        day_formats_(day_formats),
        calendar_1904_(calendar_1904),
        limits_(limits) {}

  Status read(pugi::xml_node root, Sheet& sheet) {
    std::size_t position = 0;
    for (const pugi::xml_node node : child(root, "sheetData").children()) {
      if (local_name(node) != "row") continue;
      position = number_in<std::size_t>(attribute(node, "r")).value_or(position + 1);
      Row row;
      row.number = position;
      if (auto read = read_row(node, row, sheet.columns_cut); !read) return read;
      if (row.cells.empty()) continue;
      if (sheet.rows.size() == limits_.max_rows) {
        return fail(ErrorKind::too_large, "more than " + std::to_string(limits_.max_rows) + " rows",
                    sheet.name);
      }
      sheet.rows.push_back(std::move(row));
    }
    return {};
  }

 private:
  Status read_row(pugi::xml_node node, Row& row, bool& columns_cut) {
    std::size_t column = 0;
    for (const pugi::xml_node c : node.children()) {
      if (local_name(c) != "c") continue;
      column = column_of(attribute(c, "r")).value_or(column);
      Cell cell = read_cell(c);
      if (cell.kind != Cell::Kind::empty) {
        if (column >= limits_.max_columns) {
          columns_cut = true;
        } else if (auto kept = keep(std::move(cell), column, row); !kept) {
          return kept;
        }
      }
      ++column;
    }
    return {};
  }

  Status keep(Cell cell, std::size_t column, Row& row) {
    if (column >= row.cells.size()) {
      cells_ += column + 1 - row.cells.size();
      row.cells.resize(column + 1);
    }
    // One shared string may stand in a million cells.
    text_bytes_ += cell.text.size();
    if (cells_ > limits_.max_cells || text_bytes_ > limits_.max_text_bytes) {
      return fail(ErrorKind::too_large, "more than " + std::to_string(limits_.max_cells) +
                                            " cells or " + std::to_string(limits_.max_text_bytes) +
                                            " bytes of text");
    }
    row.cells[column] = std::move(cell);
    return {};
  }

  Cell read_cell(pugi::xml_node c) const {
    const std::string_view type = attribute(c, "t");
    const std::string_view value = child(c, "v").child_value();
    if (type == "inlineStr") return text_cell(string_item(child(c, "is")));
    if (type == "s") {
      const auto index = number_in<std::size_t>(value);
      return index && *index < strings_.size() ? text_cell(strings_[*index]) : Cell{};
    }
    if (type == "str" || type == "d") return text_cell(text::sanitize(value));
    if (value.empty()) return {};
    Cell cell;
    cell.text = text::sanitize(value);
    if (type == "b") {
      cell.kind = Cell::Kind::boolean;
      cell.text = value == "1" || value == "true" ? "true" : "false";
    } else if (type == "e") {
      cell.kind = Cell::Kind::error;
    } else {
      read_number(c, cell);
    }
    return cell;
  }

  static Cell text_cell(std::string text) {
    Cell cell;
    if (text::squeeze(text).empty()) return cell;
    cell.kind = Cell::Kind::text;
    cell.text = std::move(text);
    return cell;
  }

  void read_number(pugi::xml_node c, Cell& cell) const {
    cell.number = number_in<double>(cell.text);
    cell.kind = cell.number ? Cell::Kind::number : Cell::Kind::text;
    const auto format = number_in<std::size_t>(attribute(c, "s")).value_or(0);
    if (cell.number && format < day_formats_.size() && day_formats_[format])
      cell.day = day_of_serial(*cell.number, calendar_1904_);
  }

  const std::vector<std::string>& strings_;
  const std::vector<bool>& day_formats_;
  bool calendar_1904_;
  const Limits& limits_;
  std::size_t cells_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace

Result<Workbook> read_workbook(std::string_view bytes, const Limits& limits) {
  auto archive = Archive::open(bytes, limits);
  if (!archive) return tl::unexpected(archive.error());
  const auto parts = read_parts(*archive, limits);
  if (!parts) return tl::unexpected(parts.error());
  const auto strings = read_shared_strings(*archive, *parts, limits);
  if (!strings) return tl::unexpected(strings.error());
  const auto day_formats = read_day_formats(*archive, *parts, limits);
  if (!day_formats) return tl::unexpected(day_formats.error());

  Workbook book;
  SheetReader reader(*strings, *day_formats, parts->calendar_1904, limits);
  for (const SheetPart& part : parts->sheets) {
    auto sheet_bytes = archive->read(part.path);
    if (!sheet_bytes) return tl::unexpected(sheet_bytes.error());
    const auto xml = Xml::parse(std::move(*sheet_bytes), limits);
    if (!xml) {
      Error error = xml.error();
      error.context = part.path;
      return tl::unexpected(std::move(error));
    }
    Sheet sheet;
    sheet.name = part.name;
    if (auto read = reader.read(xml->root(), sheet); !read) return tl::unexpected(read.error());
    book.sheets.push_back(std::move(sheet));
  }
  return book;
}

}  // namespace gongwatch::parser::xlsx
