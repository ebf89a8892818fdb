// Companies that only the trained tagger knows (company_tagger.h).
#pragma once

#include <vector>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// By sentence of the text.
using TaggedSpans = std::vector<std::vector<Span>>;

// Adds to `issuers` whom the headline and the sentences that tell a stage name, in the tagger's
// eyes, and tells it all names that it sees. Returns those of the text.
TaggedSpans add_tagged_companies(const PreparedText& text, const PreparedText& title,
                                 const StoryTriggers& triggers, Issuers& issuers);

}  // namespace gongwatch::parser::facts
