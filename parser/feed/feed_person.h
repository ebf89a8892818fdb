// Who wrote: persons as feeds name them in one string.
#pragma once

#include <string>
#include <string_view>

#include "parser/feed/feed_document.h"

namespace gongwatch::parser {

// "Jane Chan (jane@example.com)", "jane@example.com (Jane Chan)", "Jane Chan <jane@example.com>".
FeedPerson read_person(std::string_view written);
// "Jane Chan (jane@example.com)", or what there is of it.
std::string to_string(const FeedPerson& person);

}  // namespace gongwatch::parser
