// One reading of an official feed beside the one before: which rows are new, changed, gone, back.
// Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/ipo.h"
#include "model/official.h"

namespace gongwatch::scheduler {

// Hashes of the rows that were there at the last reading, for parse_application_feed.
std::unordered_set<std::uint64_t> present_hashes(const std::vector<FeedRow>& known);

class FeedReading {
 public:
  FeedReading(const std::vector<FeedRow>& known, const ApplicationFeed& feed);

  // No row of that id stood in the feed when it was last read, or one with another status.
  bool has_just_come(std::int64_t hkex_id, const std::string& status) const;
  // A new or changed row, with the application that it is about.
  void take(FeedRow row);
  // Behind the last take(): what was not seen has vanished, unless rows that could not be read may
  // have been those.
  void finish();

  const std::vector<FeedRowChange>& changes() const { return changes_; }
  const std::vector<FeedRow>& rehashed() const { return rehashed_; }

 private:
  std::optional<std::size_t> place_of(const FeedRow& row) const;

  const std::vector<FeedRow>& known_;
  std::size_t skipped_;  // rows that could not be read
  std::vector<bool> seen_;
  std::unordered_map<std::int64_t, std::size_t> by_id_;            // HKEX id → place in known_
  std::unordered_map<ApplicationId, std::size_t> by_application_;  // of rows without an id
  std::vector<FeedRowChange> changes_;
  std::vector<FeedRow> rehashed_;
};

// How much of a feed is missing, before anything of it is taken over.
struct Shrinkage {
  std::size_t before = 0;       // rows at the last reading
  std::size_t unexplained = 0;  // of them, gone from here and to be found in no other list
};
// `moved`: whether a row of that id stands in a list that takes rows over from this one.
Shrinkage shrinkage_of(const std::vector<FeedRow>& known, const ApplicationFeed& feed,
                       const std::function<bool(std::int64_t hkex_id)>& moved);
// How many of the rows that are still there have lost their status token: a changed shape.
std::size_t lost_statuses(const std::vector<FeedRow>& known, const ApplicationFeed& feed);
// Too much to believe: nothing is left although nothing explains it, or more than `max_share` of
// the rows (and at least 3) are gone.
bool is_implausible(const Shrinkage& shrinkage, std::size_t rows_now, double max_share);

}  // namespace gongwatch::scheduler
