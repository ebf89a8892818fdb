// nlohmann JSON behind bounds: untrusted bytes in, a value or an Error out; no exception leaves.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::parser {

struct JsonLimits {
  std::size_t max_bytes = 32u << 20;
  std::size_t max_depth = 64;           // of nested arrays and objects
  std::size_t max_values = 2'000'000u;  // about 64 bytes of memory each
};

// A byte order mark is skipped, invalid UTF-8 is replaced. Errors: empty, too_large, too_deep,
// malformed (the message says so when the bytes look like a web page, which is what a blocked
// client is given).
Result<nlohmann::json> read_json(std::string_view bytes, const JsonLimits& limits = {});

// The value under a key, or nullptr if `object` is no object, has no such key, or holds null there.
const nlohmann::json* find_value(const nlohmann::json& object, std::string_view key);
// The value at a JSON pointer ("/data/list", RFC 6901 without escapes) or a key path ("data.list");
// "" is the root.
const nlohmann::json* find_path(const nlohmann::json& root, std::string_view path);
// A string, or a number as written; nothing for other types.
std::optional<std::string> text_of(const nlohmann::json& value);

}  // namespace gongwatch::parser
