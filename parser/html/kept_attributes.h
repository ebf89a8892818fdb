// Which attributes a reduced page keeps (reduce.h).
#pragma once

#include <gumbo.h>

#include <string_view>

#include "parser/html/tag_scanner.h"

namespace gongwatch::parser {

// What is asked of elements other than <link> and the like: structure, microdata, what is hidden,
// and what names of classes tell. The name in lower case, of each the same pointer; null if nobody
// asks.
const char* asked_for(const ScannedAttribute& attribute, GumboTag tag);

// The tree builder compares the values of others, or what is asked is only how they begin.
bool may_be_shortened(std::string_view name);

// Their attributes matter to the tree builder or to whoever reads the metadata: equal formatting
// elements count as one ("Noah's Ark"); <a> is never listed twice.
bool is_copied_whole(GumboTag tag);

}  // namespace gongwatch::parser
