// Names that a Chinese clause puts forward, for the clauses behind it.
#pragma once

#include <optional>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/span.h"

namespace gongwatch::parser::facts {

// What stands behind the last 、 of a clause.
Span last_piece(const PreparedText& text, Span in);

// "星河智能成立于2015年", "【星河智能】", "星河智能(02788)". `item_head`: "星河智能:" at the
// beginning of the trigger's sentence.
std::optional<Span> han_clause_subject(const PreparedText& text, Span sentence, Span trigger,
                                       Span in, bool& item_head);

// "唯一招股的是玄武光电,", "要数启程光讯,": who the clauses behind are about.
std::optional<Span> presented_name(const PreparedText& text, Span in);
// Whom 该公司 and 它 of the clause mean: "同期招股的还有甲科技,该股12月8日起招股", "失手的一单是乙:
// 11月20日,这家公司…". Nothing if the sentence names nobody so.
std::optional<std::size_t> pointed_back(const PreparedText& text, Span sentence, Span clause,
                                        Issuers& issuers);

// 与, 由 and the like in front of a name, 旗下 and 创始人 behind it: the company of that name only
// takes part in what the span `in` tells.
bool only_takes_part(const PreparedText& text, Span in, Span name);

}  // namespace gongwatch::parser::facts
