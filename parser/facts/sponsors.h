// Who sponsors: names around a role.
#pragma once

#include <cstddef>
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

struct FoundSponsor {
  SponsorMention sponsor;  // evidence: the clause from the names to the role
  Span name;               // where the name stands, with what was put into it
  Span clause;
  std::size_t sentence = 0;  // index into PreparedText::sentences(): where the name stands
};

// All houses with a role in a listing, in the order of the sentences; rows and columns of tables
// too. Plans, denials, houses that left, counsel, A-share sponsors and the like are left out.
// A house that is named again in another sentence is found again.
std::vector<FoundSponsor> find_all_sponsors(const PreparedText& text);

// Leaves of one company's list each house once a role, and no plain `sponsor` of a house that is
// also its sole or joint sponsor.
void drop_repeated_sponsors(std::vector<SponsorMention>& sponsors);

// `sponsor-count`: "sole" with two names, "joint" with one in a list that claims to be complete.
std::vector<Warning> sponsor_count_warnings(const PreparedText& text,
                                            const std::vector<FoundSponsor>& found);

}  // namespace gongwatch::parser::facts
