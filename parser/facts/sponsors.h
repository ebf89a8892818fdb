// Who sponsors: names around a role.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct RoleMention {
  Span span;
  // null: words that look like a role and are none ("counsel to the joint sponsors")
  std::optional<Role> role;
};

// Roles named inside `in` (parser/vocabulary/roles.tsv), in order.
std::vector<RoleMention> find_roles(const PreparedText& text, Span in);

// Sponsors and coordinators named inside `in` (a sentence, usually), in order, each name and role
// once. A name counts if it is a known house or looks like one. Evidence is the clause from the
// list of names to the role.
std::vector<SponsorMention> find_sponsors(const PreparedText& text, Span in);

// Whether the span speaks of sponsors of a listing at all.
bool mentions_sponsor(const PreparedText& text, Span in);

}  // namespace gongwatch::parser::facts
