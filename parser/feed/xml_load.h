// Bytes of XML → a tree behind bounds, mended if it is not well-formed.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::parser {

struct LoadedXml {
  std::unique_ptr<pugi::xml_document> document;
  pugi::xml_node root;                 // never null
  std::optional<std::string> trouble;  // why it is not well-formed
};

// `utf8` is valid UTF-8. Errors: too_large (1,000,000 tags), too_deep (200 levels), malformed (no
// element at all).
Result<LoadedXml> load_xml(std::string_view utf8);

// "<html>", cut, for messages.
std::string root_name(pugi::xml_node root);

}  // namespace gongwatch::parser
