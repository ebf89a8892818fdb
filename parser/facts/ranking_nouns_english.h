// Noun phrases and places of English ranking claims.
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct EnglishRanked {
  Span subject;
  std::vector<Span> regions;
  bool market = false;  // the subject is "X market", in which the claimant is
  std::size_t end = 0;  // where the words that were read end
};

// What follows "third-largest": "maker of toys in China", "player in the Chinese toy market".
EnglishRanked english_noun_behind(const PreparedText& text, Span right);
// What the words beside "ranked third" say: "among toy makers", "in China's toy market",
// "globally".
EnglishRanked english_ranked_beside(const PreparedText& text, Span words);
// The owner of a superlative right in front: "China's", "the world's"; empty if there is none.
Span english_owner_before(const PreparedText& text, Span left);

// "[ranked third] for retort pouches": what of; empty if nothing tells it so.
Span english_goods_behind(const PreparedText& text, Span right);

// "China's largest, and the world's sixth-largest, maker of X": whether what stands behind the
// first rank leads to the second, and whether the noun of both follows the second.
bool english_pair_goes_on(const PreparedText& text, Span right);
bool english_pair_ends(const PreparedText& text, Span left, Span right);

// "commands 21% of the market, [second] to Qualcomm".
bool english_is_second_to_rival(const PreparedText& text, Span left, Span right);

}  // namespace gongwatch::parser::facts
