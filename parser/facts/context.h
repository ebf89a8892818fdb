// Words around a phrase that decide what it means (parser/vocabulary/context.tsv).
#pragma once

#include <optional>
#include <string_view>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// kind: exchange, court, planned, not_approved, postponed, rumoured, history, disclosure. False for
// an unknown kind.
bool has_context(std::string_view kind, const PreparedText& text, Span in);
// Where the last words of that kind stand.
std::optional<Span> last_context(std::string_view kind, const PreparedText& text, Span in);

}  // namespace gongwatch::parser::facts
