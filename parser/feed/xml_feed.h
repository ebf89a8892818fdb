// RSS, RDF and Atom through pugixml; behind read_feed.
#pragma once

#include <string_view>

#include "model/result.h"
#include "parser/feed/feed.h"

namespace gongwatch::parser {

// `utf8` is valid UTF-8, whatever its XML declaration says.
Result<FeedDocument> parse_xml_feed(std::string_view utf8, const FeedContext& context);

}  // namespace gongwatch::parser
