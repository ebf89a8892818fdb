// Ranking claims as their own clause words them; rankings.cc adds what the sentence says around.
#pragma once

#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/ranking_measures.h"
#include "parser/facts/ranking_shares.h"

namespace gongwatch::parser::facts {

// Rank words looked at in one sentence: each looks around in it, so this bounds the time.
constexpr std::size_t kMostRankWords = 32;

struct RankClaim {
  Span span;                  // from the verb or the rank words to what is ranked
  std::size_t left = 0;       // where the words in front that belong to it begin
  std::vector<double> ranks;  // "second and fifth": two, for two metrics, places or years
  RankKind kind = RankKind::ordinal;
  const char* rule = "";
  Span subject;  // among whom; empty if the clause does not say
  std::vector<Span> regions;
  Span metric;  // 销量 of 销量居第二, which no measure phrase tells
};

// What the sentence tells beside the claims; their words are no part of subjects.
struct RankPhrases {
  std::vector<RankMeasure> measures;
  std::vector<ShareMention> shares;
};

std::vector<RankClaim> han_rank_claims(const PreparedText& text, Span sentence,
                                       const RankPhrases& phrases);
std::vector<RankClaim> english_rank_claims(const PreparedText& text, Span sentence);

// Cuts at commas, semicolons, colons, brackets and quotes, not inside numbers: the piece around the
// place.
Span rank_clause(const PreparedText& text, Span sentence, Span place);

}  // namespace gongwatch::parser::facts
