// A <title> that nothing closes takes the whole page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::parser {

// The page with its title closed before the next tag, if it has a title that is never closed and a
// body behind it; damaged pages have. Nothing for others.
std::optional<std::string> with_title_closed(std::string_view html);

}  // namespace gongwatch::parser
