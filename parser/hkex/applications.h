// HKEX's feeds of listing applicants ("Application Proofs, OC announcements and PHIPs"): JSON in,
// official rows out. Pure.
//
// Envelope {"genDate": epoch ms as text, "uDate": "DD/MM/YYYY", "app": [row …]}. Of a row only id,
// d and a are relied upon; of a row of appreturned only a. What is odd in one row becomes a warning
// that names feed, row and field; the rest of the row and of the feed is used. A row without a
// usable id or name, or longer than 256 KiB, is left out, with a warning. Of rows with one id the
// first is kept, with the documents of all. A status token that no row of HKEX was seen with (L, R,
// IR) or that is not known at all is told once a feed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "model/official.h"
#include "model/result.h"

namespace gongwatch::parser {

// What relative document paths resolve against; not the site's root.
inline constexpr std::string_view kHkexDocumentBase = "https://www1.hkexnews.hk/app/";
inline constexpr std::size_t kMaxFeedBytes = 64u << 20;

// From a URL or path that ends in e.g. "appactive_appphip_sehk_c.json" (a query is ignored).
// Errors: invalid_argument for another name.
Result<ApplicationFeedName> application_feed_name(std::string_view url);
// "appactive_appphip_sehk_c.json"; "gemconsolidatedindex_c.xlsx" and "csrc_filings.xlsx" for the
// lists of those names.
std::string file_name_of(const ApplicationFeedName& name);

// Rows whose row_hash stands in `known_rows` are not read again: their hashes go to `unchanged`,
// each once. (A known row whose id also stands in a new row is read with it.) Errors: malformed (a
// web page, cut JSON, no "app" array), empty (no bytes), too_large (64 MiB, 20,000 rows), too_deep.
// An empty "app" array is an empty feed, not an error: whether zero is a failure is for the caller
// to say.
Result<ApplicationFeed> parse_application_feed(
    std::string_view bytes, const ApplicationFeedName& name,
    std::string_view document_base = kHkexDocumentBase,
    const std::unordered_set<std::uint64_t>& known_rows = {});

}  // namespace gongwatch::parser
