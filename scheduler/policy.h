// When to ask again. Pure; docs/design/0007-scheduling.md says why.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "scheduler/calendar.h"

namespace gongwatch::scheduler {

// What is known when a list (feed, index) has answered.
struct ListVisit {
  Instant now;
  std::chrono::seconds every{0};
  bool adaptive = true;  // false: `every`, whatever else is known
  bool official = false;
  // When the address gave new bytes, newest first; with this answer if it did.
  std::vector<Instant> changes{};
  std::optional<std::chrono::seconds> fresh_for{};  // by the answer's own word
  std::string_view url{};                           // spreads due times
};
inline constexpr int kMaxStretch = 4;                     // times `every`
inline constexpr std::chrono::hours kLongestStretch{12};  // unless `every` is longer
inline constexpr int kChangesWanted = 16;                 // of ListVisit::changes

Instant next_list_visit(const ListVisit& visit, const TradingCalendar& calendar);
// The usual time between two changes (the median); nothing before there were three.
std::optional<std::chrono::seconds> usual_gap(const std::vector<Instant>& changes);

// After the nth failure in a row (n ≥ 1): 5 min, doubled each time, at most a day, up to a tenth
// more by the address; never before the server's Retry-After.
Instant next_after_failure(Instant now, int failures,
                           std::optional<std::chrono::seconds> retry_after,
                           std::string_view url = {});
// An article is visited again a day later, and daily as long as it keeps changing; once it has
// stayed the same it is final.
std::optional<Instant> next_article_visit(Instant now, bool first_visit, bool changed);
// An article that keeps failing is given up after this many failures in a row.
inline constexpr int kMaxArticleFailures = 8;
// A document of HKEX may appear later than its row: asked for daily, for about two months.
inline constexpr int kMaxDocumentFailures = 70;

}  // namespace gongwatch::scheduler
