// All that a document says, as one text, so that two readings can be compared; and whether what it
// says is proven.
#pragma once

#include <fmt/core.h>

#include <string>

#include "model/document.h"
#include "model/names.h"

namespace gongwatch::parser {

inline std::string told(const Evidence& evidence) {
  return fmt::format("{}[{},{})", static_cast<int>(evidence.in), evidence.begin, evidence.end);
}

inline std::string told(const Event& event) {
  const auto day = [](const std::optional<CivilDate>& date) { return date ? to_iso(*date) : "-"; };
  std::string all =
      fmt::format("{}|{}|{}|{}|{}|{}|{}", event.issuer.name, event.issuer.stock_code.value_or("-"),
                  name_of(event.stage), event.history, day(event.event_date),
                  day(event.disclosed_on), told(event.evidence));
  for (const SponsorMention& one : event.sponsors)
    all += fmt::format("|{}/{}/{}", one.name, name_of(one.role), told(one.evidence));
  return all;
}

inline std::string told(const Document& document) {
  std::string all = document.title + "\n" + document.text + "\n";
  for (const Event& event : document.events) all += "event " + told(event) + "\n";
  for (const Unrealised& one : document.unrealised) all += "unrealised " + told(one.event) + "\n";
  for (const Ranking& one : document.rankings)
    all += fmt::format("ranking {}|{}|{}|{}|{}|{}\n", one.issuer, one.rank, one.subject,
                       one.region.value_or("-"), one.period.value_or("-"), told(one.evidence));
  for (const Figure& one : document.figures)
    all += fmt::format("figure {}|{}|{}|{}|{}|{}\n", one.issuer, one.metric,
                       one.period.value_or("-"), one.value, one.as_written, told(one.evidence));
  for (const Warning& one : document.warnings) all += "warning " + one.code + "\n";
  return all;
}

// Each quote stands where it says. Empty if so, else the first that does not.
inline std::string unproven(const Document& document) {
  std::string first;
  const auto check = [&](const Evidence& evidence, bool may_be_empty = false) {
    const std::string& where = evidence.in == Evidence::In::title ? document.title : document.text;
    const bool proven =
        evidence.begin <= evidence.end && evidence.end <= where.size() &&
        (may_be_empty || evidence.begin < evidence.end) &&
        where.compare(evidence.begin, evidence.end - evidence.begin, evidence.quote) == 0;
    if (!proven && first.empty()) first = told(evidence) + " " + evidence.quote;
  };
  const auto check_event = [&](const Event& event) {
    check(event.evidence);
    if (event.date_evidence) check(*event.date_evidence);
    for (const SponsorMention& sponsor : event.sponsors) check(sponsor.evidence);
    if (event.issuer.name.empty() && first.empty()) first = "an issuer without a name";
  };
  for (const Event& event : document.events) check_event(event);
  for (const Unrealised& one : document.unrealised) check_event(one.event);
  for (const Ranking& one : document.rankings) check(one.evidence);
  for (const Figure& one : document.figures) check(one.evidence);
  for (const Warning& one : document.warnings) {
    if (one.evidence) check(*one.evidence, true);
  }
  return first;
}

}  // namespace gongwatch::parser
