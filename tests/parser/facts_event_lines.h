// What a story tells, one line an event, to be compared with what a person would say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {

enum class Days { both, event };

// "who|stage|event date|disclosed" (the last with Days::both), "-" for a day that is not told;
// "|history" behind what is looked back on, the outcome behind what has not happened.
inline std::vector<std::string> event_lines(std::string_view title, std::string_view text,
                                            std::string_view language,
                                            std::optional<CivilDate> read_on,
                                            Days days = Days::both) {
  const auto day_of = [](const std::optional<CivilDate>& date) {
    return date ? to_iso(*date) : std::string("-");
  };
  const auto line = [&](const Event& event) {
    return event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
           day_of(event.event_date) +
           (days == Days::both ? "|" + day_of(event.disclosed_on) : std::string());
  };
  const Facts facts = read_facts(title, text, language, read_on);
  std::vector<std::string> all;
  for (const Event& event : facts.events)
    all.push_back(line(event) + (event.history ? "|history" : ""));
  for (const Unrealised& one : facts.unrealised)
    all.push_back(line(one.event) + "|" + std::string(name_of(one.outcome)));
  return all;
}

}  // namespace gongwatch::parser::facts
