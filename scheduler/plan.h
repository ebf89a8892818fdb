// What a tick would ask for, without asking.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/time.h"
#include "scheduler/run_once.h"

namespace gongwatch::scheduler {

struct Planned {
  std::string source_id;
  std::string role;  // feed, follow, document or article
  std::string url;
  std::optional<Instant> due_at;  // nothing: never asked before
  bool conditional = false;       // with validators
};

// The budget dealt one by one to the sources in turn: a long list of one does not starve the
// others, and what they do not need is its own. Pairs of source (its place in `due`) and page, by
// source.
std::vector<std::pair<std::size_t, PageState>> deal_fairly(std::vector<std::vector<PageState>> due,
                                                           int budget);

// In the order of a tick. `store` may be null: nothing is known yet. What the lists of the tick
// will name cannot be known before. Errors are the store's.
Result<std::vector<Planned>> plan_tick(const std::vector<Source>& sources,
                                       const store::Store* store, Instant now,
                                       const RunOptions& options);

}  // namespace gongwatch::scheduler
