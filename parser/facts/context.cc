#include "parser/facts/context.h"

#include <map>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {

bool has_context(std::string_view kind, const PreparedText& text, Span in) {
  static const std::map<std::string, Pattern, std::less<>> patterns = [] {
    std::map<std::string, std::string> words;
    for (const TableRow& row : table_rows("context", 2)) {
      std::string& one = words[std::string(row[0])];
      one += (one.empty() ? "" : "|") + std::string(row[1]);
    }
    std::map<std::string, Pattern, std::less<>> all;
    for (const auto& [name, pattern] : words) all.emplace(name, Pattern("(?i)" + pattern));
    return all;
  }();
  const auto found = patterns.find(kind);
  return found != patterns.end() && !in.empty() && found->second.matches_in(text.folded(), in);
}

}  // namespace gongwatch::parser::facts
