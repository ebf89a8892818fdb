// Debuts of others that an English story only looks back on: "B more than doubled on its debut
// earlier this month. Meanwhile, C fell 12% on its debut."
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Marks as past what companies that neither headline nor opening names did "last month", and their
// debuts of weeks ago. Before days are given to what has none.
void look_back_at_earlier(const PreparedText& text, const Issuers& issuers,
                          std::optional<CivilDate> reference, std::vector<FoundEvent>& told);

// Debuts without a day, once the others have theirs. `about`: whose story it is, if one company's.
void look_back_at_debuts(const PreparedText& text, std::optional<std::size_t> about,
                         std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
