// Rows of a workbook that lists applications: the sheet and heading line that hold them, cells by
// the meaning of their columns.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/official.h"
#include "model/result.h"
#include "parser/hkex/row_text.h"
#include "parser/hkex/table_words.h"
#include "parser/xlsx/workbook.h"

namespace gongwatch::parser {

struct ApplicationTable {
  Columns columns;
  std::vector<std::string> headings;
  std::vector<xlsx::Row> rows;  // behind the heading line
};

// The first sheet with a line, among its first 50, that has all of `required`. Errors: those of
// read_workbook; malformed if there is no such line.
Result<ApplicationTable> find_application_table(std::string_view bytes, std::string_view table,
                                                const std::vector<std::string_view>& required);

class SheetRowReader {
 public:
  SheetRowReader(const ApplicationTable& table, const ApplicationFeedName& name,
                 const std::string& feed);

  // A row with name (column `name_column`), status and evidence; nothing for a blank row, and,
  // told, for one without a usable name.
  std::optional<OfficialApplication> read(const xlsx::Row& row, std::string_view name_column);
  // The day in a column; what is no day is told.
  std::optional<CivilDate> day(const xlsx::Row& row, std::string_view column);
  // Keeps the row, unless the same one stands before it.
  void keep(OfficialApplication application);
  // The feed; empty if it has no row.
  Result<ApplicationFeed> take();

 private:
  std::string evidence(const xlsx::Row& row) const;

  const ApplicationTable& table_;
  RowWarnings warnings_;
  ApplicationFeed feed_;
  std::set<std::string> told_;  // statuses
  std::set<std::string> seen_;  // name, days and status
};

}  // namespace gongwatch::parser
