// What words of plans, rumours and delays say of an event that has happened after all.
#pragma once

#include <optional>

#include "parser/facts/event_dates.h"
#include "parser/facts/modality.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// Takes the outcome back that `modality` has from such words. `told`: the trigger's days.
void settle_outcome(const PreparedText& text, const Trigger& trigger, Span clause,
                    const TriggerDates& told, std::optional<CivilDate> reference,
                    Modality& modality);

}  // namespace gongwatch::parser::facts
