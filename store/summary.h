// One-line descriptions of facts, for `explain` and tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/claims.h"

namespace gongwatch::store {

// The columns of a ranking, as stored.
struct RankingText {
  double rank = 0;
  std::string rank_kind, subject;
  std::optional<std::string> region, metric, period, authority;
  std::optional<double> share_percent;
};

// "#12 aluminum electrolysis producer, China (production, 2024, CRU)", "top 5% cash cost, China
// (2024)".
std::string summary_of(const RankingText& ranking);
// Who ranked is no part of it: many stories do not say.
text::Claim claim_of(const RankingText& ranking);

// The columns of a figure, as stored.
struct FigureText {
  std::string metric, subject, period;  // empty: not said
  double value = 0;
  std::string currency, unit, qualifier;
};
text::Claim claim_of(const FigureText& figure);

struct StageText {
  std::string stage;
  std::optional<std::string> event_date, disclosed_on, board;
  bool official = false, history = false;
  std::optional<std::string> event_by;
};

// "hearing on 2025-11-06, disclosed 2025-11-09, main board", "filed 2025-05-23 (official)",
// "hearing on or before 2025-11-09 (official)".
std::string summary_of(const StageText& stage);

// "13490000000", "12.5": no exponent, no needless zeros.
std::string number_text(double value);

// The paragraph of `text` (paragraphs are joined by a blank line) in which bytes [begin, end)
// stand; several, if they do.
struct Paragraph {
  std::string text;
  std::size_t quote_at = 0;
};
Paragraph paragraph_around(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace gongwatch::store
