// The rows of the view `ipo` are kept, so that a list of thousands comes at once.
#pragma once

#include "store/connection.h"

namespace gongwatch::store {

// Makes the rows anew of issuers that something was written about, if there are at least that many.
// Throws SQLite::Exception.
void refresh_ipo_rows(Connection& connection, int at_least);

}  // namespace gongwatch::store
