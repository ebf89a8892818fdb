// HKEXnews' pages "New Listing Information" (one a board): the formal notice, prospectus and
// allotment results of each new listing. Pure.
#pragma once

#include <string_view>

#include "model/official.h"
#include "model/result.h"
#include "parser/hkex/postings.h"

namespace gongwatch::parser {

// Columns by their headings (English, traditional or simplified), every link of a document's cell,
// its day from its path. The board is that of the URL, the language that of "sc_lang" or else of
// the headings. "No relevant information" is a table without rows, no error. Errors: those of the
// HTML parser; malformed if there is no such table, or one without a row and without that remark.
Result<AnnouncementFeed> parse_new_listings(std::string_view html_utf8, std::string_view url,
                                            std::string_view site_root = kHkexSiteRoot);

}  // namespace gongwatch::parser
