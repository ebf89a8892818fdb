// Looking for vocabulary phrases in folded, lower-case text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gongwatch::parser {

// Folded and in lower case (Latin and Cyrillic letters): the form in which vocabulary and text
// meet.
std::string lowered(std::string_view text);
// … of a text that is folded already; every byte stays where it is.
std::string lower_folded(std::string folded);

// Where `phrase` stands in `text` at or after `from`, not inside a longer Latin word or number;
// npos if nowhere.
std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from = 0);
bool starts_with_phrase(std::string_view text, std::string_view phrase);

}  // namespace gongwatch::parser
