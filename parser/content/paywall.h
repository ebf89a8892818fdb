// Boxes that ask the reader to subscribe, and text that is hidden until they do.
#pragma once

#include <gumbo.h>

#include <string_view>

#include "parser/content/name_signs.h"
#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// "Subscribe to continue reading": the text holds such words (parser/vocabulary/page_kinds.tsv).
bool asks_to_subscribe(std::string_view text);

// What is sold may come with the page, hidden, in a box that is called "paywall" or the like; so
// may the notice over it. Which of the two it is, mark_paywalls() tells by its words.
bool may_hold_paid_text(const GumboNode* element, const NameSigns& of_id,
                        const NameSigns& of_class);

// Gives notices the role `subscription`, and those that nobody sees no say in what the page is.
void mark_paywalls(PageBlocks& page);

}  // namespace gongwatch::parser
