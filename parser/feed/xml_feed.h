// RSS and Atom through pugixml; behind parse_feed.
#pragma once

#include <chrono>
#include <string_view>

#include "model/listing_entry.h"
#include "model/result.h"

namespace gongwatch::parser {

// `utf8` is valid UTF-8, whatever its XML declaration says.
Result<EntryList> parse_xml_feed(std::string_view utf8, std::string_view base_url,
                                 std::chrono::minutes utc_offset);

}  // namespace gongwatch::parser
