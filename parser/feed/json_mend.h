// JSON that is not well-formed, read as what was meant: commas too many or missing, comments, line
// breaks and bare quotes in strings, unquoted keys, brackets left open, an end that is cut off.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "parser/feed/json.h"

namespace gongwatch::parser {

// Bounds as read_json. A string that is cut off by the end of the bytes is left out, with its key:
// half an address is none. Behind the first value nothing is read.
Result<nlohmann::json> mend_json(std::string_view bytes, const JsonLimits& limits = {});

}  // namespace gongwatch::parser
