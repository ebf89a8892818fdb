// The trading days of the Stock Exchange of Hong Kong, from a file of holidays. Pure but for load.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::scheduler {

class TradingCalendar {
 public:
  // Knows no holiday: every weekday is a trading day, and nothing is covered.
  TradingCalendar() = default;
  // Lines "YYYY-MM-DD<TAB>name", and one "until<TAB>YYYY-MM-DD"; "#" begins a comment. Errors:
  // malformed, with the line.
  static Result<TradingCalendar> parse(std::string_view text);
  // sources/hkex-holidays.tsv of a folder of sources; a calendar without days if there is none.
  static Result<TradingCalendar> load(const std::string& sources_folder);

  bool is_trading_day(CivilDate day) const;
  // The last day that is covered; nothing if none is.
  std::optional<CivilDate> until() const { return until_; }

  // Hours in which news is to be expected: of trading days, and (official sources) of other days.
  bool is_busy(Instant at, bool official) const;
  // The next moment that is busy, at most ten days ahead; `at` itself if it is.
  Instant next_busy(Instant at, bool official) const;

 private:
  struct Hours {
    int from, to;
  };
  std::optional<Hours> hours_of(CivilDate day, bool official) const;

  std::set<CivilDate> holidays_;
  std::optional<CivilDate> until_;
};

}  // namespace gongwatch::scheduler
