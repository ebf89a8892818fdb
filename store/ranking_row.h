// A ranking's columns as a query gives them.
#pragma once

#include <string>
#include <vector>

#include "model/rows.h"
#include "store/connection.h"
#include "store/summary.h"

namespace gongwatch::store {

// Of the table or the view under the name f.
inline constexpr const char* kRankingColumns =
    "f.rank, f.rank_kind, f.subject, f.region, f.metric, f.period, f.authority, f.share_percent";

// kRankingColumns from column `at` on.
inline RankingText ranking_at(const Query& row, int at) {
  RankingText ranking{row.real(at),           row.text(at + 1),
                      row.text(at + 2),       row.maybe_text(at + 3),
                      row.maybe_text(at + 4), row.maybe_text(at + 5),
                      row.maybe_text(at + 6), {}};
  if (!row.is_null(at + 7)) ranking.share_percent = row.real(at + 7);
  return ranking;
}

// Fills `rankings` of the rows; of these alone: ranking_fact is long.
void add_rankings(Connection& connection, std::vector<IpoRow>& rows);

}  // namespace gongwatch::store
