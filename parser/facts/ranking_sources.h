// Who says so: the consultant or researcher whom a ranking is quoted from.
#pragma once

#include <optional>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct RankSource {
  std::optional<Span> name;
  bool same_as_before = false;  // "the same source", 该报告: the one named last
};

// The authority that the sentence quotes. Prospectuses, the company itself, exchanges and media are
// none.
RankSource rank_source(const PreparedText& text, Span sentence);
// Whether the sentence does nothing but name the source of what was said in front of it.
bool is_source_note(const PreparedText& text, Span sentence);

}  // namespace gongwatch::parser::facts
