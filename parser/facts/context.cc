#include "parser/facts/context.h"

#include <map>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {

namespace {

const Pattern* pattern_of(std::string_view kind) {
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
  return found == patterns.end() ? nullptr : &found->second;
}

}  // namespace

bool has_context(std::string_view kind, const PreparedText& text, Span in) {
  const Pattern* pattern = pattern_of(kind);
  return pattern != nullptr && !in.empty() && pattern->matches_in(text.folded(), in);
}

std::optional<Span> last_context(std::string_view kind, const PreparedText& text, Span in) {
  const Pattern* pattern = pattern_of(kind);
  if (pattern == nullptr || in.empty()) return std::nullopt;
  const auto all = pattern->find_all(text.folded(), in);
  return all.empty() ? std::nullopt : std::optional(all.back().span);
}

}  // namespace gongwatch::parser::facts
