// Worksheets of an XLSX workbook (Office Open XML), read from memory: cells as text, numbers and
// days. Pure. Merged cells, ditto marks and headings are the caller's matter.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::parser::xlsx {

struct Limits {
  std::size_t max_bytes = 32u << 20;            // of the file
  std::size_t max_unpacked_bytes = 128u << 20;  // of one part, and of all that are read
  std::size_t max_entries = 2000;               // parts in the file
  std::size_t max_sheets = 8;                   // the first ones are read
  std::size_t max_rows = 100'000;               // with content, of one sheet
  std::size_t max_columns = 64;                 // cells behind are left out
  std::size_t max_cells = 1'000'000;            // of all sheets
  std::size_t max_text_bytes = 64u << 20;       // of all cells
  std::size_t max_shared_strings = 200'000;
  std::size_t max_xml_depth = 64;
  std::size_t max_xml_marks = 4'000'000;  // tags and attributes of one part: about 64 bytes each
};

struct Cell {
  enum class Kind { empty, text, number, boolean, error };
  Kind kind = Kind::empty;
  std::string text;              // as stored; "true" or "false"; "#N/A"; a number's digits
  std::optional<double> number;  // days are serial numbers of the workbook's calendar
  std::optional<CivilDate> day;  // of a number whose format shows a day
};

struct Row {
  std::size_t number = 0;   // as Excel counts, from 1; rows without content are left out
  std::vector<Cell> cells;  // from column A to the last one with content
  // The text of a cell, "" behind the last one.
  std::string_view text(std::size_t column) const {
    return column < cells.size() ? std::string_view(cells[column].text) : std::string_view{};
  }
};

struct Sheet {
  std::string name;
  std::vector<Row> rows;
  bool columns_cut = false;  // something stood behind max_columns
};

struct Workbook {
  std::vector<Sheet> sheets;
};

// Errors: empty; malformed (no ZIP file, no workbook in it, broken parts or XML); too_large
// (anything beyond its limit, whatever the file declares), too_deep; unsupported (the old binary
// format .xls, encrypted files).
Result<Workbook> read_workbook(std::string_view bytes, const Limits& limits = {});

// The day that a cell shows: a formatted day, text (31/12/2025, 2025-12-31, 2025/12/31,
// 2025年12月31日), or a plain number that is the serial of a day from 1990 to 2099.
std::optional<CivilDate> day_of(const Cell& cell);
// A serial number of Excel's calendars of 1900 and 1904.
std::optional<CivilDate> day_of_serial(double serial, bool calendar_1904);

}  // namespace gongwatch::parser::xlsx
