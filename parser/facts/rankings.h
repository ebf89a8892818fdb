// Ranking claims: who is how large among whom, where, by what, when, says who.
#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct FoundRanking {
  Ranking ranking;       // issuer is filled in by the caller
  std::string claimant;  // the name in front of the claim; empty for "the company" and for none
  std::size_t sentence = 0;
  Span span;  // the claim itself
};

// All claims of the text, in order; superlatives about a deal ("largest IPO of the year") are left
// out.
std::vector<FoundRanking> find_rankings(const PreparedText& text);

// Whether two claims say the same thing of somebody: rank, kind, region, metric, period.
bool same_claim(const Ranking& a, const Ranking& b);

}  // namespace gongwatch::parser::facts
