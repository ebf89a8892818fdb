// Other articles' titles with a sentence or two under each, as lists of them stand beside an
// article or are a whole index page.
#pragma once

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// Sets Block::card, and Block::teaser and the role of cards that stand beside the page's own text.
// Linear in the page's blocks and boxes.
void mark_teaser_cards(PageBlocks& page);

}  // namespace gongwatch::parser
