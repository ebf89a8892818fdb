#include "parser/content/metadata.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "parser/content/byline.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxJsonLdScripts = 30;
constexpr std::size_t kMaxFound =
    100;  // of each kind; bounds how many elements are read to their end
constexpr std::size_t kMaxJsonLdBytes = 1u << 20;
constexpr std::size_t kMaxValueBytes = 2000;

struct MetaName {
  std::string_view field;
  std::size_t rank = 0;  // in the table
};

const std::map<std::string_view, MetaName>& meta_names() {
  static const std::map<std::string_view, MetaName> names = [] {
    std::map<std::string_view, MetaName> all;
    for (const auto& row : table_rows("metadata", 2))
      all.emplace(row[1], MetaName{row[0], all.size()});
    return all;
  }();
  return names;
}

struct Found {
  std::size_t rank = 0;
  std::size_t order = 0;  // in the page
  std::string_view field;
  std::string value;
};

void read_meta(const GumboNode* node, std::vector<Found>& found) {
  const std::string_view content = attribute(node, "content");
  if (content.empty() || content.size() > kMaxValueBytes || found.size() >= kMaxFound) return;
  for (const char* name : {"property", "name", "itemprop"}) {
    const auto known = meta_names().find(text::lower_ascii(text::trim(attribute(node, name))));
    if (known == meta_names().end()) continue;
    std::string value = text::squeeze(content);
    if (!value.empty())
      found.push_back({known->second.rank, found.size(), known->second.field, std::move(value)});
    return;
  }
}

// Microdata outside <meta>: <span itemprop="datePublished" content="…">, <time itemprop=…
// datetime=…>.
void read_microdata(const GumboNode* node, std::vector<Found>& found, std::size_t& read) {
  const std::string_view property = attribute(node, "itemprop");
  const bool date = property == "datePublished";
  if ((!date && property != "headline") || ++read > kMaxFound) return;
  std::string value(attribute(node, "content"));
  if (value.empty()) value = attribute(node, "datetime");
  if (value.empty()) value = text_content(node);
  if (value.empty() || value.size() > kMaxValueBytes) return;
  const auto known = meta_names().find(text::lower_ascii(property));
  if (known != meta_names().end())
    found.push_back({known->second.rank, found.size(), known->second.field, text::squeeze(value)});
}

// Some sites escape twice: "Ann &amp;amp; Bob", and headlines in JSON are not to be escaped at all.
void unescape(std::vector<std::string>& values) {
  static const RE2 reference(R"(&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});)");
  for (std::string& value : values) {
    if (value.size() > kMaxValueBytes || !RE2::PartialMatch(value, reference)) continue;
    const Result<Tree> tree = Tree::parse(value, {}, Detail::article);
    if (!tree) continue;
    std::string text = text_content(tree->root());
    if (!text.empty()) value = std::move(text);
  }
}

void sort_in(Metadata& metadata, std::vector<Found>& found) {
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.order < b.order;
  });
  bool labels_author = false;
  for (Found& item : found) {
    if (item.field == "label")
      labels_author = is_author_label(item.value);
    else if (item.field == "title")
      metadata.titles.push_back(std::move(item.value));
    else if (item.field == "author" || (item.field == "labelled" && labels_author))
      metadata.authors.push_back(std::move(item.value));
    else if (item.field == "published")
      metadata.published.push_back(std::move(item.value));
    else if (item.field == "changed")
      metadata.changed.push_back(std::move(item.value));
    else if (item.field == "site_name")
      metadata.site_names.push_back(std::move(item.value));
    else if (item.field == "url" && metadata.canonical.empty())
      metadata.canonical = std::move(item.value);
    else if (item.field == "description" && metadata.description.empty())
      metadata.description = std::move(item.value);
    else if (item.field == "type") {
      const std::string type = text::lower_ascii(item.value);
      metadata.is_article |= type == "article" || type == "news" || type == "newsarticle";
      metadata.is_listing |= type == "website";
    }
  }
}

}  // namespace

Metadata metadata_of(const Tree& tree) {
  Metadata metadata;
  std::vector<Found> found;
  std::size_t scripts = 0;
  std::size_t microdata = 0;
  metadata.language = attribute(tree.root(), "lang");
  for (const std::string_view script : tree.json_ld()) {
    if (++scripts <= kMaxJsonLdScripts) read_json_ld(script, metadata);
  }
  walk(tree.root(), [&](const GumboNode* node) {
    if (!is_element(node)) return false;
    switch (tag_of(node)) {
      case GUMBO_TAG_META:
        read_meta(node, found);
        return false;
      case GUMBO_TAG_TITLE:
        if (metadata.document_title.empty()) metadata.document_title = text_content(node);
        return false;
      case GUMBO_TAG_LINK:
        if (text::lower_ascii(attribute(node, "rel")) == "canonical" &&
            !attribute(node, "href").empty())
          metadata.canonical = attribute(node, "href");
        return false;
      case GUMBO_TAG_SCRIPT:
        if (text::lower_ascii(attribute(node, "type")).starts_with("application/ld+json") &&
            ++scripts <= kMaxJsonLdScripts) {
          read_json_ld(raw_text(node, kMaxJsonLdBytes), metadata);
        }
        return false;
      case GUMBO_TAG_SVG:
      case GUMBO_TAG_MATH:
        return false;
      default:
        read_microdata(node, found, microdata);
        return true;
    }
  });
  sort_in(metadata, found);
  std::move(metadata.page_authors.begin(), metadata.page_authors.end(),
            std::back_inserter(metadata.authors));
  std::move(metadata.page_published.begin(), metadata.page_published.end(),
            std::back_inserter(metadata.published));
  for (std::vector<std::string>* values :
       {&metadata.titles, &metadata.authors, &metadata.publishers, &metadata.site_names})
    unescape(*values);
  return metadata;
}

}  // namespace gongwatch::parser
