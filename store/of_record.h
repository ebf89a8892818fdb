// Views asked about one application alone.
#pragma once

#include <string>
#include <string_view>

#include "store/connection.h"

namespace gongwatch::store {

// "WITH … asked AS (…) ": the view over the rows of the application ?1 (and what was merged with
// it) instead of over all, which takes seconds where there are 100,000 articles. Of `conflict` and
// `witness`: they are made of stage, sponsor, appointment and figure facts. Throws
// SQLite::Exception.
std::string of_record(Connection& connection, std::string_view view);

}  // namespace gongwatch::store
