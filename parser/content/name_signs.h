// What the names in an id or class attribute say, once for each string: pages repeat few of them
// many times.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "parser/content/author_marks.h"
#include "parser/content/boilerplate.h"

namespace gongwatch::parser {

// Whether one of the parts stands anywhere in the names, in one pass: taking names apart costs.
template <std::size_t N>
bool holds_part(std::string_view names, const std::array<std::string_view, N>& parts) {
  std::uint64_t firsts[4] = {};
  for (const std::string_view part : parts) {
    const auto byte = static_cast<unsigned char>(part[0]);
    firsts[byte / 64] |= std::uint64_t{1} << byte % 64;
  }
  for (std::size_t at = 0; at < names.size(); ++at) {
    const auto byte = static_cast<unsigned char>(names[at]);
    if ((firsts[byte / 64] >> byte % 64 & 1) == 0) continue;
    const std::string_view rest = names.substr(at);
    if (std::any_of(parts.begin(), parts.end(),
                    [&](std::string_view part) { return rest.starts_with(part); }))
      return true;
  }
  return false;
}

struct NameSigns {
  ClassHint hint;
  bool of_publication_day = false;
  AuthorSign author = AuthorSign::none;
};
NameSigns signs_of_names(std::string_view names);

// Of one tree, whose equal attributes mostly are one string (html/stand_ins.h).
class NameMemo {
 public:
  const NameSigns& of(std::string_view names);

 private:
  std::unordered_map<const char*, NameSigns> known_;
};

}  // namespace gongwatch::parser
