// A linear look at HTML before Gumbo sees it: Gumbo's time is quadratic in nesting depth and in the
// attributes of a tag.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/result.h"
#include "parser/parse_document.h"

namespace gongwatch::parser {

struct Prescan {
  std::size_t depth = 0;       // upper estimate of the deepest element
  std::size_t attributes = 0;  // most on one tag
};

// Follows the tokenizer and the tree builder's stack of open elements (HTML 13.2.5, 13.2.6); where
// it simplifies, it mostly counts too much. A page built to mislead it (raw text that its context
// ignores) still meets the tree's own depth check, the memory cap and limits.expired. Errors:
// too_deep, too_large (attributes), timeout. Stops at the first excess.
Result<Prescan> prescan_html(std::string_view utf8, const ParseLimits& limits);

}  // namespace gongwatch::parser
