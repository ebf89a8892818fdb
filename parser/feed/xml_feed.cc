#include "parser/feed/xml_feed.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "parser/feed/entries.h"
#include "parser/feed/feed.h"
#include "parser/feed/xml_names.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::ptrdiff_t kMaxTags = 1'000'000;
constexpr int kMaxDepth = 200;
constexpr std::size_t kMaxTextBytes = 64u << 10;

// Every element below `top` in document order, without recursion; `visit` returns false to stop.
// The depth of `top` is 0.
template <class Visit>
void walk(pugi::xml_node top, Visit visit) {
  pugi::xml_node node = top;
  int depth = 0;
  while (node) {
    if (!visit(node, depth)) return;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node != top && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == top) return;
    node = node.next_sibling();
  }
}

// The character data inside an element, nested elements (Atom's type="xhtml") separated by blanks.
std::string text_in(pugi::xml_node element) {
  std::string text;
  walk(element, [&](pugi::xml_node node, int) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      text += std::string_view(node.value()).substr(0, kMaxTextBytes);
    } else if (!text.empty()) {
      text += ' ';
    }
    return text.size() < kMaxTextBytes;
  });
  return text;
}

class FeedReader {
 public:
  FeedReader(pugi::xml_node root, std::string_view base_url, std::chrono::minutes utc_offset)
      : names_(root), entries_(kMaxFeedEntries), utc_offset_(utc_offset), base_(base_url) {}

  // RSS 0.9x and 2.0 keep items in the channel, RSS 1.0 beside it, Atom entries in the root.
  void read(pugi::xml_node root) {
    base_ = base_of(root, base_);
    for (const pugi::xml_node child : root.children()) {
      const XmlName name = names_.name_of(child);
      if (name.local == "channel") {
        const std::string outer = base_;
        base_ = base_of(child, base_);
        for (const pugi::xml_node item : child.children()) {
          if (names_.name_of(item).local == "item") read_entry(item);
        }
        base_ = outer;
      } else if (name.local == "item" || name.local == "entry") {
        read_entry(child);
      }
    }
    if (names_.met_undeclared_prefix())
      entries_.set_not_well_formed("a prefix without a namespace");
  }

  EntryCollector& entries() { return entries_; }

 private:
  // xml:base of the element, resolved against the base outside.
  static std::string base_of(pugi::xml_node element, const std::string& outer) {
    const std::string_view written = element.attribute("xml:base").value();
    if (written.empty()) return outer;
    return text::resolve_url(outer, written).value_or(outer);
  }

  struct Draft {
    ListEntry entry;
    std::string published, updated;         // as written
    std::string guid_link, any_link, body;  // what to fall back on
  };

  void read_entry(pugi::xml_node item) {
    if (full_) return;
    const std::string base = base_of(item, base_);
    Draft draft;
    for (const pugi::xml_node child : item.children()) {
      if (child.type() != pugi::node_element) continue;
      const XmlName name = names_.name_of(child);
      if (name.vocabulary == XmlVocabulary::other) continue;
      read_link(child, name, base, draft);
      read_text(child, name, draft);
    }
    ListEntry& entry = draft.entry;
    if (entry.url.empty()) entry.url = draft.guid_link.empty() ? draft.any_link : draft.guid_link;
    if (entry.summary.empty()) entry.summary = plain_text(draft.body);
    const std::string& written = draft.published.empty() ? draft.updated : draft.published;
    if (!written.empty()) {
      entry.published_at = feed_time(written, utc_offset_);
      if (!entry.published_at) {
        entries_.warn("bad-date", "entry " + std::to_string(entries_.offered() + 1) +
                                      ": not a time: \"" + written.substr(0, 60) + "\"");
      }
    }
    full_ = !entries_.add(std::move(entry), base);
  }

  void read_link(pugi::xml_node child, const XmlName& name, const std::string& base, Draft& draft) {
    if (name.local == "guid" || (name.local == "id" && name.vocabulary == XmlVocabulary::atom)) {
      draft.entry.id = text::trim(text_in(child));
      const bool is_link =
          std::string_view(child.attribute("isPermaLink").as_string("true")) != "false";
      if (name.local == "guid" && is_link && draft.entry.id.starts_with("http"))
        draft.guid_link = draft.entry.id;
      return;
    }
    if (name.local != "link") return;
    const std::string_view href = child.attribute("href").value();
    if (href.empty()) {  // RSS: the link is the element's text
      if (draft.entry.url.empty()) draft.entry.url = text::trim(text_in(child));
      return;
    }
    const auto absolute = text::resolve_url(base_of(child, base), href);
    const std::string url = absolute ? *absolute : std::string(href);
    const std::string_view rel = child.attribute("rel").as_string("alternate");
    if (rel == "alternate" && draft.entry.url.empty()) draft.entry.url = url;
    if (rel == "via" && draft.any_link.empty()) draft.any_link = url;
  }

  void read_text(pugi::xml_node child, const XmlName& name, Draft& draft) {
    const std::string_view local = name.local;
    if (local == "title" && draft.entry.title.empty()) {
      draft.entry.title = plain_text(text_in(child));
    } else if ((local == "description" || local == "summary") && draft.entry.summary.empty()) {
      draft.entry.summary = plain_text(text_in(child));
    } else if (local == "encoded" ||
               (local == "content" && name.vocabulary == XmlVocabulary::atom)) {
      draft.body = text_in(child);
    } else if (local == "pubDate" || local == "published" || local == "issued") {
      draft.published = text::trim(text_in(child));
    } else if (local == "date" || local == "updated" || local == "modified" || local == "created") {
      draft.updated = text::trim(text_in(child));
    }
  }

  XmlNamespaces names_;
  EntryCollector entries_;
  std::chrono::minutes utc_offset_;
  std::string base_;
  bool full_ = false;
};

bool is_feed_root(pugi::xml_node root) {
  const std::string_view name = root.name();
  const auto colon = name.find(':');
  const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  return local == "rss" || local == "RDF" || local == "feed";
}

}  // namespace

Result<EntryList> parse_xml_feed(std::string_view utf8, std::string_view base_url,
                                 std::chrono::minutes utc_offset) {
  if (std::count(utf8.begin(), utf8.end(), '<') > kMaxTags) {
    return fail(ErrorKind::too_large, "XML with more than 1000000 tags");
  }
  pugi::xml_document document;
  // parse_default leaves the DOCTYPE out: nothing that it declares is ever expanded.
  const pugi::xml_parse_result result =
      document.load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory || result.status == pugi::status_internal_error) {
    return fail(ErrorKind::too_large, std::string("XML: ") + result.description());
  }
  const pugi::xml_node root = document.document_element();
  if (!root || !is_feed_root(root)) {
    return fail(ErrorKind::malformed,
                root ? "not a feed: the root element is <" +
                           text::sanitize(std::string_view(root.name()).substr(0, 40)) + ">"
                     : std::string("not a feed: no element at all"));
  }
  bool too_deep = false;
  walk(root, [&](pugi::xml_node, int depth) { return !(too_deep = depth > kMaxDepth); });
  if (too_deep) return fail(ErrorKind::too_deep, "XML nested deeper than 200 levels");

  FeedReader reader(root, base_url, utc_offset);
  if (!result) {
    reader.entries().set_not_well_formed(std::string(result.description()) + " at byte " +
                                         std::to_string(result.offset));
  }
  reader.read(root);
  return reader.entries().take();
}

}  // namespace gongwatch::parser
