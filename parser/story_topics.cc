#include "parser/story_topics.h"

#include <re2/re2.h>

#include <string>

#include "parser/vocabulary/table.h"

namespace gongwatch::parser {
namespace {

std::string pattern_of_topics() {
  std::string pattern;
  for (const auto& row : table_rows("story_topics", 1)) {
    if (!pattern.empty()) pattern += '|';
    const bool latin = (row[0][0] & 0x80) == 0;
    if (latin) pattern += "\\b";
    pattern += RE2::QuoteMeta({row[0].data(), row[0].size()});
  }
  return "(?i)" + pattern;
}

}  // namespace

bool may_tell_facts(std::string_view text) {
  static const RE2 topics(pattern_of_topics());
  return RE2::PartialMatch({text.data(), text.size()}, topics);
}

}  // namespace gongwatch::parser
