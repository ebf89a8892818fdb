// The links of an HTML page, in page order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "parser/parse_document.h"

namespace gongwatch::parser {

struct PageLink {
  std::string href;  // as written
  std::string text;  // of the element, blanks squeezed, at most 1,000 bytes
};

struct PageLinks {
  std::vector<PageLink> links;
  std::string base;  // href of <base>, as written; empty if there is none
};

// Every <a href>. Errors: those of the HTML parser (too_large, too_deep, timeout).
Result<PageLinks> collect_links(std::string_view utf8_html, const ParseLimits& limits);

}  // namespace gongwatch::parser
