// Whose and of what a metric is: the issuer as a whole, or a business of it, its customers, the
// market, a forecast.
#pragma once

#include "parser/facts/figure_sentence.h"

namespace gongwatch::parser::facts {

// Whether the words around a metric say that its value is none of the issuer's own, whole and past
// figures. `first` is where its first value begins.
bool out_of_scope(const FigureContext& context, const FigureSentence& sentence,
                  const MetricMention& mention, std::size_t first);
// "累计", "in total": one value for several periods.
bool is_sum(const FigureSentence& sentence, const MetricMention& mention, std::size_t first);
// Whether the sentence ranks somebody: a market share in it belongs to that claim.
bool tells_rank(const PreparedText& text, Span in);

// Where the clause of `at` begins: behind the last comma, semicolon or colon that is no part of a
// number.
std::size_t clause_begin(const PreparedText& text, Span in, std::size_t at);

}  // namespace gongwatch::parser::facts
