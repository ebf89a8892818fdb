#include "parser/feed/xml_names.h"

#include <optional>

namespace gongwatch::parser {
namespace {

// A hostile element may have a million attributes; real roots have about ten.
constexpr std::size_t kMaxAttributes = 200;

XmlVocabulary vocabulary_of(std::string_view uri) {
  if (uri.find("w3.org/2005/Atom") != std::string_view::npos) return XmlVocabulary::atom;
  if (uri.find("purl.org/atom/") != std::string_view::npos) return XmlVocabulary::atom;
  if (uri.find("purl.org/dc/") != std::string_view::npos) return XmlVocabulary::dublin;
  if (uri.find("purl.org/rss/1.0/modules/content") != std::string_view::npos)
    return XmlVocabulary::content;
  if (uri.find("purl.org/rss/1.0/modules/") != std::string_view::npos) return XmlVocabulary::other;
  if (uri.find("purl.org/rss/1.0/") != std::string_view::npos) return XmlVocabulary::rss;
  if (uri.find("my.netscape.com/rdf/") != std::string_view::npos) return XmlVocabulary::rss;
  if (uri.find("channel.netscape.com/rdf/") != std::string_view::npos) return XmlVocabulary::rss;
  if (uri.find("backend.userland.com/rss") != std::string_view::npos) return XmlVocabulary::rss;
  if (uri.find("22-rdf-syntax-ns") != std::string_view::npos) return XmlVocabulary::rdf;
  if (uri.find("w3.org/1999/xhtml") != std::string_view::npos) return XmlVocabulary::xhtml;
  return uri.empty() ? XmlVocabulary::rss : XmlVocabulary::other;
}

XmlVocabulary customary(std::string_view prefix) {
  if (prefix.empty() || prefix == "rss") return XmlVocabulary::rss;
  if (prefix == "atom" || prefix == "a10") return XmlVocabulary::atom;
  if (prefix == "dc" || prefix == "dcterms") return XmlVocabulary::dublin;
  if (prefix == "content") return XmlVocabulary::content;
  if (prefix == "rdf") return XmlVocabulary::rdf;
  if (prefix == "xhtml") return XmlVocabulary::xhtml;
  return XmlVocabulary::other;
}

XmlVocabulary by_custom(std::string_view root_name) {
  return root_name.ends_with("feed") ? XmlVocabulary::atom : XmlVocabulary::rss;
}

// The prefix that an attribute declares ("" for xmlns itself).
std::optional<std::string_view> declared_prefix(const pugi::xml_attribute& attribute) {
  const std::string_view name = attribute.name();
  if (name == "xmlns") return std::string_view{};
  if (name.starts_with("xmlns:")) return name.substr(6);
  return std::nullopt;
}

}  // namespace

XmlNamespaces::XmlNamespaces(pugi::xml_node root) {
  const std::string_view written = root.name();
  const auto colon = written.find(':');
  by_prefix_.emplace("", by_custom(written));
  const std::string_view root_prefix = written.substr(0, colon == written.npos ? 0 : colon);
  root_ = root;
  std::size_t count = 0;
  for (const pugi::xml_attribute attribute : root.attributes()) {
    if (++count > kMaxAttributes) break;
    if (const auto prefix = declared_prefix(attribute)) {
      const XmlVocabulary known = vocabulary_of(attribute.value());
      // Whatever the root calls its namespace (there were many), it is the feed's own.
      const bool is_own = known == XmlVocabulary::other && *prefix == root_prefix;
      by_prefix_.insert_or_assign(std::string(*prefix), is_own ? by_custom(written) : known);
    }
  }
}

XmlName XmlNamespaces::name_of(pugi::xml_node element) const {
  const std::string_view name = element.name();
  const auto colon = name.find(':');
  const std::string_view prefix =
      colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
  const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  // Feeds declare at the root, now and then at an element itself or at the item around it.
  pugi::xml_node at = element;
  for (int up = 0; up < 3 && at && at != root_; ++up, at = at.parent()) {
    std::size_t count = 0;
    for (const pugi::xml_attribute attribute : at.attributes()) {
      if (++count > kMaxAttributes) break;
      if (declared_prefix(attribute) == prefix) return {vocabulary_of(attribute.value()), local};
    }
  }
  if (const auto found = by_prefix_.find(prefix); found != by_prefix_.end())
    return {found->second, local};
  return {customary(prefix), local};
}

}  // namespace gongwatch::parser
