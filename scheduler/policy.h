// When to ask again. Pure.
#pragma once

#include <chrono>
#include <optional>

#include "model/time.h"

namespace gongwatch::scheduler {

// A list (feed, index) after an answer.
Instant next_list_visit(Instant now, std::chrono::seconds every);
// After the nth failure in a row (n ≥ 1): 5 min, doubled each time, at most a day; never before the
// server's Retry-After.
Instant next_after_failure(Instant now, int failures,
                           std::optional<std::chrono::seconds> retry_after);
// An article is visited again a day later, and daily as long as it keeps changing; once it has
// stayed the same it is final.
std::optional<Instant> next_article_visit(Instant now, bool first_visit, bool changed);
// An article that keeps failing is given up after this many failures in a row.
inline constexpr int kMaxArticleFailures = 8;
// A document of HKEX may appear later than its row: asked for daily, for about two months.
inline constexpr int kMaxDocumentFailures = 70;

}  // namespace gongwatch::scheduler
