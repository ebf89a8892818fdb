// HKEXnews' lists of posted documents: title search and latest announcements. Pure.
#pragma once

#include <string_view>

#include "model/official.h"
#include "model/result.h"
#include "parser/hkex/postings.h"

namespace gongwatch::parser {

// Either answer: title search {"result": "[…]" (JSON inside a string, "null" for no rows), …,
// "lang"} or latest announcements {"newsInfoLst": […]}. Kept are the documents of IPOs
// (ipo_document_kind); `rows` counts all. Of several codes the Hong Kong dollar one is taken.
// Paths resolve against `site_root`. Days are Hong Kong's. What is odd in a row that belongs to an
// IPO becomes a warning that names file, row and field; "more-rows" tells that the answer is not
// the whole list. Errors: those of read_json, malformed (another shape), too_large (20,000 rows).
Result<AnnouncementFeed> parse_announcements(std::string_view bytes, std::string_view url,
                                             std::string_view site_root = kHkexSiteRoot);

}  // namespace gongwatch::parser
