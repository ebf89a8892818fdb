// The database as it was known at a moment of the past.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "model/time.h"

namespace gongwatch::store {

// Puts a temporary view over each table (what was known later is not there, what was changed later
// is as it was) and makes every view of the database anew over these. Temporary names come before
// those of the file, so that every question finds them. Throws SQLite::Exception.
void show_as_of(SQLite::Database& database, Instant at);

}  // namespace gongwatch::store
