// Which sponsors those of a plain column "sponsor" are: told in the cell, or by the table's legend.
#pragma once

#include <cstddef>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// "Where two firms are shown, they act as joint sponsors; a single name is the sole sponsor."
struct SponsorLegend {
  bool joint = false, sole = false;

  // The role of a house in a row that names so many for it.
  Role told(Role role, std::size_t houses) const {
    if (role != Role::sponsor) return role;
    if (houses > 1) return joint ? Role::joint_sponsor : role;
    return sole ? Role::sole_sponsor : role;
  }
};

SponsorLegend legend_of(const PreparedText& text);

// "(独家)", "(joint)" behind the names of a column "sponsor".
Role told_in_cell(const PreparedText& text, Span cell, Role role);

}  // namespace gongwatch::parser::facts
