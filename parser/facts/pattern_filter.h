// Many patterns looked for in one text: RE2's own prefilter (FilteredRE2) takes out of them the
// literals that a text must hold, so that most sentences are spared most patterns.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/literal_set.h"
#include "parser/facts/pattern.h"

namespace re2 {
class FilteredRE2;
}

namespace gongwatch::parser::facts {

class PatternFilter {
 public:
  // They are part of the program: one that does not compile ends it with a message.
  explicit PatternFilter(const std::vector<std::string>& patterns);
  ~PatternFilter();
  PatternFilter(const PatternFilter&) = delete;
  PatternFilter& operator=(const PatternFilter&) = delete;

  // The places of those that may match the words (lower-case ASCII), ascending: all that do, and
  // some that do not.
  std::vector<std::size_t> candidates(std::string_view lower) const;
  // As Pattern's.
  std::vector<Match> find_all(std::size_t place, std::string_view text, Span in) const;

 private:
  std::unique_ptr<re2::FilteredRE2> filter_;
  std::unique_ptr<LiteralSet> literals_;
};

}  // namespace gongwatch::parser::facts
