#include "parser/feed/sitemap.h"

#include <pugixml.hpp>

#include "parser/charset/decode.h"
#include "parser/feed/entries.h"
#include "parser/feed/feed.h"
#include "parser/feed/feed_text.h"
#include "parser/feed/link_pattern.h"
#include "parser/feed/xml_load.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxBytes = 50u << 20;
constexpr std::size_t kMaxUrlBytes = 4000;

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Reader {
 public:
  Reader(std::string_view base, const LinkPattern& pattern, std::chrono::minutes utc_offset)
      : base_(base), pattern_(pattern), utc_offset_(utc_offset) {}

  void read(pugi::xml_node root) {
    map_.is_index = local_name(root) == "sitemapindex";
    for (const pugi::xml_node child : root.children()) {
      if (local_name(child) == (map_.is_index ? "sitemap" : "url") && !read_one(child)) break;
    }
  }

  void read_lines(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      ListEntry entry;
      entry.url = text::trim(text.substr(0, end));
      if (!entry.url.empty() && !add(std::move(entry))) return;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  Sitemap take(const std::optional<std::string>& trouble) {
    map_.list = entries_.take();
    if (trouble) {
      map_.list.well_formed = false;
      map_.list.warnings.insert(map_.list.warnings.begin(),
                                {"not-well-formed", *trouble, std::nullopt});
    }
    return std::move(map_);
  }

 private:
  // False once there are too many.
  bool read_one(pugi::xml_node element) {
    ListEntry entry;
    std::string changed;
    std::string appeared;
    for (const pugi::xml_node child : element.children()) {
      const std::string_view name = local_name(child);
      if (name == "loc" && entry.url.empty()) {
        entry.url = text::trim(text_in(child));
      } else if (name == "lastmod") {
        changed = text::trim(text_in(child));
      } else if (name == "news") {
        for (const pugi::xml_node part : child.children()) {
          if (local_name(part) == "title") entry.title = plain_text(text_in(part));
          if (local_name(part) == "publication_date") appeared = text::trim(text_in(part));
        }
      }
    }
    entry.published_at = feed_time(appeared.empty() ? changed : appeared, utc_offset_);
    return map_.is_index ? add_part(entry) : add(std::move(entry));
  }

  bool add_part(const ListEntry& entry) {
    if (map_.parts.size() >= kMaxSitemapEntries) return false;
    auto url = text::resolve_url(base_, entry.url);
    if (url && entry.url.size() <= kMaxUrlBytes)
      map_.parts.push_back({std::move(*url), entry.published_at});
    return true;
  }

  bool add(ListEntry entry) {
    const auto url = text::resolve_url(base_, entry.url);
    // Addresses that do not fit are pages of other kinds.
    if (url && !pattern_.fits(*url)) return true;
    return entries_.add(std::move(entry), base_);
  }

  std::string base_;
  const LinkPattern& pattern_;
  std::chrono::minutes utc_offset_;
  EntryCollector entries_{kMaxSitemapEntries};
  Sitemap map_;
};

// A feed in the place of a sitemap.
Result<Sitemap> from_feed(std::string_view bytes, std::string_view media_type,
                          std::string_view base_url, const LinkPattern& pattern,
                          std::chrono::minutes utc_offset) {
  auto list = parse_feed(bytes, media_type, base_url, utc_offset);
  if (!list) return tl::unexpected(list.error());
  Sitemap map;
  map.list = std::move(*list);
  std::erase_if(map.list.entries, [&](const ListEntry& entry) { return !pattern.fits(entry.url); });
  return map;
}

}  // namespace

Result<Sitemap> parse_sitemap(std::string_view bytes, std::string_view media_type,
                              std::string_view base_url, std::string_view link_pattern,
                              std::chrono::minutes utc_offset) {
  const LinkPattern pattern(link_pattern);
  if (auto usable = pattern.check(); !usable) return tl::unexpected(usable.error());
  if (bytes.size() > kMaxBytes) {
    return fail(ErrorKind::too_large, "a sitemap of " + std::to_string(bytes.size()) +
                                          " bytes, the limit is " + std::to_string(kMaxBytes));
  }
  const Decoded decoded = decode(bytes, media_type, false);
  const std::string_view text = text::trim(decoded.text);
  if (text.empty()) return fail(ErrorKind::empty, "no bytes where a sitemap is expected");
  Reader reader(base_url, pattern, utc_offset);
  if (text.starts_with("http://") || text.starts_with("https://")) {
    reader.read_lines(text);
    return reader.take(std::nullopt);
  }
  const auto xml = load_xml(text);
  if (!xml) return tl::unexpected(xml.error());
  const std::string_view name = local_name(xml->root);
  if (name == "rss" || name == "feed" || name == "RDF")
    return from_feed(bytes, media_type, base_url, pattern, utc_offset);
  if (name != "urlset" && name != "sitemapindex") {
    return fail(ErrorKind::malformed, "not a sitemap: the root element is " + root_name(xml->root));
  }
  reader.read(xml->root);
  return reader.take(xml->trouble);
}

}  // namespace gongwatch::parser
