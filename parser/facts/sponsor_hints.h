// Small words beside names and roles that say more: how many, which, in which order.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/facts/sponsor_names.h"
#include "parser/facts/sponsor_roles.h"

namespace gongwatch::parser::facts {

// How many houses "both", 三家, "it" mean; 0 if there is no such word.
std::size_t count_named(std::string_view words);
// "of which the first two", 其中首两家.
bool is_first_few(std::string_view view, Span between);
// Between names and roles or behind them: "respectively", 分别.
bool is_respective(std::string_view view, Span between, const std::vector<RoleWord>& roles);
// Behind a verb that has its names in front otherwise: "保荐的是X", "联席保荐:X".
bool names_follow(std::string_view view, std::size_t end);
// "named X and Y [joint sponsors]": a verb in front of the names at `names` gives them the role.
bool is_made(std::string_view view, std::size_t names);
// "jointly", 共同: "sponsor" then means a joint one.
bool acts_together(std::string_view view, Span between);
// "X is sole sponsor and, together with [Y, overall coordinator]".
bool is_together_with(std::string_view view, Span between);
// "保荐人为X一家", "只剩X", "X、Y(联席)": more than the role's word says.
std::optional<Role> told_beside(std::string_view view, const NameList& names);
// Takes the "sponsors" of "besides the joint sponsors", 除三家保荐人外, out of the roles; where it
// stands.
Span take_reference(std::string_view view, std::vector<RoleWord>& words);

}  // namespace gongwatch::parser::facts
