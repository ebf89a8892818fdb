// What a page says about its own encoding, before it is decoded.
#pragma once

#include <string_view>

#include "parser/charset/labels.h"

namespace gongwatch::parser {

// The byte order mark's encoding, null without one; `length` is set to the mark's bytes.
const Encoding* byte_order_mark(std::string_view bytes, std::size_t& length);

// The charset parameter of a media type: "text/html; charset=\"gbk\"". Null if absent or unknown.
const Encoding* charset_of_media_type(std::string_view media_type);

// HTML, 13.2.3.2 "prescan a byte stream": the first 1024 bytes' <meta> elements, then an XML
// declaration, then the <meta> that a browser finds further on, where it starts again. UTF-16 in a
// <meta> means UTF-8 and x-user-defined means windows-1252, as the standard says. Null if nothing
// is declared.
const Encoding* prescan_meta(std::string_view bytes);

// <?xml … encoding="…"?> at the very start. UTF-16 means UTF-8 (the declaration was readable as
// ASCII).
const Encoding* xml_declaration(std::string_view bytes);

}  // namespace gongwatch::parser
