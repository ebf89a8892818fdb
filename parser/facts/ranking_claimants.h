// Who makes a ranking claim.
#pragma once

#include <string>

#include "parser/facts/ranking_claims.h"

namespace gongwatch::parser::facts {

// The name that the claim's clause makes its subject, or that stands in apposition to the claim;
// empty for "the company", 公司 and where no name is told. `from`: where the claim in front ends.
std::string claimant_of(const PreparedText& text, Span sentence, const RankClaim& claim,
                        const RankPhrases& phrases, std::size_t from);

}  // namespace gongwatch::parser::facts
