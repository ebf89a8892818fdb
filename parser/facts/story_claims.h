// Whose the ranking claims of an article are.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/rankings.h"

namespace gongwatch::parser::facts {

// The claims of the companies that sentences are about (`about`, one entry a sentence), each once.
// Another name that makes the very claim an issuer makes is that issuer under another name (a
// machine translation, a brand): added as an alias, with a warning. `reference`: what "last year"
// counts from.
std::vector<Ranking> claims_of_issuers(const PreparedText& text,
                                       const std::vector<std::optional<std::size_t>>& about,
                                       Issuers& issuers, std::vector<Warning>& warnings,
                                       std::optional<CivilDate> reference,
                                       const std::vector<Span>& asides);

}  // namespace gongwatch::parser::facts
