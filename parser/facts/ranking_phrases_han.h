// Noun phrases of Chinese ranking claims: among whom, where.
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"
#include "parser/facts/ranking_claims.h"

namespace gongwatch::parser::facts {

struct RankedAmong {
  Span subject;
  std::vector<Span> regions;  // 香港及内地: two
  Span metric;
  bool empty() const { return subject.empty() && regions.empty() && metric.empty(); }
};

// "全球高性能钕铁硼", "中国豆瓣酱品牌中": region and subject, without 所有, 中; 行业 alone is no
// subject.
RankedAmong ranked_among(const PreparedText& text, Span phrase);
// The words of a clause in front of its verb of rank ("2023年公司在中国制动器市场").
RankedAmong ranked_in_clause(const PreparedText& text, Span words, const RankPhrases& phrases);
// The same of the clauses in front ("其在中国MES市场的份额为4.9%, [排在第五]"), nearest first.
RankedAmong ranked_in_front(const PreparedText& text, Span sentence_front);
// The noun phrase behind 第二大 up to where it ends; `apposed` if a name may follow it at once.
Span ranked_noun(const PreparedText& text, Span right, bool apposed);

}  // namespace gongwatch::parser::facts
