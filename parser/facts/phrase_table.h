// Patterns of the vocabulary, made of named words.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser::facts {

// The pattern with each {NAME} replaced by that word of parser/vocabulary/stage_words_*.tsv. A word
// may be made of others that stand in the table.
std::string expanded(std::string_view pattern);

}  // namespace gongwatch::parser::facts
