// Whose the sponsors of an article are.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {

// Gives each house with a role (`found`) to the first news of the company that is named last in
// front of it in its sentence, else of the one its sentence is about (`topics`, one entry a
// sentence). A company without news gets none. Sentences that are `rows` (listing_table.h) are left
// out. Warnings of counts that cannot be are added.
void add_sponsors(const PreparedText& text, const std::vector<std::optional<std::size_t>>& topics,
                  const Issuers& issuers, const std::vector<bool>& rows,
                  const std::vector<Span>& asides, std::vector<FoundSponsor> found,
                  std::vector<FoundEvent>& events, std::vector<Warning>& warnings);

}  // namespace gongwatch::parser::facts
