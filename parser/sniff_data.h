// Bytes that are served or saved as if they were a page, and are a program's data.
#pragma once

#include <string_view>

namespace gongwatch::parser {

enum class DataKind {
  none,     // HTML or a text, as far as this tells
  sitemap,  // XML: a list of addresses, or of such lists
  code,     // JavaScript, a style sheet
  other,    // JSON, JSONP, a feed
};
// By its first bytes; what is short, and JSONP, by all of them.
DataKind data_kind(std::string_view bytes);

}  // namespace gongwatch::parser
