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

// Pieces of words, of two letters or more, of which one is sought anywhere in names: taking names
// apart costs.
template <std::size_t N>
class NameParts {
 public:
  explicit constexpr NameParts(const std::array<std::string_view, N>& parts) : parts_(parts) {
    for (const std::string_view part : parts_) seconds_[part[0] & 31] |= bit_of(part[1]);
  }

  bool stand_in(std::string_view names) const {
    for (std::size_t at = 0; at + 1 < names.size(); ++at) {
      if ((seconds_[names[at] & 31] & bit_of(names[at + 1])) == 0) continue;
      const std::string_view rest = names.substr(at);
      if (std::any_of(parts_.begin(), parts_.end(),
                      [&](std::string_view part) { return rest.starts_with(part); }))
        return true;
    }
    return false;
  }

 private:
  static constexpr std::uint32_t bit_of(char c) { return std::uint32_t{1} << (c & 31); }
  std::array<std::string_view, N> parts_;
  std::array<std::uint32_t, 32> seconds_{};  // letters that follow a letter, without case
};

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
