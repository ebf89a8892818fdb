// What of all that an article tells is its news, and what it only looks back on.
#pragma once

#include <optional>
#include <vector>

#include "model/time.h"
#include "parser/facts/events.h"

namespace gongwatch::parser::facts {

// Marks history, drops what is told twice or cannot be (a listing of years ago is no IPO event),
// and joins the tellings of one event: each issuer has each stage once as news, and once for each
// day as history. `reference`: the day of publication or capture.
std::vector<FoundEvent> decide_news(std::vector<FoundEvent> told,
                                    std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
