#include "scheduler/policy.h"

#include <algorithm>

namespace gongwatch::scheduler {

Instant next_list_visit(Instant now, std::chrono::seconds every) { return now + every; }

Instant next_after_failure(Instant now, int failures,
                           std::optional<std::chrono::seconds> retry_after) {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  const int doublings = std::clamp(failures - 1, 0, 10);
  const seconds wait = std::min<seconds>(minutes{5} * (1 << doublings), hours{24});
  return now + std::max(wait, retry_after.value_or(seconds{0}));
}

std::optional<Instant> next_article_visit(Instant now, bool first_visit, bool changed) {
  if (first_visit || changed) return now + std::chrono::hours{24};
  return std::nullopt;
}

}  // namespace gongwatch::scheduler
