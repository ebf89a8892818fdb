#include "parser/facts/phrase_table.h"

#include <map>

#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {

std::string expanded(std::string_view pattern) {
  static const std::map<std::string, std::string, std::less<>> words = [] {
    std::map<std::string, std::string, std::less<>> all;
    for (const char* table : {"stage_words_en", "stage_words_zh"}) {
      for (const TableRow& row : table_rows(table, 2)) all.emplace(row[0], row[1]);
    }
    return all;
  }();
  constexpr int kDepth = 4;  // words of words
  std::string result(pattern);
  for (int depth = 0; depth < kDepth; ++depth) {
    for (const auto& [name, meaning] : words) {
      const std::string mark = "{" + name + "}";
      for (std::size_t at = 0; (at = result.find(mark, at)) != std::string::npos;) {
        result.replace(at, mark.size(), meaning);
        at += meaning.size();
      }
    }
  }
  return result;
}

}  // namespace gongwatch::parser::facts
