// Items of digests and columns whose stage stands in front of all of them: under a heading
// (【招股】, "今起招股:"), behind a count ("今日有三只新股招股"), or with the one before ("轮到…",
// "…也来了").
#pragma once

#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Adds what the items tell to `told`, the events of the same text, keeping their order; of those
// that an item tells itself it fills in the day of all.
void add_digest_items(const PreparedText& text, const StoryTriggers& triggers,
                      const std::vector<DateMention>& dates, const StoryContext& context,
                      Issuers& issuers, std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
