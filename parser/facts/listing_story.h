// Whether an English article speaks of new listings at all.
#pragma once

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// A hearing, an application, a prospectus are everybody's words, and companies listed for years
// have them, too: so the article must have words that only a listing has, or name the exchange
// otherwise than as the place where somebody is listed. An article with Chinese needs less
// (context.tsv, listing_story).
bool tells_of_listings(const PreparedText& text);

// An English story about a listing on another exchange: its headline or opening says so, and it
// nowhere speaks of one in Hong Kong.
bool tells_of_another_market(const PreparedText& title, const PreparedText& text);

// "since the film made its debut", "the token was listed on two crypto exchanges".
bool is_of_a_product(const PreparedText& text, Span clause, Span trigger);

// "passed a hearing with the transport board", "The Marine Department cleared it": the words of
// the stage belong to another body.
bool is_before_another_body(const PreparedText& text, Span sentence, Span trigger);

// "… passed a hearing of the drug agency. The application was filed in May.": the sentence goes on
// about the other body's matter.
bool goes_on_before_another_body(const PreparedText& text, Span before, Span sentence);

}  // namespace gongwatch::parser::facts
