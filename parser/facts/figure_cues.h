// A vocabulary table whose lines are alternatives of one search: where its words stand and to which
// line they belong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/pattern.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct CueMention {
  Span span;
  std::size_t line;  // of the table
};

class CueTable {
 public:
  // `lines`: RE2 without capturing groups; where two match at one place the earlier line wins.
  explicit CueTable(const std::vector<std::string>& lines);

  // Not overlapping, in order.
  std::vector<CueMention> find(const PreparedText& text, Span in) const;

 private:
  Pattern any_;  // all lines: without groups RE2 runs it as a DFA
  std::vector<Pattern> lines_;
};

}  // namespace gongwatch::parser::facts
