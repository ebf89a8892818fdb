// A sentence cut into clauses: what words govern one another.
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Cut at commas, semicolons, colons, bars, dashes and "but", "while", 但; not inside brackets or
// quotes, and not at the comma of "9 November, 2025" or "Co., Ltd.". In order, touching one
// another.
std::vector<Span> clauses_of(const PreparedText& text, Span sentence);
// The clause that holds the position.
Span clause_at(const std::vector<Span>& clauses, std::size_t position);

}  // namespace gongwatch::parser::facts
