// "四只新股今日挂牌", "Three newly listed companies ended higher": a stage told of a number of
// companies, which the sentences behind it name one after another, each by its price or its terms.
#pragma once

#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/tagged_companies.h"

namespace gongwatch::parser::facts {

// Adds the stage of each that the tagger knows (tagged_companies.h) and that tells none of its own
// to `told`, the events of the same text, keeping their order.
void add_led_companies(const PreparedText& text, const PreparedText& title,
                       const std::vector<DateMention>& dates,
                       const std::vector<DateMention>& title_dates, const StoryContext& context,
                       const TaggedSpans& tagged, Issuers& issuers, std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
