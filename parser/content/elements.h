// What each HTML element is to the flattening of a page.
#pragma once

#include <gumbo.h>

#include <unordered_set>

namespace gongwatch::parser {

enum class Layout { block, inline_text, skipped };

// Unknown elements ("custom-element") are blocks.
Layout layout_of(const GumboNode* element);
// By the hidden attribute, aria-hidden, or display:none / visibility:hidden in a style attribute.
// Never <html> and <body>.
bool is_hidden(const GumboNode* element);
// 1 to 6, 0 for other elements.
int heading_level(GumboTag tag);
// Tables that hold data: rows of several cells, mostly short, no table or paragraphs of prose
// inside. The others are page layout.
std::unordered_set<const GumboNode*> data_tables(const GumboNode* root);

}  // namespace gongwatch::parser
