// Whether a text can tell a fact about a listing at all.
#pragma once

#include <string_view>

namespace gongwatch::parser {

// One of the words of vocabulary/story_topics.tsv stands in it. One look at each byte; the readers
// of facts take many.
bool may_tell_facts(std::string_view text);

}  // namespace gongwatch::parser
