#include "parser/feed/json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

// Depth and number of values, read off the brackets and commas outside strings, before any memory
// is spent on them.
Status check_bounds(std::string_view bytes, const JsonLimits& limits) {
  std::size_t depth = 0;
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '[' || c == '{') {
      ++values;
      if (++depth > limits.max_depth) {
        return fail(ErrorKind::too_deep,
                    "JSON nested deeper than " + std::to_string(limits.max_depth) + " levels");
      }
    }
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (c == ',') ++values;
    if (values > limits.max_values) {
      return fail(ErrorKind::too_large,
                  "JSON with more than " + std::to_string(limits.max_values) + " values");
    }
  }
  return {};
}

}  // namespace

Result<json> read_json(std::string_view bytes, const JsonLimits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, "JSON of " + std::to_string(bytes.size()) +
                                          " bytes, the limit is " +
                                          std::to_string(limits.max_bytes));
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view trimmed = text::trim(bytes);
  if (trimmed.empty()) return fail(ErrorKind::empty, "no bytes where JSON is expected");
  if (trimmed.front() == '<') {
    return fail(ErrorKind::malformed, "not JSON but a web page (it begins with \"<\")");
  }
  if (auto bounded = check_bounds(trimmed, limits); !bounded)
    return tl::unexpected(bounded.error());
  try {
    if (text::is_valid(trimmed)) return json::parse(trimmed);
    return json::parse(text::sanitize(trimmed));
  } catch (const json::parse_error& e) {
    if (e.byte > trimmed.size())
      return fail(ErrorKind::malformed,
                  "not JSON: cut off after " + std::to_string(trimmed.size()) + " bytes");
    return fail(ErrorKind::malformed, "not JSON: damaged at byte " + std::to_string(e.byte));
  } catch (const json::exception&) {
    return fail(ErrorKind::malformed, "not JSON: a number that is out of range");
  }
}

const json* find_value(const json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const json* find_path(const json& root, std::string_view path) {
  const char separator = path.starts_with('/') ? '/' : '.';
  if (separator == '/') path.remove_prefix(1);
  const json* at = &root;
  while (at != nullptr && !path.empty()) {
    const std::size_t end = std::min(path.find(separator), path.size());
    at = find_value(*at, path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return at;
}

std::optional<std::string> text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

}  // namespace gongwatch::parser
