// News feeds: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 and JSON Feed; bytes in, entries out. Pure.
#pragma once

#include <chrono>
#include <string_view>

#include "model/listing_entry.h"
#include "model/result.h"

namespace gongwatch::parser {

// `media_type` as received ("application/rss+xml; charset=utf-8", may be empty); `base_url` is the
// feed's own address, which relative links resolve against (xml:base inside the feed comes first).
// Times without a zone are read at `utc_offset` (RFC 822 times: at UTC, as the RFC has it).
//
// Entries without a usable link are left out with a warning; each URL is given once. Titles and
// summaries are plain text. XML that is not well-formed is read as far as it goes and flagged. A
// DOCTYPE is skipped, entities that it declares are not expanded. Errors: empty, too_large (16 MiB,
// 1,000,000 tags), too_deep (200 levels), malformed (not a feed at all).
Result<EntryList> parse_feed(std::string_view bytes, std::string_view media_type,
                             std::string_view base_url,
                             std::chrono::minutes utc_offset = kHongKongOffset);

// At most this many entries are read; a warning says that there were more.
inline constexpr std::size_t kMaxFeedEntries = 10'000;

}  // namespace gongwatch::parser
