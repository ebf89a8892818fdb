// A source's own list, whatever its kind: bytes → rows of applications, or links to articles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

#include "model/listing_entry.h"
#include "model/official.h"
#include "parser/feed/feed.h"
#include "scheduler/source_registry.h"

namespace gongwatch::scheduler {

// Addresses to ask next, for lists that come in several steps: the CSRC's, sitemaps of sitemaps.
struct FollowLink {
  std::string url;
  std::optional<Instant> changed_at;
};
struct FollowLinks {
  std::vector<FollowLink> links;
};

using ListContent = std::variant<ApplicationFeed, AnnouncementFeed, EntryList, FollowLinks>;

// Errors: malformed bytes; `empty` for a list without a single entry where there is always one. An
// HKEX file of applicants may be empty (GEM has months without an applicant), so may a search, a
// table that says so, and a sitemap of which no address fits. `known_rows`: see
// parse_application_feed. Of feeds the summaries may be left out.
Result<ListContent> read_list(const Source& source, std::string_view url, std::string_view bytes,
                              std::string_view media_type,
                              const std::unordered_set<std::uint64_t>& known_rows = {},
                              parser::Summaries summaries = parser::Summaries::made);

// What cannot be read as a list may be the page of a guard that stands before the site.
bool is_challenge(const HttpResponse& response);

// A list without a row, where days without one are no failure, is a page all the same: not an
// image, not blank, not one that is nothing without its scripts.
Status is_readable_without_rows(const Source& source, const HttpResponse& response);

// Rows or entries; nothing where zero is no failure.
bool is_empty(const ListContent& content);

}  // namespace gongwatch::scheduler
