// Where in a text a search has found something.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/search_words.h"

namespace gongwatch::render {

// The byte ranges of the text that the phrases stand at, in order, without overlaps.
std::vector<std::pair<std::size_t, std::size_t>> search_hits(std::string_view text,
                                                             const text::SearchQuery& query);

// The most telling part of the text, about `columns` wide, on one line: the found words between »
// and «, "…" where something was left out. The beginning of the text if nothing is found in it.
std::string snippet(std::string_view text, const text::SearchQuery& query, std::size_t columns);

}  // namespace gongwatch::render
