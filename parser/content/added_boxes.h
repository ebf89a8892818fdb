// What a site adds to the page of an article: dialogs over it (consent, sign-up), the next articles
// below it.
#pragma once

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// Of several <article> elements with a title of their own and a text the first is the page's. The
// others, and dialogs, get a role, and their blocks are teasers. Linear in the page's blocks and
// boxes.
void mark_added_boxes(PageBlocks& page);

}  // namespace gongwatch::parser
