// News feeds: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 and JSON Feed; bytes in, entries out. Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "model/listing_entry.h"
#include "model/result.h"
#include "parser/feed/feed_document.h"

namespace gongwatch::parser {

// What the answer that brought the feed says of it.
struct FeedContext {
  std::string media_type;  // "application/rss+xml; charset=utf-8", may be empty
  std::string base_url;    // its address; xml:base inside the feed comes first
  std::string language;    // Content-Language; xml:lang comes first
  // Of times without a zone (RFC 822 times: UTC, as the RFC has it).
  std::chrono::minutes utc_offset = kHongKongOffset;
};

// XML that is not well-formed is mended (tags balanced, stray characters escaped), read, and
// flagged. A DOCTYPE is skipped, entities that it declares are not expanded. Errors: empty,
// too_large (16 MiB, 1,000,000 tags), too_deep (200 levels), malformed (not a feed at all).
Result<FeedDocument> read_feed(std::string_view bytes, const FeedContext& context);

// The store keeps no summaries, and they cost much of the time that a feed takes.
enum class Summaries { made, left_out };
// The entries of a feed as a list of articles: those without a usable link are left out with a
// warning, each URL is given once, titles and summaries are plain text.
EntryList entries_of(const FeedDocument& document, std::string_view base_url,
                     Summaries summaries = Summaries::made);

// Both in one.
Result<EntryList> parse_feed(std::string_view bytes, std::string_view media_type,
                             std::string_view base_url,
                             std::chrono::minutes utc_offset = kHongKongOffset,
                             Summaries summaries = Summaries::made);

// At most this many entries are read; a warning says that there were more.
inline constexpr std::size_t kMaxFeedEntries = 10'000;

}  // namespace gongwatch::parser
