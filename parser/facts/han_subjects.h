// Whose a stage is that Chinese words tell.
#pragma once

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// As find_subject (subjects.h), for a trigger in Chinese.
Subject find_han_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                         Issuers& issuers);

// 与, 由 and the like in front of a name, 旗下 and 创始人 behind it: the company of that name only
// takes part in what the span `in` tells.
bool only_takes_part(const PreparedText& text, Span in, Span name);

}  // namespace gongwatch::parser::facts
