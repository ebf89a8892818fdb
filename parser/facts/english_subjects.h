// Whose a stage is that English words tell.
#pragma once

#include <optional>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// As find_subject (subjects.h), for a trigger in English.
Subject find_english_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                             Issuers& issuers);

// The names nearest to the end of `before`, all that "and" ties together; false if there is none.
bool english_in_front(const PreparedText& text, Span before, Issuers& issuers, Subject& subject);

// "Two days after its first application lapsed, X filed again": "its" is of who comes behind, in
// the clause `next`.
bool looks_ahead(const PreparedText& text, Span sentence, Span clause, Span next);

// "X filed and Y refiled", "X starts trading; subscriptions open for Y": between two stages another
// company comes up, or nobody behind a semicolon. For English.
bool names_anew(const PreparedText& text, Span between, const Issuers& issuers, std::size_t issuer);

// The company that a sentence without a stage begins with, if the text speaks of it again.
std::optional<std::size_t> introduced(const PreparedText& text, Span sentence, Issuers& issuers);

// The one name in a headline.
std::optional<std::size_t> named_in_headline(const PreparedText& title, Issuers& issuers);

// The one company that a sentence names wherever but in the trigger, houses and what is told beside
// it ("by X", "its rival X") left out; nobody if there are two. `sure`: its
// name has two words, or the text has it again.
std::optional<std::size_t> only_company(const PreparedText& text, Span sentence, Span trigger,
                                        Issuers& issuers, bool sure = false);

// "Perwira said the draft prospectus went in on Tuesday": who is named only says so; `subject_end`:
// of the name.
bool only_says(const PreparedText& text, std::size_t subject_end, Span trigger);

}  // namespace gongwatch::parser::facts
