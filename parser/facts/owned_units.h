// Who is meant where a parent acts for its unit: "X priced the initial public offering of its Asia
// unit".
#pragma once

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// Gives the stage to the unit if the trigger or the words right behind it are about one of the
// subject's: as it is named there or in the sentences behind, else to nobody (`elsewhere`).
void turn_to_unit(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                  Subject& subject);

}  // namespace gongwatch::parser::facts
