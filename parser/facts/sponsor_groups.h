// Roles that go together, and what joins them to the names in front of them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/facts/sponsor_roles.h"

namespace gongwatch::parser::facts {

// "sole sponsor, overall coordinator and bookrunner", 保荐人及整体协调人.
struct RoleGroup {
  std::vector<RoleWord> words;
  Span span;
};

std::vector<RoleGroup> role_groups(std::string_view view, const std::vector<RoleWord>& words);

struct Link {
  bool strong = false;  // "as", "are", 为, 担任 and the like join them
  bool weak = false;    // they only stand beside each other: "CICC (sole sponsor)"
  bool comma = false;   // a clause or bracket of its own: ", who are also …"
};

// `between`: from the last name to the roles.
Link link_of(std::string_view view, Span between, const RoleGroup& group);

// Whether nothing but joining words stands between, of which one makes the connection.
bool joins_across(std::string_view view, Span between, const RoleGroup& group);

// "UBS, CICC sponsor.", "ABCI, CCBI sponsor it.": notes in the style of a list, and nothing else.
bool is_curt(std::string_view view, std::size_t names, Span role);
// "…,前者同时是": which of the two told in front of `told` has the role behind, 0 or 1.
std::optional<std::size_t> which_of_pair(std::string_view view, std::size_t told, std::size_t role);

}  // namespace gongwatch::parser::facts
