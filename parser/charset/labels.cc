#include "parser/charset/labels.h"

#include <string>
#include <unordered_map>

#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

std::unordered_map<std::string, Encoding> read_table() {
  std::unordered_map<std::string, Encoding> table;
  for (const auto& row : table_rows("encodings", 4)) {
    table.emplace(row[0], Encoding{row[1], row[2], row[3] == "2" ? 2 : 1});
  }
  return table;
}

}  // namespace

const Encoding* encoding_of(std::string_view label) {
  static const std::unordered_map<std::string, Encoding> table = read_table();
  const auto found = table.find(text::lower_ascii(text::trim(label)));
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace gongwatch::parser
