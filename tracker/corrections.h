// What a person corrects: one company told apart, or two taken for one.
#pragma once

#include "model/result.h"
#include "tracker/index.h"

namespace gongwatch::tracker {

// `from` is the same company as `into`: names and applications go there. An application of `from`
// that HKEX does not know and whose days are those of one of `into` is that attempt; others stand
// beside. Errors: not_found, invalid_argument (an issuer with itself).
Result<Decision> merge_issuers(Index& index, IssuerId from, IssuerId into);

struct SplitOrder {
  IssuerId from = 0;
  // That belong to another company; not all of them. One that was merged into another is a record
  // of its own again; the ledger must be built anew behind that.
  std::vector<ApplicationId> applications;
  std::vector<std::string> names;  // that the other company bears
  // Of a company that exists already; else a new issuer is made.
  std::optional<IssuerId> to;
  // An issuer that was merged into `from` is one of its own again, with what it had: then nothing
  // else is moved, and `applications` are those that were merged with it.
  std::optional<IssuerId> undo;
};
// Errors: not_found for what `from` does not have, invalid_argument if nothing would be left.
Result<Decision> split_issuer(Index& index, const SplitOrder& order);

}  // namespace gongwatch::tracker
