// One encoding's bytes to UTF-8: the only user of iconv.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/charset/labels.h"

namespace gongwatch::parser {

struct Converted {
  std::string text;        // valid UTF-8 without NUL
  std::size_t errors = 0;  // sequences that became U+FFFD, and NULs, which do too
};

// Nothing if this machine's iconv does not know the encoding.
std::optional<Converted> convert(std::string_view bytes, const Encoding& encoding);

}  // namespace gongwatch::parser
