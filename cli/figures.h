// What a market's records add up to. Pure: rows in, tables out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "render/table.h"

namespace gongwatch::cli {

// Of the view `ipo`.
struct RecordRow {
  std::int64_t application_id = 0;
  std::optional<std::int64_t> previous_id;  // the filing before it
  std::string board, stage;
  std::optional<CivilDate> filed_on;  // filed or re-filed
  std::optional<CivilDate> heard_on;  // hearing or PHIP, whichever came first
  std::optional<CivilDate> listed_on, ended_on, stage_on;
  std::vector<std::string> sponsors;
};

// The most applications first.
render::Table sponsor_league(const std::vector<RecordRow>& rows, std::size_t limit);
// Each stage with its boards and how long its applications have been in it.
render::Table pipeline(const std::vector<RecordRow>& rows, CivilDate today);
// Filings, hearings, listings and ends of each month, the newest `limit` months, newest first.
render::Table by_month(const std::vector<RecordRow>& rows, std::size_t limit);
// Days between filing, hearing and listing: quartiles (of two middle values the mean).
render::Table days_between_stages(const std::vector<RecordRow>& rows);
// What became of the filings of each year, and how many that ended came back.
render::Table outcomes(const std::vector<RecordRow>& rows);

}  // namespace gongwatch::cli
