// Which houses of a sentence have which roles.
#pragma once

#include <vector>

#include "parser/facts/sponsor_names.h"
#include "parser/facts/sponsor_roles.h"
#include "parser/facts/sponsor_text.h"

namespace gongwatch::parser::facts {

struct Appointment {
  std::vector<RoleWord> roles;  // all of them known roles
  NameList names;
  bool respectively = false;  // the first name has the first role, and so on
  bool earlier = false;       // the houses of the sentence before ("both", 上述两家); no names
  Span clause;                // from names to roles
};

// All spans count in text.view(). `earlier`: how many houses the sentence before named.
std::vector<Appointment> find_appointments(const SponsorText& text, std::size_t earlier);

}  // namespace gongwatch::parser::facts
