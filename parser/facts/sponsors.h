// Who sponsors: names around a role.
#pragma once

#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Sponsors and coordinators named inside `in` (a sentence, usually), in order, each name and role
// once. A name counts if it is a known house or looks like one. Evidence is the clause from the
// list of names to the role.
std::vector<SponsorMention> find_sponsors(const PreparedText& text, Span in);

// Whether the span speaks of sponsors of a listing at all.
bool mentions_sponsor(const PreparedText& text, Span in);

}  // namespace gongwatch::parser::facts
