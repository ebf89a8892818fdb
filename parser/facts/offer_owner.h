// Whose deal an amount is, where a sentence about the issuer names another company.
#pragma once

#include <cstddef>

#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {

// "overtaking Chery's IPO of US$1.2 billion", 和某医药(02142)已录得78倍超额认购: the company that
// is named in front of the amount is none that the article is about.
bool is_of_another_named(const FigureContext& context, Span sentence, std::size_t at);

}  // namespace gongwatch::parser::facts
