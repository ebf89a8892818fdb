// Whether a text is well-formed XML with namespaces, by expat.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::parser {

// What is wrong first and where, or nothing. Entities are never expanded, nothing is opened.
std::optional<std::string> xml_trouble(std::string_view utf8);

}  // namespace gongwatch::parser
