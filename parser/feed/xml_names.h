// pugixml knows no namespaces: this resolves prefixes to the few vocabularies that feeds are
// written in.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace gongwatch::parser {

enum class XmlVocabulary {
  rss,      // no namespace, or one of RSS's own
  atom,     // Atom 0.3 and 1.0
  dublin,   // Dublin Core, elements and terms
  content,  // the RSS content module
  rdf,
  xhtml,
  other,
};

struct XmlName {
  XmlVocabulary vocabulary = XmlVocabulary::other;
  std::string_view local;  // lives as long as the node
};

class XmlNamespaces {
 public:
  // Takes the declarations of the root element.
  explicit XmlNamespaces(pugi::xml_node root);
  // The name of an element; its own declarations come first, then its parent's and that one's
  // parent's, then the root's. An undeclared prefix is read by custom (dc: is Dublin Core).
  XmlName name_of(pugi::xml_node element) const;

 private:
  pugi::xml_node root_;
  std::map<std::string, XmlVocabulary, std::less<>> by_prefix_;
};

}  // namespace gongwatch::parser
