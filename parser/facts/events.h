// Stages told in sentences: what happened, to whom, when, on which board.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/dates.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct FoundEvent {
  Event event;                     // issuer is filled in by the caller, once all aliases are known
  std::size_t issuer = 0;          // index into Issuers::all()
  std::size_t sentence = 0;        // index into PreparedText::sentences()
  std::optional<Outcome> outcome;  // set: it has not happened
  std::optional<DateMention> guessed_date;  // the date's year was inferred, or is missing
};

// In the order of the text. Each issuer, stage and outcome once: later sentences only fill in what
// the first left open.
std::vector<FoundEvent> find_events(const PreparedText& text, const std::vector<DateMention>& dates,
                                    Issuers& issuers);

}  // namespace gongwatch::parser::facts
