// What tables about listings consist of: one record a company.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parser/facts/table_labels.h"
#include "parser/facts/table_rows.h"

namespace gongwatch::parser::facts {

struct Field {
  Label label;
  Span value;  // a cell, or the cells between two labels of a line
  Span line;
};

struct TableRecord {
  std::vector<Field> fields;
  std::size_t table = 0;    // index into the tables
  std::size_t section = 0;  // of its first line
  bool pipeline = false;    // one of many rows below a head; else the table is about one company

  const Field* find(LabelKind kind) const;
};

// The records of all tables that have labels of listings, in the order of the text. Three shapes:
// lines "label | value" (also two pairs a line), rows below a head, and columns beside a head.
std::vector<TableRecord> find_records(const PreparedText& text,
                                      const std::vector<TextTable>& tables);

// Whether the record tells a stage, its day, a bank's role or the terms of an offer.
bool tells_of_listing(const TableRecord& record);

}  // namespace gongwatch::parser::facts
