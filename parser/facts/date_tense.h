// On which side of the reference a day without a year, or a weekday, lies: by the words around it.
#pragma once

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

enum class Tense {
  unknown,
  past,
  future,   // a plan: "will", 预期
  nearest,  // an offer's days, before or behind the reference
};

Tense tense_around(const PreparedText& text, Span sentence, Span day);

}  // namespace gongwatch::parser::facts
