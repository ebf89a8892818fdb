// Which tellings are of one event.
#pragma once

#include <optional>
#include <vector>

#include "model/time.h"
#include "parser/facts/events.h"

namespace gongwatch::parser::facts {

// The event's own day, else that of its disclosure.
std::optional<CivilDate> day_of(const FoundEvent& event);

// Takes over what `into` does not say.
void fill_from(FoundEvent& into, const FoundEvent& from);

// On the first day of dealings an issuer's price is no news any more.
void look_back_at_price(const std::vector<FoundEvent*>& events);

// One entry an event; the body's words are the better proof: a headline's telling gives way to
// them.
std::vector<FoundEvent> join_tellings(std::vector<FoundEvent> told);

}  // namespace gongwatch::parser::facts
