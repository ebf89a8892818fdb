// How ranking claims are worded, and what the words around them say. Used by rankings.cc alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/pattern.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// How a claim is worded. Group numbers of the pattern; 0 stands for "the whole", so a missing group
// is kNone.
constexpr std::size_t kNone = 99;
struct ClaimForm {
  const char* rule;
  Pattern pattern;
  RankKind kind;
  std::size_t rank;     // kNone: first
  std::size_t subject;  // kNone: not in the claim
  std::size_t region;
};

// All ways to word a claim; the first that matches a place counts.
const std::vector<ClaimForm>& claim_forms();
// The regions of parser/vocabulary/regions.tsv as one alternation, longest first.
std::string region_alternatives();

// "aluminum producer in China based on …" → subject, region, and the rest is somebody else's.
struct SubjectParts {
  Span subject;
  Span region;
};

SubjectParts split_subject(const PreparedText& text, Span span);
// The same for Chinese, where the company and the region may stand in front
// ("公司在中国轴承制造商").
SubjectParts split_han_subject(const PreparedText& text, Span span);
// "largest IPO of the year" is no ranking of the issuer.
bool about_a_deal(std::string_view subject);

// What the claim is measured by, its year, who says so ("the same source" sets same_source), and
// the name in front of it.
std::optional<std::string> metric_of(const PreparedText& text, Span sentence, Span claim);
std::optional<std::string> period_of(const PreparedText& text, Span sentence, Span claim);
std::optional<std::string> authority_of(const PreparedText& text, Span sentence, bool& same_source);
std::string claimant_of(const PreparedText& text, Span sentence, Span claim);

}  // namespace gongwatch::parser::facts
