// Sitemaps (sitemaps.org) and news sitemaps: bytes in, entries out. Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "model/listing_entry.h"
#include "model/result.h"

namespace gongwatch::parser {

struct Sitemap {
  // Articles: title and time as a news sitemap tells them, else the time of the last change.
  EntryList list;
  // Of an index: the sitemaps that it names, in page order.
  struct Part {
    std::string url;  // absolute
    std::optional<Instant> changed_at;
  };
  std::vector<Part> parts;
  bool is_index = false;
};

inline constexpr std::size_t kMaxSitemapEntries = 50'000;  // the protocol's own bound

// `bytes` are uncompressed XML, a list of addresses (text, one a line), or a feed, which the
// protocol allows too. Only links that fit the pattern (parser/feed/link_pattern.h) are articles.
// Errors: invalid_argument (pattern), and those of read_feed with 50 MiB as the limit.
Result<Sitemap> parse_sitemap(std::string_view bytes, std::string_view media_type,
                              std::string_view base_url, std::string_view link_pattern,
                              std::chrono::minutes utc_offset = kHongKongOffset);

}  // namespace gongwatch::parser
