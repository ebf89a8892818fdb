#include "store/migrations/steps.h"

namespace gongwatch::store {

// How a page's last request ended, where it has moved for good; and what of hosts the next process
// must know to be as polite as the last one.
const char kStep8Fetching[] = R"sql(
ALTER TABLE page ADD COLUMN verdict TEXT NOT NULL DEFAULT '';
ALTER TABLE page ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';

CREATE TABLE host (
  host        TEXT PRIMARY KEY,
  asked_at    TEXT NOT NULL,
  rest_until  TEXT,
  rest_status INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE robots (
  origin   TEXT PRIMARY KEY,
  asked_at TEXT NOT NULL,
  text     BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace gongwatch::store
