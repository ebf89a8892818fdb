// Bytes of a page → UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gongwatch::parser {

struct Decoded {
  std::string text;        // always valid UTF-8, without byte order mark and NUL
  std::string encoding;    // the WHATWG name of what it was read as
  std::size_t errors = 0;  // sequences replaced by U+FFFD
};

// Order: byte order mark, charset of the media type, <meta> (HTML) or XML declaration, UTF-8 if the
// bytes are valid UTF-8, uchardet's guess, windows-1252. A declared encoding that the bytes
// contradict yields to the next in order: if it would replace more than one sequence for each ten
// bytes above ASCII, or any while the bytes are valid UTF-8.
Decoded decode(std::string_view bytes, std::string_view media_type, bool is_html);

}  // namespace gongwatch::parser
