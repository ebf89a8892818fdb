// The events of those that stand behind the words telling their stage (han_announced.h).
#pragma once

#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Adds them to `told`, the events of the same text, and takes out those that were read of somebody
// else from the same words.
void add_announced(const PreparedText& text, const StoryTriggers& triggers,
                   const std::vector<DateMention>& dates, const StoryContext& context,
                   Issuers& issuers, std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
