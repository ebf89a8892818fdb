// Text constructs of feeds: plain, escaped HTML, base64 or markup among the XML.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "parser/feed/feed_document.h"

namespace gongwatch::parser {

// xml:base and xml:lang as they hold for one element.
struct XmlScope {
  std::string base;
  std::string language;

  // Inside `element`. A base of another scheme than http(s), or malformed, changes nothing.
  XmlScope inside(pugi::xml_node element) const;
};

// The character data below an element, nested elements apart.
std::string text_in(pugi::xml_node element);

struct TextRules {
  std::string_view default_type = "text/html";
  bool strips_div = false;  // Atom 1.0: the <div> around XHTML is not part of it
  bool typed = false;       // Atom: attributes `type` and `mode` say how it is written
};
FeedText read_text(pugi::xml_node element, const XmlScope& outside, const TextRules& rules);

// An absolute http(s) URL stays as written, as does what cannot be resolved.
std::string absolute_link(std::string_view url, std::string_view base);
// Attributes that hold addresses (href, src, cite …) made absolute; all else as it was.
std::string with_absolute_links(std::string_view html, std::string_view base);

}  // namespace gongwatch::parser
