// Whose a stage is that English words tell.
#pragma once

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// As find_subject (subjects.h), for a trigger in English.
Subject find_english_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                             Issuers& issuers);

// The names nearest to the end of `before`, all that "and" ties together; false if there is none.
bool english_in_front(const PreparedText& text, Span before, Issuers& issuers, Subject& subject);

}  // namespace gongwatch::parser::facts
