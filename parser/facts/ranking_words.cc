#include "parser/facts/ranking_words.h"

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {

std::string rank_words(std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows("rank_words", 2)) {
    if (row[0] == kind) all += (all.empty() ? "" : "|") + std::string(row[1]);
  }
  return all;
}

bool is_no_trade(const PreparedText& text, Span noun, bool behind_rank) {
  static const Pattern kNot("(?i)(?:" + rank_words("not_noun") + ")");
  static const Pattern kNotFirst("(?i)(?:" + rank_words("not_first") + ")");
  static const Pattern kTrade("(?i)(?:" + rank_words("trade") + ")");
  static const Pattern kHead("(?i)(?:" + rank_words("not_head") + ")");
  static const Pattern kGoesOn("(?i) (?:of|for|to|that|from|with|in|by)\\b");
  noun = trimmed(text.folded(), noun);
  Span head = noun;
  if (const auto rest = kGoesOn.find(text.folded(), noun)) head.end = rest->span.begin;
  if (kHead.matches_in(text.folded(), head)) return true;
  if (behind_rank && kNotFirst.matches_in(text.folded(), noun))
    return !kTrade.matches_in(text.folded(), noun);
  return kNot.matches_in(text.folded(), noun);
}

bool is_other_list(const PreparedText& text, Span words) {
  static const Pattern kList("(?i)(?:" + rank_words("not_list") + ")");
  return kList.matches_in(text.folded(), words);
}

bool is_told_of_others(const PreparedText& text, Span before) {
  static const Pattern kNot("(?i)(?:" + rank_words("not_before") + ")");
  return kNot.matches_in(text.folded(), before);
}

bool is_deal_metric(const PreparedText& text, Span metric) {
  static const Pattern kNot("(?i)(?:" + rank_words("not_metric") + ")");
  return kNot.matches_in(text.folded(), metric);
}

bool is_same_kind(const PreparedText& text, Span noun) {
  static const Pattern kSame("(?i)^(?:" + rank_words("same_kind") + ")$");
  return kSame.matches_in(text.folded(), trimmed(text.folded(), noun));
}

bool is_generic(const PreparedText& text, Span noun) {
  static const Pattern kGeneric("(?i)^(?:" + rank_words("generic") + ")$");
  return kGeneric.matches_in(text.folded(), trimmed(text.folded(), noun));
}

}  // namespace gongwatch::parser::facts
