// What a site adds to the page of an article: dialogs over it (consent, sign-up), the next articles
// below it.
#pragma once

#include <string_view>

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// Of several <article> elements with a title of their own and a text the first is the page's. The
// others, and dialogs, get a role, and their blocks are teasers. So do boxes like the one whose
// heading the page's <title> says, if they are signed and dated themselves. Linear in the page's
// blocks and boxes.
void mark_added_boxes(PageBlocks& page, std::string_view document_title);

}  // namespace gongwatch::parser
