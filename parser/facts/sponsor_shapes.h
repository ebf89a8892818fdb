// What looks like a house's name without being known.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/facts/span.h"

namespace gongwatch::parser::facts {

// "… Capital", "… Corporate Finance Limited", …融资, …证券(香港)有限公司, in order.
std::vector<Span> house_shapes(std::string_view view, Span gap);

// The proper name that begins at `slot.begin`, where a house must stand, up to the next mark.
// `shape_end`: where a house's shape that begins later in the slot ends; else 0.
std::optional<Span> plain_name(std::string_view view, Span slot, std::size_t shape_end);

}  // namespace gongwatch::parser::facts
