// The day of the news where only the headline tells what happened, or tells it without a day.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/events.h"

namespace gongwatch::parser::facts {

// Gives news without a day the first day that the opening sentences of the text tell, if it lies
// within some days before the reference and is not the day of another company's event.
void date_by_lead(const PreparedText& text, const StoryTriggers& triggers,
                  const std::vector<DateMention>& dates, std::optional<CivilDate> reference,
                  std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
