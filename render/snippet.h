// Where in a text a search has found something.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/search_words.h"

namespace gongwatch::render {

// A phrase that was found.
struct FoundWords {
  std::size_t begin, end;  // bytes of the text
  std::size_t group;       // which of the words that must all be there
};

// Where the phrases stand in the text, in order; they may overlap.
std::vector<FoundWords> search_hits(std::string_view text, const text::SearchQuery& query);

// Their byte ranges, in order, without overlaps.
std::vector<std::pair<std::size_t, std::size_t>> ranges_of(const std::vector<FoundWords>& hits);

struct Snippet {
  std::string text;
  std::vector<bool> marks;  // of each » and « in it, whether it is ours; the page has its own
};

// The most telling part of the text, about `columns` wide, on one line: the found words (those of
// search_hits in this text) between » and «, "…" where something was left out. The beginning of the
// text if nothing is found in it.
Snippet snippet(std::string_view text, const std::vector<FoundWords>& found, std::size_t columns);

// What stands between » and « in bold for a terminal, the signs too, but not the indent of the
// lines that follow. marks: of each » and « in the text, whether it is one of these; missing ones
// are not.
std::string in_bold(std::string_view wrapped, std::string_view indent,
                    const std::vector<bool>& marks);

}  // namespace gongwatch::render
