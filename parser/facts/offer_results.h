// The results of an offer, told by what only results have (a lot's success rate, valid
// applications, a clawback, a final price), where no phrase tells the stage itself.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/tagged_companies.h"

namespace gongwatch::parser::facts {

// Adds `allotted` and `priced` to `told` where a company tells it by such signs only, and takes out
// their undated `launched`: an offer with results is over. Nothing of whom the text tells the first
// day of dealings: its results are looked back on. `protagonist`: whom a sentence without a name is
// about.
void add_offer_results(const PreparedText& text, const StoryContext& context,
                       std::optional<std::size_t> protagonist, const TaggedSpans& tagged,
                       Issuers& issuers, std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
