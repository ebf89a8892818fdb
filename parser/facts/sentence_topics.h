// Which company each sentence of an article is about.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// One entry a sentence: the issuer of an event that it names or, for "the company" and what goes on
// in the same paragraph, the one before; nothing for sentences about the industry, the market or
// others. `protagonist`: who the article is about, if it is about one (protagonist.h).
std::vector<std::optional<std::size_t>> sentence_topics(const PreparedText& text,
                                                        const std::vector<FoundEvent>& events,
                                                        const Issuers& issuers,
                                                        std::optional<std::size_t> protagonist,
                                                        const std::vector<Span>& asides);

}  // namespace gongwatch::parser::facts
