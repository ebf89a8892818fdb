// Stage phrases that run into one another, once all are found.
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// "the application of X submitted on May 8 has lapsed": a filing and its end; "its second
// application lapsed": the end alone; "a post-hearing pack, filed on Sunday": the pack alone.
void part_triggers(const PreparedText& text, Span sentence, std::vector<Trigger>& found);

}  // namespace gongwatch::parser::facts
