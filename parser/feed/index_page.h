// HTML pages that list articles: every link whose address fits a pattern. Pure.
#pragma once

#include <string_view>

#include "model/listing_entry.h"
#include "model/result.h"
#include "parser/parse_document.h"

namespace gongwatch::parser {

// `link_pattern` (RE2) is searched in path and query of each absolute http(s) URL; "" takes every
// link. The title is the link's text, the longest if a URL comes more than once. Links of other
// schemes are no entries and no warnings. Errors: invalid_argument (pattern), and those of the HTML
// parser; a page without such links is an empty list.
Result<EntryList> parse_index(std::string_view utf8_html, std::string_view base_url,
                              std::string_view link_pattern, const ParseLimits& limits = {});

}  // namespace gongwatch::parser
