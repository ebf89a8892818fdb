// JSON Feed 1.0 and 1.1 (jsonfeed.org); behind parse_feed.
#pragma once

#include <chrono>
#include <string_view>

#include "model/listing_entry.h"
#include "model/result.h"

namespace gongwatch::parser {

Result<EntryList> parse_json_feed(std::string_view bytes, std::string_view base_url,
                                  std::chrono::minutes utc_offset);

}  // namespace gongwatch::parser
