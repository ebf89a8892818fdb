// What an English text does with capitalised words, wherever they stand, that shows that they are
// no company with news of its own: a law firm that advises, a person who speaks, an adjective.
#pragma once

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Asked once for each name of a text, and kept.
bool tells_no_company(const PreparedText& text, Span name);

}  // namespace gongwatch::parser::facts
