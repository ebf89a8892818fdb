// Names of character encodings, as the WHATWG Encoding Standard reads them.
#pragma once

#include <string_view>

namespace gongwatch::parser {

struct Encoding {
  std::string_view name;        // of the standard: "UTF-8", "Big5", "windows-1252"; lives for ever
  std::string_view iconv_name;  // of the decoder; "-" for those that need none
  int unit = 1;  // bytes that one undecodable sequence takes (2 in double-byte encodings)
};

// The encoding that a label names (case and blanks around it do not matter); null for an unknown
// label.
const Encoding* encoding_of(std::string_view label);

}  // namespace gongwatch::parser
