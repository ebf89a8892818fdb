// The articles of a backfill, and what they say of the period whose lists named them.
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "scheduler/backfill.h"

namespace gongwatch::scheduler {
namespace {

using store::Store;

constexpr int kMostBlocked = 5;     // articles in a row behind a guard
constexpr int kMostFailed = 10;     // in a row, whatever the reason
constexpr int kMostGone = 100;      // likewise, of those that are no longer there
constexpr std::int64_t kMany = 10;  // that are all gone: more than chance
constexpr std::int64_t kMostRefusals = 8;
constexpr std::chrono::hours kLongestRest{24};

}  // namespace

// Some of those that are due; false: there are none.
Result<bool> Backfill::visit_articles() {
  if (!tick_) tick_.emplace(sources_, store_, fetcher_, clock_, options_);
  const ArticleCounts before = tick_->articles(0);
  const std::int64_t asked = tick_->report().requests();
  if (Status visited = tick_->visit_articles(); !visited) return tl::unexpected(visited.error());
  if (tick_->report().requests() == asked) return false;
  const ArticleCounts& after = tick_->articles(0);
  take_counts(before, after);
  judge_articles(after);
  if (!gave_up_ || at_ == work_.size()) return true;
  // Nothing of the period is believed: the next backfill reads its lists again.
  if (Status put = put_progress(work_[at_], {}); !put) return tl::unexpected(put.error());
  return true;
}

void Backfill::take_counts(const ArticleCounts& before, const ArticleCounts& after) {
  stories_.read += after.read - before.read;
  stories_.gone += after.gone - before.gone;
  stories_.failed += after.failed - before.failed;
  report_.gone += after.gone - before.gone;
  stories_.message = after.message;
  const bool answers = after.read + after.gone > before.read + before.gone;
  if (answers) refusals_ = 0;
  if (after.refused > before.refused || after.rest)
    refused(after.message, after.refused - before.refused, after.rest);
}

void Backfill::judge_articles(const ArticleCounts& now) {
  if (gave_up_) return;
  if (now.blocked_in_a_row >= kMostBlocked) {
    trouble({ErrorKind::http_status, "one article after another is blocked: " + now.message, {}});
    give_up("blocked");
  } else if (now.failed_in_a_row >= kMostFailed) {
    trouble({ErrorKind::network, "one article after another failed: " + now.message, {}});
    give_up("failed");
  } else if (now.gone_in_a_row >= kMostGone) {
    trouble({ErrorKind::not_found,
             fmt::format("not one of the last {} articles is there: is the address right?",
                         now.gone_in_a_row),
             sources_.front().file});
    give_up("failed");
  }
}

// 429, 503 or a host at rest: the same is asked again once it may be; the pause between is the
// fetcher's, unless it is longer than a run waits.
void Backfill::refused(const std::string& message, std::int64_t times,
                       std::optional<std::chrono::seconds> rest) {
  if (refusals_ == 0) spdlog::warn("{}: {}; it is asked again later", sources_.front().id, message);
  refusals_ += times;
  refusal_ = message;
  rest_ = rest;
  spdlog::debug("{}: {}", sources_.front().id, message);
  const bool too_long = rest && *rest > kLongestRest;
  if (refusals_ < kMostRefusals && !too_long) return;
  trouble({ErrorKind::http_status,
           fmt::format("the host keeps refusing ({} times in a row): {}", refusals_, message),
           {}});
  give_up("refused");
}

Backfill::PeriodEnd Backfill::what_came() const {
  if (now_.entries == 0) return PeriodEnd::empty;
  const bool nothing = stories_.read == 0 && stories_.gone + stories_.failed > 0;
  if (!nothing) return PeriodEnd::read;
  return stories_.failed > 0 || stories_.gone >= kMany ? PeriodEnd::unreadable : PeriodEnd::hollow;
}

// The lists of a period are read, its articles asked for. One that is not over yet is read again by
// the next backfill, as is one of which no article could be read. Some that are gone are ordinary.
Status Backfill::end_period() {
  const Work work = work_[at_];
  const PeriodEnd end = what_came();
  if (end == PeriodEnd::unreadable) {
    if (Status put = put_progress(work, {}); !put) return put;
    return pass_over({ErrorKind::not_found,
                      fmt::format("none of its {} articles could be read: {} gone, {} failed{}{}",
                                  stories_.gone + stories_.failed, stories_.gone, stories_.failed,
                                  stories_.message.empty() ? "" : "; ", stories_.message),
                      work.period.key},
                     false);
  }
  failures_in_a_row_ = blocked_in_a_row_ = 0;
  report_.empty += end == PeriodEnd::empty ? 1 : 0;
  if (end == PeriodEnd::read) {
    now_.done = is_over(work.period);
    report_.done += now_.done ? 1 : 0;
    if (Status put = put_progress(work, now_.done ? now_ : Store::ArchiveProgress{}); !put)
      return put;
    found_ = true;
  } else if (Status waits = wait_for_proof(work); !waits) {
    return waits;
  }
  ++at_;
  if (found_) {
    if (Status flushed = flush_empty(true); !flushed) return flushed;
  }
  return next_period();
}

// A period without an article is done only if others have some: the address may be wrong. Until
// then it is remembered as read, so that a backfill that is stopped in between gets on.
Status Backfill::wait_for_proof(const Work& work) {
  if (!is_over(work.period)) return put_progress(work, {});
  empty_.push_back(work);
  Store::ArchiveProgress waiting;
  waiting.next_page = kListsAreRead;
  return put_progress(work, waiting);
}

Status Backfill::flush_empty(bool as_done) {
  if (empty_.empty()) return {};
  const Status flushed = store_.in_transaction([&]() -> Status {
    for (const Work& work : empty_) {
      Store::ArchiveProgress progress;
      progress.done = as_done;
      if (Status put = put_progress(work, progress); !put) return put;
    }
    return {};
  });
  report_.done += as_done ? static_cast<std::int64_t>(empty_.size()) : 0;
  empty_.clear();
  return flushed;
}

// At the end: nothing was there, and nothing counts as done.
Status Backfill::nothing_was_found() {
  if (found_) return flush_empty(true);
  if (empty_.empty() || report_.failed) return {};
  trouble({ErrorKind::empty,
           fmt::format("none of the {} lists asked for names an article that is there: is the "
                       "address right?",
                       empty_.size()),
           sources_.front().file});
  give_up("failed");
  return flush_empty(false);
}

}  // namespace gongwatch::scheduler
