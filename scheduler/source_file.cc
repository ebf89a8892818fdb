#include "scheduler/source_file.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "parser/feed/link_pattern.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/postings.h"
#include "scheduler/archive_urls.h"
#include "scheduler/source_toml.h"
#include "scheduler/source_values.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::array<std::string_view, 26> kKeys{
    "id",        "kind",    "enabled",  "url",      "every",         "delay",   "connections",
    "robots",    "proxy",   "language", "timezone", "user_agent",    "ca_file", "allow_private",
    "links",     "items",   "lists",    "article",  "document_base", "layout",  "max_shrink",
    "documents", "max_age", "adaptive", "ip",       "archive"};
constexpr std::array<std::string_view, 6> kItemKeys{"path", "url", "title", "time", "digest", "id"};
constexpr std::array<std::string_view, 5> kArticleKeys{"body", "title", "date", "byline", "remove"};
constexpr std::array<std::string_view, 6> kLayoutKeys{"until", "body",   "title",
                                                      "date",  "byline", "remove"};
constexpr std::array<std::string_view, 5> kArchiveKeys{"url", "kind", "links", "items",
                                                       "max_pages"};
constexpr std::array<std::string_view, 3> kLanguages{"en", "zh-Hans", "zh-Hant"};
constexpr std::array<std::string_view, 5> kLists{"appactive_app", "appactive_appphip",
                                                 "appinactive", "applisted", "appreturned"};

// Keys that mean something to one kind only.
constexpr std::array<std::pair<std::string_view, SourceKind>, 3> kKeyOfKind{{
    {"max_age", SourceKind::sitemap},
    {"items", SourceKind::json_list},
    {"lists", SourceKind::hkex_applications},
}};

std::vector<OfficialDocumentKind> documents_of(SourceKind kind) {
  using Kind = OfficialDocumentKind;
  if (kind == SourceKind::hkex_applications) return {Kind::oc_announcement};
  if (kind == SourceKind::hkex_new_listings || kind == SourceKind::hkex_announcements) {
    return {Kind::prospectus, Kind::allotment_results, Kind::new_listing_announcement};
  }
  return {};
}

class SourceReader {
 public:
  SourceReader(const toml::table& root, const std::string& file) : toml_(root, file) {
    source_.file = file;
  }

  Result<Source> read() {
    const auto root = toml_.root();
    toml_.allow_only(root, kKeys);
    read_identity(root);
    read_urls(root);
    read_pace(root);
    read_language(root);
    read_of_kind(root);
    read_selectors(root);
    read_archive(root);
    if (toml_.error()) return tl::unexpected(*toml_.error());
    return std::move(source_);
  }

 private:
  using Table = TomlReader::Table;

  void read_identity(const Table& root) {
    source_.id = toml_.text(root, "id");
    const std::string stem = std::filesystem::path(source_.file).stem().string();
    if (!toml_.has(root, "id")) {
      toml_.missing(root, "id");
    } else if (!is_source_id(source_.id)) {
      toml_.wrong(root, "id", "must be 1 to 64 lower-case letters, digits and dashes");
    } else if (source_.id != stem) {
      toml_.wrong(root, "id", "\"" + source_.id + "\" must be the file's name, \"" + stem + "\"");
    }
    source_.enabled = toml_.flag(root, "enabled", true);
    if (!toml_.has(root, "kind")) return toml_.missing(root, "kind");
    const std::string written = toml_.text(root, "kind");
    const auto kind = source_kind_from_name(written);
    if (!kind) {
      const std::string_view near = nearest_word(written, source_kind_names());
      toml_.wrong(
          root, "kind",
          "unknown kind \"" + written + "\"" +
              (near.empty() ? std::string() : "; did you mean \"" + std::string(near) + "\"?"));
    } else {
      source_.kind = *kind;
    }
  }

  void read_urls(const Table& root) {
    if (!toml_.has(root, "url")) return toml_.missing(root, "url");
    source_.urls = toml_.texts(root, "url");
    for (std::string& url : source_.urls) {
      if (text::host_of(url).empty() || !text::canonical_url(url)) {
        toml_.wrong(root, "url", "not an absolute http or https address: \"" + url + "\"");
      }
      if (source_.kind == SourceKind::hkex_applications && !url.ends_with('/')) url += '/';
    }
  }

  void read_pace(const Table& root) {
    if (!toml_.has(root, "every")) toml_.missing(root, "every");
    source_.every = std::chrono::floor<std::chrono::seconds>(
        toml_.duration(root, "every", minutes{30}, minutes{1}, hours{24 * 366}));
    source_.adaptive = toml_.flag(root, "adaptive", true);
    FetchPolicy& policy = source_.policy;
    policy.delay = toml_.duration(root, "delay", policy.delay, milliseconds{0}, hours{1});
    policy.connections = toml_.number(root, "connections", 1, 1, 64);
    policy.respect_robots = toml_.flag(root, "robots", true);
    policy.allow_private = toml_.flag(root, "allow_private", false);
    policy.user_agent = toml_.text(root, "user_agent");
    policy.proxy = toml_.text(root, "proxy");
    policy.ca_file = toml_.text(root, "ca_file");
    const std::string ip = toml_.text(root, "ip", "any");
    if (ip != "any" && ip != "4" && ip != "6") toml_.wrong(root, "ip", "must be any, 4 or 6");
    policy.ip = ip == "4" ? IpVersion::v4 : ip == "6" ? IpVersion::v6 : IpVersion::any;
    for (const auto& [key, value] :
         {std::pair<std::string_view, const std::string&>{"user_agent", policy.user_agent},
          {"proxy", policy.proxy}}) {
      // They end up in a request: a line break would begin another header.
      if (value.find_first_of("\r\n") != std::string::npos ||
          value.find('\0') != std::string::npos) {
        toml_.wrong(root, key, "must be one line");
      }
    }
  }

  void read_language(const Table& root) {
    source_.hints.language = toml_.text(root, "language");
    if (toml_.has(root, "language") && std::find(kLanguages.begin(), kLanguages.end(),
                                                 source_.hints.language) == kLanguages.end()) {
      toml_.wrong(root, "language", "must be en, zh-Hans or zh-Hant");
    }
    source_.timezone = toml_.text(root, "timezone", source_.timezone);
    const auto offset = offset_of_timezone(source_.timezone);
    if (!offset) {
      return toml_.wrong(root, "timezone",
                         "must be Asia/Hong_Kong, Asia/Shanghai, Asia/Singapore, UTC or an offset "
                         "such as \"+08:00\"");
    }
    source_.hints.utc_offset = *offset;
    source_.hints.of_source = true;
  }

  void read_of_kind(const Table& root) {
    for (const auto& [key, kind] : kKeyOfKind) {
      if (source_.kind != kind && toml_.has(root, key)) {
        toml_.wrong(root, key,
                    "means nothing for kind \"" + std::string(name_of(source_.kind)) + "\"");
      }
    }
    read_links(root);
    source_.max_age = std::chrono::floor<std::chrono::seconds>(
        toml_.duration(root, "max_age", source_.max_age, hours{1}, hours{24 * 36600}));
    if (source_.kind == SourceKind::json_list) read_items(root, source_.items);
    read_of_official(root);
    if (source_.kind == SourceKind::hkex_applications) {
      source_.lists = toml_.texts(root, "lists", {kLists.begin(), kLists.end()});
      for (const std::string& list : source_.lists) {
        if (!parser::application_feed_name(list + "_sehk_e.json")) {
          toml_.wrong(root, "lists", "\"" + list + "\" is not a list that this version reads");
        }
      }
    }
  }

  void read_links(const Table& root) {
    const bool sitemap = source_.kind == SourceKind::sitemap;
    if (source_.kind != SourceKind::index && !sitemap) {
      if (toml_.has(root, "links"))
        toml_.wrong(root, "links",
                    "means nothing for kind \"" + std::string(name_of(source_.kind)) + "\"");
      return;
    }
    if (!sitemap && !toml_.has(root, "links")) return toml_.missing(root, "links");
    source_.links = toml_.text(root, "links");
    if (const auto usable = parser::LinkPattern(source_.links).check(); !usable)
      toml_.wrong(root, "links", usable.error().message);
  }

  // A text, a list, or a table with what differs from the source's own lists.
  void read_archive(const Table& root) {
    SourceArchive& archive = source_.archive;
    archive.kind = source_.kind;
    archive.links = source_.links;
    archive.items = source_.items;
    if (!toml_.has(root, "archive")) return;
    if (is_official(source_.kind)) {
      return toml_.wrong(root, "archive",
                         "means nothing for kind \"" + std::string(name_of(source_.kind)) + "\"");
    }
    if (!root.table.get("archive")->is_table()) {
      archive.urls = toml_.texts(root, "archive");
      return check_archive(root, "archive");
    }
    const auto table = toml_.table(root, "archive");
    if (!table) return;
    toml_.allow_only(*table, kArchiveKeys);
    if (!toml_.has(*table, "url")) toml_.missing(*table, "url");
    archive.urls = toml_.texts(*table, "url");
    const std::string kind = toml_.text(*table, "kind", std::string(name_of(archive.kind)));
    const auto known = source_kind_from_name(kind);
    if (!known || is_official(*known)) {
      return toml_.wrong(*table, "kind", "must be feed, index, json-list or sitemap");
    }
    archive.kind = *known;
    const bool has_links = archive.kind == SourceKind::index || archive.kind == SourceKind::sitemap;
    for (const auto& [key, fits] : {std::pair<std::string_view, bool>{"links", has_links},
                                    {"items", archive.kind == SourceKind::json_list}}) {
      if (!fits && toml_.has(*table, key))
        toml_.wrong(*table, key,
                    "means nothing for kind \"" + std::string(name_of(archive.kind)) + "\"");
    }
    read_items(*table, archive.items);
    archive.links = toml_.text(*table, "links", archive.links);
    if (archive.kind == SourceKind::index && archive.links.empty()) toml_.missing(*table, "links");
    if (const auto usable = parser::LinkPattern(archive.links).check(); !usable)
      toml_.wrong(*table, "links", usable.error().message);
    archive.max_pages = toml_.number(*table, "max_pages", archive.max_pages, 1, 10'000);
    check_archive(*table, "url");
  }

  void check_archive(const Table& in, std::string_view key) {
    const std::vector<std::string>& urls = source_.archive.urls;
    for (const std::string& url : urls) {
      if (std::count(urls.begin(), urls.end(), url) > 1)
        return toml_.wrong(in, key, "\"" + url + "\" stands there twice");
      if (const Status good = check_archive_url(url); !good)
        return toml_.wrong(in, key, good.error().message);
      if (!text::canonical_url(archive_url(url, std::chrono::year(2024) / 2 / 29, 1)))
        return toml_.wrong(in, key, "not an absolute http or https address: \"" + url + "\"");
    }
  }

  void read_of_official(const Table& root) {
    source_.documents = documents_of(source_.kind);
    if (!is_official(source_.kind)) {
      for (const std::string_view key : {"max_shrink", "documents", "document_base"}) {
        if (toml_.has(root, key)) {
          toml_.wrong(root, key,
                      "means nothing for kind \"" + std::string(name_of(source_.kind)) + "\"");
        }
      }
      return;
    }
    source_.document_base = toml_.text(
        root, "document_base",
        std::string(source_.kind == SourceKind::hkex_applications ? parser::kHkexDocumentBase
                                                                  : parser::kHkexSiteRoot));
    if (!text::canonical_url(source_.document_base)) {
      toml_.wrong(root, "document_base", "not an absolute http or https address");
    }
    if (!source_.document_base.ends_with('/')) source_.document_base += '/';
    source_.max_shrink = toml_.share(root, "max_shrink", source_.max_shrink);
    if (!toml_.has(root, "documents")) return;
    source_.documents.clear();
    for (const std::string& name : toml_.texts(root, "documents")) {
      const auto kind = document_kind_from_name(name);
      if (kind) {
        source_.documents.push_back(*kind);
      } else if (name != "none") {
        toml_.wrong(root, "documents", "\"" + name + "\" is no kind of document");
      }
    }
  }

  void read_items(const Table& in, parser::JsonListShape& shape) {
    if (!toml_.has(in, "items")) return;
    if (in.table.get("items")->is_string()) {
      shape.items = toml_.text(in, "items");
      return;
    }
    const auto items = toml_.table(in, "items");
    if (!items) return;
    toml_.allow_only(*items, kItemKeys);
    shape.items = toml_.text(*items, "path", shape.items);
    shape.url = toml_.texts(*items, "url", shape.url);
    shape.title = toml_.texts(*items, "title", shape.title);
    shape.time = toml_.texts(*items, "time", shape.time);
    shape.digest = toml_.texts(*items, "digest", shape.digest);
    shape.id = toml_.texts(*items, "id", shape.id);
  }

  void read_selectors(const Table& root) {
    const parser::SourceHints plain = source_.hints;
    if (const auto article = toml_.table(root, "article")) {
      toml_.allow_only(*article, kArticleKeys);
      source_.hints = selectors(*article, plain);
    }
    for (const Table& layout : toml_.tables(root, "layout")) {
      toml_.allow_only(layout, kLayoutKeys);
      if (!toml_.has(layout, "until")) toml_.missing(layout, "until");
      const auto until = toml_.date(layout, "until");
      if (!until) continue;
      const bool taken =
          std::any_of(source_.layouts.begin(), source_.layouts.end(),
                      [&](const SourceLayout& other) { return other.until == *until; });
      if (taken) toml_.wrong(layout, "until", "another layout ends on the same day");
      source_.layouts.push_back({*until, selectors(layout, plain)});
    }
    std::sort(source_.layouts.begin(), source_.layouts.end(),
              [](const SourceLayout& a, const SourceLayout& b) { return a.until < b.until; });
  }

  parser::SourceHints selectors(const Table& in, parser::SourceHints hints) {
    hints.article_selector = selector(in, "body");
    hints.title_selector = selector(in, "title");
    hints.date_selector = selector(in, "date");
    hints.byline_selector = selector(in, "byline");
    hints.remove_selectors = toml_.texts(in, "remove");
    for (const std::string& removed : hints.remove_selectors) check_selector(in, "remove", removed);
    return hints;
  }

  std::string selector(const Table& in, std::string_view key) {
    std::string written = toml_.text(in, key);
    if (!written.empty()) check_selector(in, key, written);
    return written;
  }

  void check_selector(const Table& in, std::string_view key, const std::string& written) {
    if (is_selector(written)) return;
    toml_.wrong(in, key,
                "not a simple selector (tag, .class, #id, tag.class): \"" + written + "\"");
  }

  TomlReader toml_;
  Source source_;
};

}  // namespace

Result<Source> read_source(const toml::table& root, const std::string& file) {
  return SourceReader(root, file).read();
}

const std::vector<std::string_view>& source_keys() {
  static const std::vector<std::string_view> keys = [] {
    std::vector<std::string_view> all(kKeys.begin(), kKeys.end());
    for (const std::string_view key :
         {"items.path", "items.url", "items.title", "items.time", "items.digest", "items.id",
          "article.body", "article.title", "article.date", "article.byline", "article.remove",
          "layout.until", "archive.url", "archive.kind", "archive.links", "archive.items",
          "archive.max_pages"}) {
      all.push_back(key);
    }
    return all;
  }();
  return keys;
}

}  // namespace gongwatch::scheduler
