// Rankings and figures are told by several sources, in one language and in others: which of them
// say the same.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::text {

// Of valid UTF-8. "China", "中國", "国内" → "china". What text/claim_words.tsv does not know is its
// own key, folded.
std::string region_key(std::string_view region);
// "production", "产量" → "output"; "cash cost per ton of aluminum", "现金成本" → "cash cost".
std::string metric_key(std::string_view metric);

struct Claim {
  std::string key;      // all that must agree, in a form that does not depend on the language
  std::string subject;  // of what, as written; may be empty
  std::optional<double> share;  // agrees with none
};

// For each claim the place of the first that says the same: itself, if none does. Two do if their
// keys agree and their subjects are the same words. Subjects in two languages cannot be compared:
// they are taken for the same if, under that key, each language has one subject alone.
std::vector<std::size_t> first_alike(const std::vector<Claim>& claims);

}  // namespace gongwatch::text
