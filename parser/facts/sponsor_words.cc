#include "parser/facts/sponsor_words.h"

#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {

std::string sponsor_words(std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows("sponsor_words", 2)) {
    if (row[0] != kind) continue;
    all += all.empty() ? "(?:" : "|";
    all += row[1];
  }
  return all + ")";
}

}  // namespace gongwatch::parser::facts
