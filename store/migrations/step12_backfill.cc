#include "store/migrations/steps.h"

namespace gongwatch::store {

// How far the older lists of a source were read, and which pages are known from them alone: what
// they tell of a source's rhythm and health is years old.
const char kStep12Backfill[] = R"sql(
CREATE TABLE archive_progress (
  source_id TEXT NOT NULL,
  archive   TEXT NOT NULL,
  period    TEXT NOT NULL,
  next_page INTEGER NOT NULL,
  entries   INTEGER NOT NULL,
  reached   TEXT,
  asked_at  TEXT NOT NULL,
  done_at   TEXT,
  PRIMARY KEY (source_id, archive, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_page (
  page_id   INTEGER PRIMARY KEY REFERENCES page (page_id),
  listed_on TEXT
) STRICT;
)sql";

}  // namespace gongwatch::store
