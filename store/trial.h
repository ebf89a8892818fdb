// A copy of a store to try something on, and what came of it.
#pragma once

#include <string>
#include <vector>

#include "model/reading.h"
#include "model/result.h"
#include "model/time.h"

namespace gongwatch::store {

// Copies the database as it stands, a run that writes at the same time notwithstanding. `to` must
// not exist. Of another program's or version's file it is an error.
Status copy_store(const std::string& from, const std::string& to);

// Facts that are known since exactly `at`, and facts superseded then; in the order of kinds and
// pages.
Result<std::vector<FactChange>> fact_changes(const std::string& path, Instant at);

}  // namespace gongwatch::store
