// Whom a story is about, where it is about one company.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// The company that headline or opening names and that the story keeps coming back to; none in a
// digest. Rivals, parents and customers are named beside it, but "the company" is never they.
std::optional<std::size_t> protagonist(const PreparedText& title, const PreparedText& text,
                                       const std::vector<FoundEvent>& events,
                                       const Issuers& issuers);

// "Corvid wins nod" over a text that only calls it Bright Lamps: who alone is told to have done the
// headline's news is the headline's company.
void name_by_headline(const PreparedText& text, Issuers& issuers, std::vector<FoundEvent>& events);

// What is told without a name is the protagonist's.
void give_to_protagonist(std::size_t protagonist, std::vector<FoundEvent>& events);

// What others had done days before its news is looked back on for comparison.
void look_back_at_others(const PreparedText& text, std::size_t protagonist,
                         std::optional<CivilDate> reference, std::vector<FoundEvent>& events);

}  // namespace gongwatch::parser::facts
