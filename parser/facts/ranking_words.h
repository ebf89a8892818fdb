// The words of ranking claims (parser/vocabulary/rank_words.tsv), and what makes a rank nobody's
// claim.
#pragma once

#include <string>
#include <string_view>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// The rows of a kind as RE2 alternatives, each without captures.
std::string rank_words(std::string_view kind);

// Superlatives of customers, deals, markets. `behind_rank`: the noun stands behind "largest", 最大.
bool is_no_trade(const PreparedText& text, Span noun, bool behind_rank = true);
// Lists of rich people and of magazines.
bool is_other_list(const PreparedText& text, Span words);
// The clause in front of the rank tells of somebody else ("its customers include …"), or of what
// is only expected.
bool is_told_of_others(const PreparedText& text, Span before);
// A metric of deals and of share prices.
bool is_deal_metric(const PreparedText& text, Span metric);
// 同类企业: among those that were told before.
bool is_same_kind(const PreparedText& text, Span noun);
// 行业, 市场, "players": names no trade.
bool is_generic(const PreparedText& text, Span noun);

}  // namespace gongwatch::parser::facts
