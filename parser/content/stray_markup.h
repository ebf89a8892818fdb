// HTML in what should be plain text: a story copied out of a page's source, a file with the wrong
// type.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser {

// Whether tags of text stand in it; "<3" and "a < b" are none.
bool has_stray_markup(std::string_view text);

// The words alone: breaks and ends of blocks become line ends, other tags go, scripts and styles
// with all that is in them, character references become their characters. Linear time.
std::string without_markup(std::string_view text);

}  // namespace gongwatch::parser
