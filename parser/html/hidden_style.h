// Whether a style attribute says that its element is not shown.
#pragma once

#include <string_view>

namespace gongwatch::parser {

// display:none, visibility:hidden; blanks and letter case do not count.
bool hides(std::string_view style);

}  // namespace gongwatch::parser
