// On which day the listing committee met.
#pragma once

#include <cstddef>
#include <vector>

#include "parser/facts/event_dates.h"

namespace gongwatch::parser::facts {

class CommitteeDays {
 public:
  CommitteeDays(const PreparedText& text, const std::vector<DateMention>& dates)
      : text_(text), dates_(dates) {}

  // "The listing committee met on Thursday. X and Y both passed."
  void keep(Span sentence, std::size_t index);
  // What was kept, for a hearing without a day in one of the next sentences.
  void take(const Trigger& trigger, std::size_t index, TriggerDates& dates) const;
  // "… had satisfied the listing committee, which met on Aug. 7"
  void take_meeting(const Trigger& trigger, Span sentence, TriggerDates& dates) const;

 private:
  const PreparedText& text_;
  const std::vector<DateMention>& dates_;
  const DateMention* day_ = nullptr;
  std::size_t told_in_ = 0;  // that sentence
};

}  // namespace gongwatch::parser::facts
