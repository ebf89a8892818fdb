// The words that name a role in a listing.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/span.h"

namespace gongwatch::parser::facts {

// Where the names of a role may stand.
enum class NameSide { either, before, behind };

struct RoleWord {
  Span span;
  std::optional<Role> role;  // none: looks like a role and is none
  NameSide side = NameSide::either;
};

// Roles and verbs ("sponsored by", 保荐) in a folded text, in order.
std::vector<RoleWord> role_words(std::string_view folded, Span in);
// The nouns alone.
std::vector<RoleWord> role_nouns(std::string_view folded, Span in);

// Whether a line says nothing but roles: "Joint Sponsors:", 联席保荐人及整体协调人.
bool is_role_heading(std::string_view folded, Span line);

// Whether there is any word of a role in the span; cheap.
bool has_role_word(std::string_view folded, Span in);

}  // namespace gongwatch::parser::facts
