// Lists written as one line: "CICC; Huatai International", as the store's views join them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::text {

// None for an empty line. `separator` is not empty.
inline std::vector<std::string> split(std::string_view joined, std::string_view separator) {
  std::vector<std::string> parts;
  while (!joined.empty()) {
    const auto end = std::min(joined.find(separator), joined.size());
    parts.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + separator.size(), joined.size()));
  }
  return parts;
}

}  // namespace gongwatch::text
