// Several houses in one field, as HKEX joins them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

// Split at line ends, ";", "；", "、", " / " and <br>, and at a comma, "and", "&", "及" or "和"
// where the words before end like a legal name and those behind do not go on with it ("X Co.,
// Limited", "UBS AG, Hong Kong Branch" stay whole). As written, blanks squeezed, each once, at
// most 50.
std::vector<std::string> split_sponsor_names(std::string_view written);

}  // namespace gongwatch::parser
