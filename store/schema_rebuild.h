// The list of tables of a damaged store, made again: sqlite_schema is one more table, and as easily
// damaged as others. What was stored of it is sought in the file's pages; how our tables look is
// known.
#pragma once

#include <string>
#include <vector>

#include "model/result.h"

namespace gongwatch::store {

struct RebuiltSchema {
  std::vector<std::string> lost;  // tables whose place in the file is not known any more
};

// Copies the damaged file (with what stands in its -wal) to `copy` and gives the copy a list of
// tables. Errors: store_unusable if the file shows no signs of being a store; io.
Result<RebuiltSchema> rebuild_schema(const std::string& damaged, const std::string& copy);

}  // namespace gongwatch::store
