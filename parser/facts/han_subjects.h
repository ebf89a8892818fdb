// Whose a stage is that Chinese words tell.
#pragma once

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// As find_subject (subjects.h), for a trigger in Chinese.
Subject find_han_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                         Issuers& issuers);

}  // namespace gongwatch::parser::facts
