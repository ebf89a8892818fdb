// Tokens of a sentence and what the tagger of company names sees of each (company_tagger.h).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct NameToken {
  Span span;           // in the folded text
  std::string word;    // as features tell it: lower case, digits as 0
  std::string shape;   // of letters: A capital, U all capitals, a small; h Han, 0 digits
  std::string joined;  // as it is counted: of Han sentences with the token behind it
};

// How often the first 64 kB of an article have its words, or its pairs of Han characters; which
// words it writes small.
class NameCounts {
 public:
  explicit NameCounts(const PreparedText& text);

  unsigned of(const std::string& word) const;  // to 4
  bool is_written_small(const std::string& word) const { return small_.count(word) > 0; }

 private:
  void count(const PreparedText& text);

  std::unordered_map<std::string, unsigned> counted_;
  std::unordered_set<std::string> small_;
};

// Each Han character, each word and each other character; words with a hyphen, an apostrophe, & or
// a full stop inside are one token in sentences without Han.
std::vector<NameToken> name_tokens(const PreparedText& text, Span sentence);

// Calls `take` with each feature of the token `at`, always in the same order.
void tell_features(const std::vector<NameToken>& tokens, std::size_t at, bool han, bool in_title,
                   const NameCounts& counts, const std::function<void(std::string_view)>& take);

}  // namespace gongwatch::parser::facts
