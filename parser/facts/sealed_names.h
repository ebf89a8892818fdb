// Names that hold 的, as 美的集团 and 奈雪的茶 do: the same word parts what describes from what is
// described everywhere else, so that matching sees another character there.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser::facts {

// In place, in folded text; its length stays.
void seal_names(std::string& folded);

// A name as it stands in a PreparedText's folded text.
std::string fold_name(std::string_view name);

}  // namespace gongwatch::parser::facts
