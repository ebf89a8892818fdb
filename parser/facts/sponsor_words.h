// Patterns of parser/vocabulary/sponsor_words.tsv.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser::facts {

// The alternatives of a kind, bracketed: "(?:a|b)".
std::string sponsor_words(std::string_view kind);

}  // namespace gongwatch::parser::facts
