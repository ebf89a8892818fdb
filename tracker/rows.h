// Rows of HKEX's feeds against the index.
#pragma once

#include "model/official.h"
#include "tracker/index.h"
#include "tracker/row_context.h"

namespace gongwatch::tracker {

// The application that the row is about; nothing if a row without an id fits several (then the
// decision is empty).
struct DecidedRow {
  Decision decision;
  std::optional<ApplicationId> application;
  std::optional<Board> other_board;  // the application is known on another board: both stand
};

// See Ledger::reopen.
Decision reopen_application(Index& index, const ApplicationFeedName& list, std::int64_t hkex_id,
                            std::optional<CivilDate> day);

DecidedRow decide_row(Index& index, const ApplicationFeedName& feed, const OfficialApplication& row,
                      const RowContext& context);

}  // namespace gongwatch::tracker
