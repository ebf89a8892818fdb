// Shares of a market that a ranking is told with.
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct ShareMention {
  Span span;
  std::vector<double> percents;  // "5.2% and 3.1%": two
  Span metric;                   // "berths" of "22 per cent of the berths"
  bool alone = false;            // "(9.5%)": a share only right behind a claim
};

// "with a market share of 7.2%", 市占率6.8%, "holding 6.8% of the market", 占三成一. Shares of
// others (前五大厂商合计, "the top five together", 第一名的份额) and changes ("up 1.2 percentage
// points") are none.
std::vector<ShareMention> find_shares(const PreparedText& text, Span sentence);

}  // namespace gongwatch::parser::facts
