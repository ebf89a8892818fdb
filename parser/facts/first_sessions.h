// The day of a first session that a story tells without naming it: "康诺亚首日挂牌,高见79.8元"; of
// Chinese stories.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Whose first session a sentence tells as it happens, without a day or another time. Of tellings
// before news and history are told apart.
std::set<std::size_t> issuers_in_first_session(const PreparedText& text, const PreparedText& title,
                                               const std::vector<DateMention>& dates,
                                               const std::vector<FoundEvent>& told);

// Gives their debuts, if they are news and nothing dates them, the story's own day, as a guess.
void date_first_sessions(const std::set<std::size_t>& issuers, std::optional<CivilDate> reference,
                         std::vector<FoundEvent>& events);

// Of an event whose issuer is filled in.
Warning warning_of_day(const Event& event);

}  // namespace gongwatch::parser::facts
