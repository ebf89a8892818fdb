// Which blocks are text where the rules are not certain, by boosted trees over the blocks' features
// (parser/vocabulary/block_trees.tsv, trained by bench/extraction/train.py).
#pragma once

#include <vector>

#include "parser/content/block_context.h"

namespace gongwatch::parser {

// The rules' verdicts, corrected. A block that the model alone removes gets the reason of the
// removed block before it, if that is near.
std::vector<Verdict> corrected_verdicts(const JudgedPage& judged);

}  // namespace gongwatch::parser
