// What a company does, for claims that do not say among whom:
// "做车载激光雷达的[明睿光子]排在全球第五".
#pragma once

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// The trade told nearest in front of the place, in its sentence. Empty if none is.
Span trade_in_front(const PreparedText& text, std::size_t sentence, std::size_t place);

// The one told nearest in the sentences in front: of its paragraph, else of the article's first
// sentences.
Span trade_before(const PreparedText& text, std::size_t sentence);

}  // namespace gongwatch::parser::facts
