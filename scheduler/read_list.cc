#include "scheduler/read_list.h"

#include <algorithm>

#include "parser/charset/decode.h"
#include "parser/feed/feed.h"
#include "parser/feed/index_page.h"
#include "parser/feed/json_list.h"
#include "parser/feed/sitemap.h"
#include "parser/hkex/announcements.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/consolidated_index.h"
#include "parser/hkex/csrc_filings.h"
#include "parser/hkex/new_listings.h"
#include "parser/parse_document.h"
#include "scheduler/gunzip.h"
#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMaxSitemapBytes = 50u << 20;

template <class T>
Result<ListContent> as_content(Result<T> read) {
  if (!read) return tl::unexpected(read.error());
  return ListContent(std::move(*read));
}

Result<ListContent> read_applications(const Source& source, std::string_view url,
                                      std::string_view bytes,
                                      const std::unordered_set<std::uint64_t>& known_rows) {
  const auto name = parser::application_feed_name(url);
  if (!name) return tl::unexpected(name.error());
  return as_content(parser::parse_application_feed(bytes, *name, source.document_base, known_rows));
}

Result<ListContent> read_csrc(std::string_view url, std::string_view bytes,
                              std::string_view media_type) {
  auto page = parser::parse_csrc(bytes, url, media_type);
  if (!page) return tl::unexpected(page.error());
  if (page->rows) return ListContent(std::move(*page->rows));
  if (page->follow.empty()) {
    return fail(ErrorKind::empty, "nothing to follow: the list has changed", std::string(url));
  }
  FollowLinks follow;
  for (std::string& link : page->follow) follow.links.push_back({std::move(link), std::nullopt});
  return ListContent(std::move(follow));
}

Result<ListContent> read_announcements(const Source& source, std::string_view url,
                                       std::string_view bytes) {
  auto feed = parser::parse_announcements(bytes, url, source.document_base);
  if (!feed) return tl::unexpected(feed.error());
  // A search may find nothing; the list of the newest announcements is never empty.
  if (feed->rows == 0 && bytes.find("\"newsInfoLst\"") != std::string_view::npos) {
    return fail(ErrorKind::empty, "no announcement in the list", std::string(url));
  }
  return ListContent(std::move(*feed));
}

Result<ListContent> read_sitemap(const Source& source, std::string_view url, std::string_view bytes,
                                 std::string_view media_type) {
  std::string unpacked;
  if (is_gzip(bytes)) {
    auto text = gunzip(bytes, kMaxSitemapBytes);
    if (!text) return tl::unexpected(text.error());
    bytes = unpacked = std::move(*text);
    media_type = {};  // it spoke of the archive
  }
  auto map = parser::parse_sitemap(bytes, media_type, url, source.links, source.hints.utc_offset);
  if (!map) return tl::unexpected(map.error());
  if (!map->is_index) return ListContent(std::move(map->list));
  if (map->parts.empty())
    return fail(ErrorKind::empty, "an index of sitemaps that names none", std::string(url));
  FollowLinks follow;
  for (auto& part : map->parts) follow.links.push_back({std::move(part.url), part.changed_at});
  return ListContent(std::move(follow));
}

Result<EntryList> read_entries(const Source& source, std::string_view url, std::string_view bytes,
                               std::string_view media_type, parser::Summaries summaries) {
  switch (source.kind) {
    case SourceKind::feed:
      return parser::parse_feed(bytes, media_type, url, source.hints.utc_offset, summaries);
    case SourceKind::json_list:
      return parser::parse_json_list(bytes, url, source.items, source.hints.utc_offset);
    case SourceKind::index:
      return parser::parse_index(parser::decode(bytes, media_type, true).text, url, source.links,
                                 {});
    default:
      return fail(ErrorKind::unsupported,
                  "kind " + std::string(name_of(source.kind)) + " is not read by this version");
  }
}

}  // namespace

Result<ListContent> read_list(const Source& source, std::string_view url, std::string_view bytes,
                              std::string_view media_type,
                              const std::unordered_set<std::uint64_t>& known_rows,
                              parser::Summaries summaries) {
  switch (source.kind) {
    case SourceKind::hkex_applications:
      return read_applications(source, url, bytes, known_rows);
    case SourceKind::hkex_index:
      return as_content(parser::parse_consolidated_index(bytes, url));
    case SourceKind::csrc_filings:
      return read_csrc(url, bytes, media_type);
    case SourceKind::hkex_announcements:
      return read_announcements(source, url, bytes);
    case SourceKind::sitemap:
      return read_sitemap(source, url, bytes, media_type);
    case SourceKind::hkex_new_listings:
      return as_content(parser::parse_new_listings(parser::decode(bytes, media_type, true).text,
                                                   url, source.document_base));
    default:
      break;
  }
  auto entries = read_entries(source, url, bytes, media_type, summaries);
  if (!entries) return tl::unexpected(entries.error());
  if (entries->entries.empty())
    return fail(ErrorKind::empty,
                "no article in the list: the page has changed, or it is not the list",
                std::string(url));
  return ListContent(std::move(*entries));
}

namespace {

// By the bytes that text never has (WHATWG MIME Sniffing §3), whatever the media type says.
bool looks_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;  // UTF-16
  const std::string_view head = bytes.substr(0, 1445);
  return std::any_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x08 || byte == 0x0B || (byte >= 0x0E && byte <= 0x1A) ||
           (byte >= 0x1C && byte <= 0x1F);
  });
}

Result<Document> as_page(const HttpResponse& response) {
  parser::ParseInput input;
  input.bytes = response.body;
  input.url = response.final_url;
  input.media_type = response.media_type;
  input.facts = false;
  return parser::parse_document(input);
}

}  // namespace

bool is_challenge(const HttpResponse& response) {
  const auto page = as_page(response);
  return page && page->kind == PageKind::challenge;
}

Status is_readable_without_rows(const Source& source, const HttpResponse& response) {
  if (text::trim(response.body).empty()) return fail(ErrorKind::malformed, "a blank answer");
  if (source.kind != SourceKind::index) return {};  // what holds no rows was parsed as what it is
  if (looks_binary(response.body))
    return fail(ErrorKind::malformed, "not the list that is expected: binary data");
  const auto page = as_page(response);
  if (!page)
    return fail(ErrorKind::malformed, "not the list that is expected: " + page.error().message);
  if (page->kind == PageKind::empty && page->text.empty() && page->removed.empty())
    return fail(ErrorKind::malformed, "the page has no text without its scripts");
  return {};
}

bool is_empty(const ListContent& content) {
  if (const auto* feed = std::get_if<ApplicationFeed>(&content)) return feed->rows() == 0;
  if (const auto* list = std::get_if<EntryList>(&content)) return list->entries.empty();
  return false;
}

}  // namespace gongwatch::scheduler
