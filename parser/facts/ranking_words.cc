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

bool is_no_trade(const PreparedText& text, Span noun) {
  static const Pattern kNot("(?i)(?:" + rank_words("not_noun") + ")");
  static const Pattern kTrade("(?i)(?:" + rank_words("trade") + ")");
  noun = trimmed(text.folded(), noun);
  return kNot.matches_in(text.folded(), noun) && !kTrade.matches_in(text.folded(), noun);
}

bool is_told_of_others(const PreparedText& text, Span before) {
  static const Pattern kNot("(?i)(?:" + rank_words("not_before") + ")");
  return kNot.matches_in(text.folded(), before);
}

bool is_deal_metric(const PreparedText& text, Span metric) {
  static const Pattern kNot("(?i)(?:" + rank_words("not_metric") + ")");
  return kNot.matches_in(text.folded(), metric);
}

bool is_generic(const PreparedText& text, Span noun) {
  static const Pattern kGeneric("(?i)^(?:" + rank_words("generic") + ")$");
  return kGeneric.matches_in(text.folded(), trimmed(text.folded(), noun));
}

}  // namespace gongwatch::parser::facts
