// Regular expressions over folded text: RE2, so time is linear in the text whatever the pattern.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/span.h"

namespace re2 {
class RE2;
}

namespace gongwatch::parser::facts {

struct Match {
  Span span;
  std::vector<Span>
      groups;  // groups[0] is the first bracket; an empty span at {0, 0} if it took no part
  bool has(std::size_t group) const { return group < groups.size() && !groups[group].empty(); }
};

// Ends the program: a pattern is part of it.
[[noreturn]] void does_not_compile(const std::string& pattern, const std::string& why);

// Non-overlapping matches, left to right.
std::vector<Match> find_all(const re2::RE2& re, std::string_view text, Span in);

class Pattern {
 public:
  // A pattern is part of the program (code or vocabulary). It is compiled when it is first looked
  // for (most pages meet a part of them only); one that does not compile ends the program with a
  // message.
  explicit Pattern(std::string_view pattern);
  Pattern(Pattern&&) noexcept;
  ~Pattern();

  // The leftmost match inside the range, whose ends are what ^ and $ mean; spans count from the
  // beginning of the text.
  std::optional<Match> find(std::string_view text, Span in) const;
  std::optional<Match> find(std::string_view text) const { return find(text, {0, text.size()}); }
  // Non-overlapping matches, left to right.
  std::vector<Match> find_all(std::string_view text, Span in) const;
  bool matches_in(std::string_view text, Span in) const;

 private:
  struct Lazy;
  const re2::RE2& compiled() const;

  std::unique_ptr<Lazy> lazy_;
};

}  // namespace gongwatch::parser::facts
