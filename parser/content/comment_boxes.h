// Readers' comments, told by their structure: boxes side by side with a line "Reply" in each.
#pragma once

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// Gives such boxes a role. Not where the page has hardly any other prose: the posts of a forum.
void mark_comment_boxes(PageBlocks& page);

}  // namespace gongwatch::parser
