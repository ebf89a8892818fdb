// XML that is not well-formed → XML that is nearly so: every tag closed, attributes quoted, stray
// "<" and "&" escaped.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser {

// An end tag closes what was left open inside its element; one without a start is dropped, and so
// are comments, processing instructions, declarations and elements below `max_depth`. An <item> or
// <entry> inside another of its name ends that.
std::string repair_xml(std::string_view utf8, std::size_t max_depth);

}  // namespace gongwatch::parser
