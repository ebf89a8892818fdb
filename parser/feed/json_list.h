// A JSON endpoint that lists articles (Zhitong's lists and the like). Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "model/listing_entry.h"
#include "model/result.h"

namespace gongwatch::parser {

// Where such a list keeps what. Each name is a key of an item or a path to it ("author.name",
// "/author/name"); of several the first that an item has is taken.
struct JsonListShape {
  std::string items = "data";  // path of the array; "" if the document itself is the array
  std::vector<std::string> url{"url"};
  std::vector<std::string> title{"title"};
  // Seconds or milliseconds since 1970 (as number or text), RFC 822, or ISO 8601.
  std::vector<std::string> time{"create_time", "original_time"};
  std::vector<std::string> digest{"digest"};
  std::vector<std::string> id{"id", "content_id"};
};

// Items without a usable URL are left out with a warning; each URL is given once. Errors: as
// read_json (parser/feed/json.h), and malformed if there is no array at `items`.
Result<EntryList> parse_json_list(std::string_view bytes, std::string_view base_url,
                                  const JsonListShape& shape = {},
                                  std::chrono::minutes utc_offset = kHongKongOffset);

}  // namespace gongwatch::parser
