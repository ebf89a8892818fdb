// Which day belongs to which trigger of a sentence.
#pragma once

#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

struct TriggerDates {
  std::vector<const DateMention*> days;    // it happened; several if the words list several
  bool pending = false;                    // the day stands in a clause of its own in front
  const DateMention* disclosed = nullptr;  // it became known
  bool only_said = false;                  // by the company's word, not by a paper
};

// One entry for each trigger. A day belongs to the nearest trigger of its clause; one in a clause
// of its own in front ("On 9 November, …") to the next triggers that have none; one behind
// ("…, the exchange disclosed on 9 November") only as a day of disclosure.
std::vector<TriggerDates> assign_dates(const PreparedText& text, Span sentence,
                                       const std::vector<Trigger>& triggers,
                                       const std::vector<DateMention>& dates);

// "消息指,甲已于周四通过聆讯": sources tell of it, but as done. `front`: the clause up to the
// phrase.
bool told_as_done(const PreparedText& text, Span front, const TriggerDates& dates,
                  std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
