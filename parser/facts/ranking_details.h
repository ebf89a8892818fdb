// Which measure, period and share of a sentence belongs to which of its claims.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/ranking_claims.h"

namespace gongwatch::parser::facts {

struct ClaimDetails {
  std::vector<Span> metrics;  // more than one for paired ranks
  std::vector<std::string> periods;
  Span measure_region;    // the region inside the measure phrase
  Span object;            // what the metric is of
  bool of_field = false;  // `object` is told where a measure is: 若以整个行业计
  std::vector<double> percents;
  Span share;
};

// One entry a claim, in the order of the claims. `year_ago`: what 去年 and "last year" mean.
std::vector<ClaimDetails> claim_details(const PreparedText& text, Span sentence,
                                        const std::vector<RankClaim>& claims,
                                        const RankPhrases& phrases, std::optional<int> year_ago);

}  // namespace gongwatch::parser::facts
