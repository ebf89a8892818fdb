// The room's tables of words, compiled in.
#pragma once

#include <string_view>

namespace gongwatch::text {

// The text of text/<name>.tsv; empty for a name that is none.
std::string_view embedded_table(std::string_view name);

}  // namespace gongwatch::text
