#include "parser/feed/xml_feed.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string>

#include "parser/feed/record_reader.h"
#include "parser/feed/xml_load.h"

namespace gongwatch::parser {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string rss_version(std::string_view written) {
  if (written.starts_with("2")) return "rss20";
  if (written.size() >= 4 && written.starts_with("0.9"))
    return "rss09" + std::string(1, written[3]);
  return "rss";
}

class FeedReader {
 public:
  FeedReader(pugi::xml_node root, const FeedContext& context, FeedDocument& document)
      : names_(root),
        reader_(names_, document, context.utc_offset),
        document_(document),
        scope_(XmlScope{context.base_url, context.language}.inside(root)) {}

  // RSS 0.9x and 2.0 keep items in the channel, RSS 1.0 beside it, Atom entries in the root.
  bool read(pugi::xml_node root) {
    const XmlName name = names_.name_of(root);
    if (!is_one_of(name.local, {"rss", "RDF", "feed", "channel"})) return false;
    document_.version = version_of(root, name);
    document_.base = scope_.base;
    pugi::xml_node channel = root;
    for (const pugi::xml_node child : root.children()) {
      if (names_.name_of(child).local == "channel" && name.local != "feed") channel = child;
    }
    const XmlScope inside = channel == root ? scope_ : scope_.inside(channel);
    document_.feed = reader_.read(channel, inside);
    read_entries(channel, inside);
    if (channel != root) read_entries(root, scope_);
    return true;
  }

 private:
  std::string version_of(pugi::xml_node root, const XmlName& name) const {
    if (name.local == "rss") return rss_version(root.attribute("version").value());
    if (name.local == "channel") return "rss";
    if (name.local == "feed") {
      const std::string_view version = root.attribute("version").value();
      if (version == "0.3") return "atom03";
      return name.vocabulary == XmlVocabulary::atom ? "atom10" : "atom";
    }
    for (const pugi::xml_attribute attribute : root.attributes()) {
      const std::string_view uri = attribute.value();
      if (uri.find("purl.org/rss/1.0/") != std::string_view::npos && !uri.ends_with("content/"))
        return "rss10";
      if (uri.find("netscape.com/rdf/simple/0.9") != std::string_view::npos) return "rss090";
    }
    return "rss";
  }

  void read_entries(pugi::xml_node parent, const XmlScope& scope) {
    for (const pugi::xml_node child : parent.children()) {
      if (child.type() != pugi::node_element) continue;
      if (!is_one_of(names_.name_of(child).local, {"item", "entry"})) continue;
      if (document_.entries.size() > kMaxFeedEntries) return;  // told when they are listed
      FeedRecord entry = reader_.read(child, scope.inside(child));
      document_.entries.push_back(std::move(entry));
    }
  }

  XmlNamespaces names_;
  RecordReader reader_;
  FeedDocument& document_;
  XmlScope scope_;
};

}  // namespace

Result<FeedDocument> parse_xml_feed(std::string_view utf8, const FeedContext& context) {
  const auto xml = load_xml(utf8);
  if (!xml && xml.error().kind == ErrorKind::malformed)
    return fail(ErrorKind::malformed, "not a feed: no element at all");
  if (!xml) return tl::unexpected(xml.error());
  FeedDocument feed;
  if (!FeedReader(xml->root, context, feed).read(xml->root))
    return fail(ErrorKind::malformed, "not a feed: the root element is " + root_name(xml->root));
  if (xml->trouble) {
    feed.well_formed = false;
    feed.warnings.push_back({"not-well-formed", *xml->trouble, std::nullopt});
  }
  return feed;
}

}  // namespace gongwatch::parser
