// Who has been listed before the story: on another exchange, or here weeks ago.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Drops offers and first days of whom the text says to have come to another exchange, and of nobody
// else; price and results without a day are past where the first day was weeks ago.
void part_listed_before(const PreparedText& text, const Issuers& issuers,
                        std::optional<CivilDate> reference, std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
