// The parts of a workbook beside its sheets: which parts there are, shared strings, number formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/xlsx/archive.h"
#include "parser/xlsx/workbook.h"

namespace gongwatch::parser::xlsx {

struct SheetPart {
  std::string name;
  std::string path;
};

struct Parts {
  std::vector<SheetPart> sheets;  // in the workbook's order, at most max_sheets
  std::string shared_strings;     // path, empty if the workbook has none
  std::string styles;             // likewise
  bool calendar_1904 = false;
};

Result<Parts> read_parts(Archive& archive, const Limits& limits);
Result<std::vector<std::string>> read_shared_strings(Archive& archive, const Parts& parts,
                                                     const Limits& limits);
// For each cell format (the attribute "s" of a cell) whether it shows a day.
Result<std::vector<bool>> read_day_formats(Archive& archive, const Parts& parts,
                                           const Limits& limits);
// "yyyy\-mm\-dd", "d mmm yy;@", "[$-404]e年m月d日" show a day; "0.00", "h:mm", "\d" do not.
bool shows_day(std::string_view format_code);

}  // namespace gongwatch::parser::xlsx
