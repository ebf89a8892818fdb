// The numbers by which the block model tells text from boilerplate.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parser/content/block_context.h"

namespace gongwatch::parser {

// In the order of the values.
const std::vector<std::string_view>& feature_names();

// False: what the rules say stands. A menu's links, a table's rows, the title, what a source's
// selectors remove.
bool is_uncertain(const BlockContext& context, std::size_t block);

void read_features(const BlockContext& context, std::size_t block, std::vector<float>& values);

// The words of the ids and classes of the elements that hold the block, innermost first: the inline
// one that it begins with, then boxes. What learned_names.tsv is counted from.
std::vector<std::vector<std::string>> names_around(const PageBlocks& page, std::size_t block);

}  // namespace gongwatch::parser
