// What the words of a stage become: the event and its days.
#pragma once

#include <cstddef>
#include <vector>

#include "parser/facts/event_dates.h"
#include "parser/facts/events.h"
#include "parser/facts/modality.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// Refers to text and context; both outlive it.
class EventWriter {
 public:
  EventWriter(const PreparedText& text, const StoryContext& context)
      : text_(text), context_(context) {}

  // Without days. `index`: of the sentence.
  FoundEvent event_at(const Trigger& trigger, Span clause, std::size_t index, std::size_t issuer,
                      const Modality& modality) const;
  // 今年7月底, 早前: the clause has a time of its own.
  bool tells_another_time(Span clause, Span trigger) const;
  // What is told by being published ("the results were posted on 5 May") is known from that day
  // on; when it happened is not told.
  TriggerDates days_of(const Trigger& trigger, TriggerDates dates, const Modality& modality,
                       Span clause) const;

 private:
  const PreparedText& text_;
  const StoryContext& context_;
};

// "三次递表": how often, not which time.
bool counts_filings(const PreparedText& text, const Trigger& trigger);

void in_text_order(std::vector<FoundEvent>& events);

// One event for each of the days. `counted`: the words count what happened on them.
void add_with_days(FoundEvent found, const TriggerDates& dates, bool counted,
                   std::vector<FoundEvent>& all);

}  // namespace gongwatch::parser::facts
