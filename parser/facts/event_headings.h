// Headings between the paragraphs of an article.
#pragma once

#include <cstddef>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

bool opens_paragraph(const PreparedText& text, std::size_t sentence);

// A short Chinese line of its own, "蜜雪申港挂牌获备案": of whom the text below tells, not the one
// above.
bool heads_what_follows(const PreparedText& text, std::size_t sentence);

}  // namespace gongwatch::parser::facts
