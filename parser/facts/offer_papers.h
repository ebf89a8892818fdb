// A prospectus that comes out with the terms of the offer opens it; one without is an
// application's.
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// "selling 349 million shares at HK$71.59 apiece", "HK$12.36 to HK$13.88 per share".
bool tells_offer_terms(const PreparedText& text);

// "its prospectus released on Friday", in such a text.
void take_for_offer(const PreparedText& text, std::vector<Trigger>& triggers);

}  // namespace gongwatch::parser::facts
