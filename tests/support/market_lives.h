// How an application fares: its documents, its end, and what of it the feeds tell.
#pragma once

#include <optional>

#include "tests/support/market_plan.h"
#include "tests/support/prng.h"

namespace gongwatch::testing_support {

class Lives {
 public:
  // Nothing happens in the last days of the replay: there would be no time to see it.
  explicit Lives(int days) : last_day_(days - 7) {}

  int last_day() const { return last_day_; }
  // Most file on working days.
  int working_day(int day, Prng& random) const;
  // Documents and end of an application with its issuer, board and day of filing.
  void live(MarketApplication& application, Prng& random) const;
  // An application that stays active to the end.
  void stay(MarketApplication& application, bool with_phip, Prng& random) const;
  // The day on which the company files again, if it does.
  std::optional<int> filed_again(const MarketApplication& application, Prng& random) const;
  // Some rows are gone for some days.
  void vanish(MarketApplication& application, Prng& random) const;
  // Fills `events`.
  void tell(MarketApplication& application) const;

 private:
  void post(MarketApplication& application, MarketDocument::Kind kind, int day, int submission,
            Prng& random) const;
  void pass_hearing(MarketApplication& application, Prng& random) const;
  void post_phip(MarketApplication& application, int day, int until, Prng& random) const;
  void clip(MarketApplication& application) const;

  int last_day_;
};

}  // namespace gongwatch::testing_support
