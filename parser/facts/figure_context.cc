#include "parser/facts/figure_context.h"

#include <map>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

using Patterns = std::map<std::string, Pattern, std::less<>>;

// The lines of each kind as one alternation.
Patterns patterns_ending(std::string_view ending) {
  std::map<std::string, std::string, std::less<>> joined;
  for (const TableRow& row : table_rows("figure_context", 2)) {
    std::string& all = joined[std::string(row[0])];
    all += all.empty() ? "(?i)(?:" : "|";
    all += row[1];
  }
  Patterns patterns;
  for (const auto& [kind, all] : joined)
    patterns.emplace(kind, Pattern(all + ")" + std::string(ending)));
  return patterns;
}

bool matches(const Patterns& patterns, std::string_view kind, std::string_view folded) {
  const auto found = patterns.find(kind);
  return found != patterns.end() && !folded.empty() &&
         found->second.matches_in(folded, {0, folded.size()});
}

}  // namespace

bool has_figure_context(std::string_view kind, std::string_view folded) {
  static const Patterns patterns = patterns_ending("");
  return matches(patterns, kind, folded);
}

bool ends_in_figure_context(std::string_view kind, std::string_view folded) {
  static const Patterns patterns = patterns_ending("$");
  return matches(patterns, kind, folded);
}

}  // namespace gongwatch::parser::facts
