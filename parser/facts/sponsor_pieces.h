// Sponsors of one sentence or one cell of a table.
#pragma once

#include <vector>

#include "parser/facts/sponsor_names.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {

// `before`: what the sentence before named, for "both" and 上述两家.
std::vector<FoundSponsor> read_piece(const PreparedText& text, Span piece, std::size_t sentence,
                                     const std::vector<FoundSponsor>& before);

// One house in one role. Spans of `name` count in `piece`, `clause` in the folded text.
FoundSponsor found_sponsor(const SponsorText& piece, const HouseName& name, Role role, Span clause,
                           std::size_t sentence);

}  // namespace gongwatch::parser::facts
