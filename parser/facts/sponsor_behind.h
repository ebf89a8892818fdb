// Names behind a role: "the joint sponsors are …", 独家保荐人为….
#pragma once

#include "parser/facts/sponsor_names.h"
#include "parser/facts/sponsor_text.h"

namespace gongwatch::parser::facts {

struct Behind {
  NameList names;
  bool strong = false;     // "are", 为, ":" and the like join them
  bool weak = false;       // they only stand beside each other: "sole sponsor CICC"
  std::size_t stated = 0;  // where the names behind the joining word begin ("除A外,还有B": at B)
  bool replaced = false;   // the first names went, these came
};

// `role`: a group of roles; no names at or behind `limit`. `verb`: "sponsored by".
Behind names_behind(const SponsorText& text, const HouseNames& names, Span role, std::size_t limit,
                    bool verb);

}  // namespace gongwatch::parser::facts
