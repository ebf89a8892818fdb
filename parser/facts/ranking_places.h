// Regions at the edges of a phrase ("中国[咖啡连锁]", "[noodle makers] in Asia"), from
// parser/vocabulary/regions.tsv.
#pragma once

#include <optional>
#include <string>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// A region's name, and the name with what only joins it to its noun (的, 所有, blanks).
struct PlaceMention {
  Span name;
  Span whole;
};

// Chinese, at the very beginning, at the very end, or last inside the span.
std::optional<PlaceMention> han_place_in_front(const PreparedText& text, Span in);
std::optional<PlaceMention> han_place_at_end(const PreparedText& text, Span in);
std::optional<PlaceMention> last_han_place(const PreparedText& text, Span in);

// English, as RE2 without captures: names; adjectives ("Chinese"); what may own a superlative ("the
// world", "the industry").
const std::string& english_place_names();
const std::string& english_place_adjectives();
const std::string& english_place_owners();

}  // namespace gongwatch::parser::facts
