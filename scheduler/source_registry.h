// What to watch: one TOML file a source (docs/sources.md), read into Source records. Adding a
// source needs no code.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/http.h"
#include "model/official.h"
#include "model/result.h"
#include "parser/feed/json_list.h"
#include "parser/parse_document.h"

namespace gongwatch::scheduler {

enum class SourceKind {
  hkex_applications,
  hkex_index,
  hkex_new_listings,
  hkex_announcements,
  csrc_filings,
  feed,
  index,
  json_list,
  sitemap
};
std::string_view name_of(SourceKind kind);
std::optional<SourceKind> source_kind_from_name(std::string_view name);
std::vector<std::string_view> source_kind_names();

// Selectors of an earlier design of the site, for pages captured up to and on `until` (a Hong Kong
// day).
struct SourceLayout {
  CivilDate until;
  parser::SourceHints hints;
};

// Where a source's older lists are (docs/sources.md).
struct SourceArchive {
  std::vector<std::string> urls;  // with "{date:…}" and "{page}" (archive_urls.h); empty: none
  SourceKind kind = SourceKind::feed;
  std::string links;
  parser::JsonListShape items;
  int max_pages = 1000;  // of one period
};

struct Source {
  std::string id;    // equal to the file's name without ".toml"
  std::string file;  // where it was read from; names the source in errors
  SourceKind kind = SourceKind::feed;
  bool enabled = true;
  std::vector<std::string> urls;  // as written; for hkex_applications the folder of the JSON files
  std::chrono::seconds every{0};
  bool adaptive = true;  // rhythm, calendar and the answer's own word may stretch `every`
  FetchPolicy policy;  // connections, delay, robots, user_agent, proxy, ca_file, ip, allow_private
  std::string timezone = "Asia/Hong_Kong";
  std::string links;  // kinds index and sitemap: RE2 pattern
  std::chrono::seconds max_age{std::chrono::hours{24 * 30}};  // kind sitemap: older is passed over
  parser::JsonListShape items;
  std::string document_base;       // kind hkex_applications; ends in "/"
  std::vector<std::string> lists;  // kind hkex_applications: appactive_app, …
  double max_shrink = 0.3;         // official lists: share of rows that may be gone at once
  std::vector<OfficialDocumentKind> documents;  // official lists: PDFs to ask for and read
  parser::SourceHints hints;                    // today's layout; language and utc_offset included
  std::vector<SourceLayout> layouts;            // by `until`, earliest first
  SourceArchive archive;
};

// All sources of a folder (*.toml, by id), disabled ones included. The first error ends it; no
// source at all is an error too (not_found). Errors name file, line, key and reason: context is
// "sources/x.toml:12", message "every: …".
Result<std::vector<Source>> load_sources(const std::string& folder);
Result<Source> load_source(const std::string& file);

// Rows come from the exchange or the CSRC, not from the press.
bool is_official(SourceKind kind);

// Every address to ask for new articles or rows, in order; as written, with "{today}" and the like
// (with_days).
std::vector<std::string> feed_urls(const Source& source);

// The hints for a page captured at this time: the first layout whose `until` is not over yet, else
// today's.
const parser::SourceHints& hints_at(const Source& source, Instant captured_at);

// Every key that a source file may hold, tables as "items.url"; docs/sources.md describes each.
const std::vector<std::string_view>& source_keys();

}  // namespace gongwatch::scheduler
