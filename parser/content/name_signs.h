// What the names in an id or class attribute say, once for each string: pages repeat few of them
// many times.
#pragma once

#include <string_view>
#include <unordered_map>

#include "parser/content/author_marks.h"
#include "parser/content/boilerplate.h"

namespace gongwatch::parser {

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
