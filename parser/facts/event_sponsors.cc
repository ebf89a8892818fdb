#include "parser/facts/event_sponsors.h"

#include <algorithm>
#include <iterator>

#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {
namespace {

// The company's first event that is news; else its first that has not happened (an offer planned).
FoundEvent* news_of(std::vector<FoundEvent>& events, std::size_t issuer) {
  FoundEvent* found = nullptr;
  for (FoundEvent& event : events) {
    if (event.issuer != issuer || event.event.history) continue;
    if (!event.outcome) return &event;
    if (found == nullptr) found = &event;
  }
  return found;
}

}  // namespace

void add_sponsors(const PreparedText& text, const std::vector<std::optional<std::size_t>>& topics,
                  const Issuers& issuers, const std::vector<bool>& rows,
                  std::vector<FoundEvent>& events, std::vector<Warning>& warnings) {
  const auto found = find_all_sponsors(text);
  const auto tracked = [&](std::size_t issuer) { return news_of(events, issuer) != nullptr; };
  std::vector<FoundSponsor> ours;
  for (const FoundSponsor& one : found) {
    if (one.sentence >= topics.size() || rows[one.sentence]) continue;
    std::optional<std::size_t> issuer = topics[one.sentence];
    const Span sentence = text.sentences()[one.sentence].span;
    for (const IssuerName& name : issuers.mentions(text, sentence)) {
      if (name.span.end <= one.name.begin && tracked(name.issuer)) issuer = name.issuer;
    }
    FoundEvent* news = issuer ? news_of(events, *issuer) : nullptr;
    if (news == nullptr) continue;
    news->event.sponsors.push_back(one.sponsor);
    ours.push_back(one);
  }
  for (FoundEvent& event : events) drop_repeated_sponsors(event.event.sponsors);
  auto counts = sponsor_count_warnings(text, ours);
  std::move(counts.begin(), counts.end(), std::back_inserter(warnings));
}

}  // namespace gongwatch::parser::facts
