// JSON Feed 1.0 and 1.1 (jsonfeed.org); behind read_feed.
#pragma once

#include <string_view>

#include "model/result.h"
#include "parser/feed/feed.h"

namespace gongwatch::parser {

Result<FeedDocument> parse_json_feed(std::string_view bytes, const FeedContext& context);

}  // namespace gongwatch::parser
