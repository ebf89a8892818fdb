#include "store/migrations/steps.h"

namespace gongwatch::store {

const char kStep1Captures[] = R"sql(
CREATE TABLE page (
  page_id           INTEGER PRIMARY KEY,
  url               TEXT NOT NULL UNIQUE,
  original_url      TEXT NOT NULL,
  source_id         TEXT NOT NULL,
  role              TEXT NOT NULL,
  first_seen_at     TEXT NOT NULL,
  etag              TEXT NOT NULL DEFAULT '',
  last_modified     TEXT NOT NULL DEFAULT '',
  latest_capture_id INTEGER REFERENCES capture (capture_id),
  fetched_at        TEXT,
  due_at            TEXT,
  failures          INTEGER NOT NULL DEFAULT 0,
  last_status       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX page_due ON page (source_id, role, due_at);

CREATE TABLE body (
  sha256    TEXT PRIMARY KEY,
  zstd      BLOB NOT NULL,
  raw_bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE capture (
  capture_id  INTEGER PRIMARY KEY,
  page_id     INTEGER NOT NULL REFERENCES page (page_id),
  url         TEXT NOT NULL,
  final_url   TEXT NOT NULL,
  source_id   TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  status      INTEGER NOT NULL,
  media_type  TEXT NOT NULL,
  headers     TEXT NOT NULL,
  body_sha256 TEXT NOT NULL REFERENCES body (sha256)
) STRICT;
CREATE INDEX capture_of_page ON capture (page_id);
CREATE INDEX capture_of_body ON capture (body_sha256);
CREATE INDEX capture_of_source ON capture (source_id, captured_at);

CREATE TABLE run (
  run_id      INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL,
  finished_at TEXT,
  exit_code   INTEGER,
  version     TEXT NOT NULL
) STRICT;

CREATE TABLE run_source (
  run_id    INTEGER NOT NULL REFERENCES run (run_id),
  source_id TEXT NOT NULL,
  requests  INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  captured  INTEGER NOT NULL,
  articles  INTEGER NOT NULL,
  facts     INTEGER NOT NULL,
  failures  INTEGER NOT NULL,
  outcome   TEXT NOT NULL,
  message   TEXT NOT NULL,
  PRIMARY KEY (run_id, source_id)
) STRICT;
CREATE INDEX run_source_of_source ON run_source (source_id, run_id);
)sql";

}  // namespace gongwatch::store
