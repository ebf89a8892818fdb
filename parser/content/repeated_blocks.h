// Blocks that stand on a source's pages again and again: the sign-up, the disclaimer, the lines
// about the author. They are told by the pages that were read before (parser/source_memory.h).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "parser/content/sections.h"
#include "parser/source_memory.h"

namespace gongwatch::parser {

struct ThisPage {
  std::string_view canonical, title;
};

// What is kept so far and repeats becomes `duplicate`. True if anything did.
bool remove_repeated(const std::vector<Line>& lines, const ThisPage& page,
                     std::span<const EarlierPage> earlier, std::vector<Verdict>& verdicts);

}  // namespace gongwatch::parser
