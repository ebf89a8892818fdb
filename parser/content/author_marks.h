// What names of classes and microdata tell about authors.
#pragma once

#include <gumbo.h>

#include <optional>

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// <a rel="author">, <span itemprop="author">, <p class="byline">; `block` is left to the caller.
// Nothing for other elements, for a comment's author and for what is no name.
std::optional<MarkedAuthor> marked_author(const GumboNode* element);

}  // namespace gongwatch::parser
