// A person's corrections, kept as captures of their own so that what they change has its evidence.
// They hold against everything read later: names and applications stay where they were put.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/clock.h"
#include "store/store.h"

namespace gongwatch::scheduler {

// Both say in one line what was done. Errors: not_found, invalid_argument, and the store's.
Result<std::string> merge_issuers(store::Store& store, const Clock& clock, IssuerId from,
                                  IssuerId into, const std::string& reason);

struct SplitRequest {
  IssuerId from = 0;
  std::vector<ApplicationId> applications;
  std::vector<std::string> names;
  std::optional<IssuerId> to;    // else a new issuer is made
  std::optional<IssuerId> undo;  // an issuer that was merged into `from`
};
// An application that was merged into another is a record of its own again.
Result<std::string> split_issuer(store::Store& store, const Clock& clock,
                                 const SplitRequest& request, const std::string& reason);

}  // namespace gongwatch::scheduler
