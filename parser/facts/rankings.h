// Ranking claims: who is how large among whom, where, by what, when, says who.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/time.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct FoundRanking {
  Ranking ranking;       // issuer is filled in by the caller
  std::string claimant;  // the name in front of the claim; empty for "the company" and for none
  std::size_t sentence = 0;
  Span span;     // the claim itself
  Span subject;  // empty if the claim tells none
  Span share;  // of the share in `ranking`, so that it is read as no figure; empty if there is none
};

// All claims of the text, in order. Left out: superlatives about a deal ("largest IPO of the
// year"), a market, customers or shareholders, ranks of competitors and of places, and what is only
// expected. `reference`: the day that 去年 and "last year" count from.
std::vector<FoundRanking> find_rankings(const PreparedText& text,
                                        std::optional<CivilDate> reference = std::nullopt);

// Whether two claims say the same thing of somebody: rank, kind, region, metric, period.
bool same_claim(const Ranking& a, const Ranking& b);

}  // namespace gongwatch::parser::facts
