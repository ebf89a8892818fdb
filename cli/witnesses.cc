#include "cli/witnesses.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gongwatch::cli {
namespace {

using render::Json;

std::string number_of(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void count(ToldEvent& event) {
  std::set<std::string_view> sources;
  for (const WitnessRow& witness : event.witnesses) {
    event.official = event.official || witness.official;
    if (witness.copy_of) {
      ++event.copies;
    } else if (!witness.official) {
      sources.insert(witness.source_id);
    }
  }
  event.sources = sources.size();
}

}  // namespace

const WitnessRow* ToldEvent::witness(std::string_view fact) const {
  const auto found = std::find_if(witnesses.begin(), witnesses.end(),
                                  [&](const WitnessRow& witness) { return witness.fact == fact; });
  return found == witnesses.end() ? nullptr : &*found;
}

std::vector<ToldEvent> events_of(std::vector<WitnessRow> rows) {
  std::vector<ToldEvent> events;
  for (WitnessRow& row : rows) {
    if (events.empty() || events.back().stage != row.stage) events.emplace_back().stage = row.stage;
    events.back().witnesses.push_back(std::move(row));
  }
  for (ToldEvent& event : events) count(event);
  return events;
}

std::string told_by(const ToldEvent& event) {
  std::string line = "told";
  if (event.official) line += " officially";
  if (event.sources > 0) {
    line += fmt::format("{} by {}", event.official ? " and" : "",
                        number_of(event.sources, "independent source", "independent sources"));
  }
  if (event.copies > 0) line += ", " + number_of(event.copies, "copy", "copies");
  return line;
}

std::string line_of(const WitnessRow& witness, const ToldEvent& event) {
  std::string line = witness.source_id;
  if (witness.language) line += fmt::format(" ({})", *witness.language);
  if (witness.official) line += ", official";
  if (witness.event_date) line += ", on " + *witness.event_date;
  if (witness.event_by) line += ", on or before " + *witness.event_by;
  if (witness.disclosed_on) line += ", disclosed " + *witness.disclosed_on;
  if (witness.history) line += ", looking back";
  if (witness.copy_of) {
    const WitnessRow* copied = event.witness(*witness.copy_of);
    line += ", a copy" + (copied == nullptr ? "" : " of " + copied->url);
  }
  return line;
}

Json json_of(const WitnessRow& witness) {
  return {{"fact", witness.fact},
          {"source", witness.source_id},
          {"official", witness.official},
          {"history", witness.history},
          {"language", nullable(witness.language)},
          {"title", nullable(witness.title)},
          {"url", witness.url},
          {"event_date", nullable(witness.event_date)},
          {"event_by", nullable(witness.event_by)},
          {"disclosed_on", nullable(witness.disclosed_on)},
          {"sponsors", witness.sponsors},
          {"published_at", nullable(witness.published_at)},
          {"captured_at", witness.captured_at},
          {"known_at", witness.known_at},
          {"copy_of", nullable(witness.copy_of)}};
}

Json counts_of(const ToldEvent& event) {
  return {{"official", event.official}, {"sources", event.sources}, {"copies", event.copies}};
}

}  // namespace gongwatch::cli
