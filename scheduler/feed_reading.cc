#include "scheduler/feed_reading.h"

#include <algorithm>
#include <utility>

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kFewRows = 3;  // so many rows may go on any day

}  // namespace

std::unordered_set<std::uint64_t> present_hashes(const std::vector<FeedRow>& known) {
  std::unordered_set<std::uint64_t> hashes;
  hashes.reserve(known.size());
  for (const FeedRow& row : known) {
    if (row.present) hashes.insert(row.hash);
  }
  return hashes;
}

FeedReading::FeedReading(const std::vector<FeedRow>& known, const ApplicationFeed& feed)
    : known_(known), skipped_(feed.skipped), seen_(known.size()) {
  const std::unordered_set<std::uint64_t> unchanged(feed.unchanged.begin(), feed.unchanged.end());
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i].hkex_id != 0) {
      by_id_.emplace(known[i].hkex_id, i);
    } else {
      by_application_.emplace(known[i].application_id, i);
    }
    if (known[i].present && unchanged.count(known[i].hash) != 0) seen_[i] = true;
  }
}

std::optional<std::size_t> FeedReading::place_of(const FeedRow& row) const {
  if (row.hkex_id != 0) {
    const auto found = by_id_.find(row.hkex_id);
    return found == by_id_.end() ? std::nullopt : std::optional(found->second);
  }
  const auto found = by_application_.find(row.application_id);
  return found == by_application_.end() ? std::nullopt : std::optional(found->second);
}

bool FeedReading::has_just_come(std::int64_t hkex_id, const std::string& status) const {
  const auto found = by_id_.find(hkex_id);
  return found == by_id_.end() || !known_[found->second].present ||
         known_[found->second].status != status;
}

void FeedReading::take(FeedRow row) {
  const auto place = place_of(row);
  using What = FeedRowChange::What;
  if (!place) {
    changes_.push_back({What::appeared, std::move(row)});
    return;
  }
  const FeedRow& before = known_[*place];
  seen_[*place] = true;
  if (!before.present) {
    changes_.push_back({What::returned, std::move(row)});
  } else if (before.status != row.status) {
    changes_.push_back({What::status, std::move(row)});
  } else if (before.hash != row.hash) {
    rehashed_.push_back(std::move(row));
  }
}

void FeedReading::finish() {
  std::size_t missing = 0;
  for (std::size_t i = 0; i < known_.size(); ++i) missing += known_[i].present && !seen_[i];
  if (missing <= skipped_) return;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (!known_[i].present || seen_[i]) continue;
    FeedRow gone = known_[i];
    gone.present = false;
    changes_.push_back({FeedRowChange::What::vanished, std::move(gone)});
  }
}

Shrinkage shrinkage_of(const std::vector<FeedRow>& known, const ApplicationFeed& feed,
                       const std::function<bool(std::int64_t)>& moved) {
  const std::unordered_set<std::uint64_t> unchanged(feed.unchanged.begin(), feed.unchanged.end());
  std::unordered_set<std::int64_t> here;
  std::size_t without_id = 0;
  for (const OfficialApplication& row : feed.applications) {
    if (row.hkex_id == 0) ++without_id;
    here.insert(row.hkex_id);
  }
  Shrinkage shrinkage;
  std::size_t missing_without_id = 0;
  for (const FeedRow& row : known) {
    if (!row.present) continue;
    ++shrinkage.before;
    if (unchanged.count(row.hash) != 0) continue;
    if (row.hkex_id == 0) {
      ++missing_without_id;
    } else if (here.count(row.hkex_id) == 0 && !moved(row.hkex_id)) {
      ++shrinkage.unexplained;
    }
  }
  // Rows without an id may have changed: as many new ones stand for as many missing ones.
  shrinkage.unexplained += missing_without_id - std::min(missing_without_id, without_id);
  return shrinkage;
}

std::size_t lost_statuses(const std::vector<FeedRow>& known, const ApplicationFeed& feed) {
  std::unordered_set<std::int64_t> silent;
  for (const OfficialApplication& row : feed.applications) {
    if (row.hkex_id != 0 && row.status.empty()) silent.insert(row.hkex_id);
  }
  return static_cast<std::size_t>(
      std::count_if(known.begin(), known.end(), [&](const FeedRow& row) {
        return row.present && !row.status.empty() && silent.count(row.hkex_id) != 0;
      }));
}

bool is_implausible(const Shrinkage& shrinkage, std::size_t rows_now, double max_share) {
  if (rows_now == 0 && shrinkage.unexplained > 0) return true;
  return shrinkage.unexplained >= kFewRows && static_cast<double>(shrinkage.unexplained) >
                                                  max_share * static_cast<double>(shrinkage.before);
}

}  // namespace gongwatch::scheduler
