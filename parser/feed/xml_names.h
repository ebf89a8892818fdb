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
  // The name of an element; its own declarations come before the root's. An undeclared prefix is
  // read by custom (dc: is Dublin Core) and remembered.
  XmlName name_of(pugi::xml_node element);
  // True once name_of met a prefix that nobody declared (Namespaces in XML §5: not
  // namespace-well-formed).
  bool met_undeclared_prefix() const { return met_undeclared_prefix_; }

 private:
  std::map<std::string, XmlVocabulary, std::less<>> by_prefix_;
  bool met_undeclared_prefix_ = false;
};

}  // namespace gongwatch::parser
