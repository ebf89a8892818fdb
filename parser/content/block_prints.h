// Hashes by which texts of several pages are compared.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

// Of the letters, digits and characters of the folded text in lower case; 0 if it has few.
std::uint64_t block_print(std::string_view text);
// The words (pairs of characters in Chinese) that may name what a text is about, sorted: no short
// ones, none of stories about listings (story_topics.tsv) and none that hold a language together.
std::vector<std::uint64_t> subject_words(std::string_view text);

}  // namespace gongwatch::parser
