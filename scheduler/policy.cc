#include "scheduler/policy.h"

#include <algorithm>

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The same for one address, from 0 to a tenth of `span`.
seconds share_of_tenth(seconds span, std::string_view url) {
  if (url.empty()) return seconds{0};
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : url) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return span / 10 * (hash % 1000) / 1000;
}

}  // namespace

std::optional<seconds> usual_gap(const std::vector<Instant>& changes) {
  if (changes.size() < 3) return std::nullopt;
  std::vector<seconds> gaps;
  for (std::size_t i = 0; i + 1 < changes.size(); ++i)
    gaps.push_back(std::max(changes[i] - changes[i + 1], seconds{0}));
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

Instant next_list_visit(const ListVisit& visit, const TradingCalendar& calendar) {
  const seconds every = visit.every;
  if (!visit.adaptive) return visit.now + every;
  const seconds longest = std::max(every, std::min<seconds>(every * kMaxStretch, kLongestStretch));
  seconds wait = every;
  if (const auto gap = usual_gap(visit.changes)) {
    wait = std::max(wait, *gap / 8);
  } else if (visit.changes.size() == 1) {
    wait = std::max(wait, (visit.now - visit.changes.front()) / 8);
  }
  if (visit.fresh_for) wait = std::max(wait, *visit.fresh_for);
  const bool quiet = !calendar.is_busy(visit.now, visit.official);
  wait = quiet ? longest : std::min(wait, longest);
  // Quiet hours are no reason to miss the beginning of the busy ones.
  if (quiet) {
    const Instant busy = calendar.next_busy(visit.now, visit.official);
    wait = std::min(wait, std::max<seconds>(every, busy - visit.now));
  }
  return visit.now + wait - share_of_tenth(wait, visit.url);
}

Instant next_after_failure(Instant now, int failures, std::optional<seconds> retry_after,
                           std::string_view url) {
  const int doublings = std::clamp(failures - 1, 0, 10);
  const seconds wait = std::min<seconds>(minutes{5} * (1 << doublings), hours{24});
  return now + std::max(wait + share_of_tenth(wait, url), retry_after.value_or(seconds{0}));
}

std::optional<Instant> next_article_visit(Instant now, bool first_visit, bool changed) {
  if (first_visit || changed) return now + hours{24};
  return std::nullopt;
}

}  // namespace gongwatch::scheduler
