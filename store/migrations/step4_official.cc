#include "store/migrations/steps.h"

namespace gongwatch::store {

// The views go first: they are made anew by step 5, and tables can be replaced only without them.
// issuer_name and application_document are made anew without their old UNIQUE: a name that was
// moved may come back, and a document is looked up by its URL.
const char kStep4Official[] = R"sql(
DROP VIEW source_health;
DROP VIEW conflict;
DROP VIEW change;
DROP VIEW timeline;
DROP VIEW figure;
DROP VIEW ranking;
DROP VIEW sponsor_league;
DROP VIEW hearing;
DROP VIEW ipo;
DROP VIEW application_sponsor;
DROP VIEW live_stage;

ALTER TABLE stage_fact ADD COLUMN event_by TEXT;
ALTER TABLE stage_fact ADD COLUMN stock_code TEXT;
ALTER TABLE figure_fact ADD COLUMN official INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issuer ADD COLUMN merged_into INTEGER REFERENCES issuer (issuer_id);
ALTER TABLE application ADD COLUMN merged_into INTEGER REFERENCES application (application_id);
ALTER TABLE application_change ADD COLUMN old_value TEXT;
CREATE INDEX issuer_merged ON issuer (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX application_merged ON application (merged_into) WHERE merged_into IS NOT NULL;

DROP INDEX application_of_stock_code;
CREATE INDEX application_of_stock_code ON application (stock_code) WHERE stock_code IS NOT NULL;
DROP INDEX stage_fact_of_article;
CREATE INDEX stage_fact_of_article ON stage_fact (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX stage_fact_of_document ON stage_fact (capture_id) WHERE evidence_in = 'document';
CREATE INDEX figure_fact_of_document ON figure_fact (capture_id) WHERE evidence_in = 'document';

CREATE TABLE issuer_change (
  issuer_change_id INTEGER PRIMARY KEY,
  issuer_id        INTEGER NOT NULL REFERENCES issuer (issuer_id),
  field            TEXT NOT NULL,
  value            TEXT NOT NULL,
  old_value        TEXT,
  reason           TEXT NOT NULL,
  source_id        TEXT NOT NULL,
  capture_id       INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id       INTEGER REFERENCES article (article_id),
  known_at         TEXT NOT NULL
) STRICT;
CREATE INDEX issuer_change_of_issuer ON issuer_change (issuer_id);

CREATE TABLE issuer_name_4 (
  issuer_name_id INTEGER PRIMARY KEY,
  issuer_id      INTEGER NOT NULL REFERENCES issuer (issuer_id),
  name           TEXT NOT NULL,
  key            TEXT NOT NULL,
  kind           TEXT NOT NULL,
  language       TEXT NOT NULL,
  source_id      TEXT NOT NULL,
  capture_id     INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id     INTEGER REFERENCES article (article_id),
  known_at       TEXT NOT NULL,
  retracted_at   TEXT
) STRICT;
INSERT INTO issuer_name_4
  SELECT issuer_name_id, issuer_id, name, key, kind, language, source_id, capture_id, article_id, known_at, NULL
  FROM issuer_name ORDER BY issuer_name_id;
DROP TABLE issuer_name;
ALTER TABLE issuer_name_4 RENAME TO issuer_name;
CREATE UNIQUE INDEX issuer_name_once ON issuer_name (issuer_id, name, kind, language) WHERE retracted_at IS NULL;
CREATE INDEX issuer_name_of_key ON issuer_name (key);

CREATE TABLE application_document_4 (
  application_document_id INTEGER PRIMARY KEY,
  application_id          INTEGER NOT NULL REFERENCES application (application_id),
  url                     TEXT NOT NULL,
  kind                    TEXT NOT NULL,
  label                   TEXT NOT NULL,
  date                    TEXT,
  submission              INTEGER,
  language                TEXT NOT NULL,
  source_id               TEXT NOT NULL,
  capture_id              INTEGER NOT NULL REFERENCES capture (capture_id),
  known_at                TEXT NOT NULL,
  UNIQUE (url, application_id)
) STRICT;
INSERT INTO application_document_4
  SELECT application_document_id, application_id, url, kind, label, date, submission, language, source_id, capture_id,
         known_at
  FROM application_document ORDER BY application_document_id;
DROP TABLE application_document;
ALTER TABLE application_document_4 RENAME TO application_document;
CREATE INDEX application_document_of_application ON application_document (application_id);

CREATE TABLE appointment_fact (
  appointment_fact_id INTEGER PRIMARY KEY,
  application_id      INTEGER NOT NULL REFERENCES application (application_id),
  name                TEXT NOT NULL,
  firm                TEXT,
  role                TEXT NOT NULL,
  is_sponsor          INTEGER NOT NULL,
  source_id           TEXT NOT NULL,
  capture_id          INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id          INTEGER REFERENCES article (article_id),
  evidence_in         TEXT NOT NULL,
  evidence_begin      INTEGER NOT NULL,
  evidence_end        INTEGER NOT NULL,
  quote               TEXT NOT NULL,
  rule                TEXT NOT NULL,
  parser_version      TEXT NOT NULL,
  known_at            TEXT NOT NULL,
  superseded_at       TEXT
) STRICT;
CREATE INDEX appointment_fact_of_application ON appointment_fact (application_id);
CREATE INDEX appointment_fact_of_capture ON appointment_fact (capture_id);

CREATE TABLE offer_close_fact (
  offer_close_fact_id    INTEGER PRIMARY KEY,
  application_id         INTEGER NOT NULL REFERENCES application (application_id),
  subscription_closes_on TEXT NOT NULL,
  source_id              TEXT NOT NULL,
  capture_id             INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id             INTEGER REFERENCES article (article_id),
  evidence_in            TEXT NOT NULL,
  evidence_begin         INTEGER NOT NULL,
  evidence_end           INTEGER NOT NULL,
  quote                  TEXT NOT NULL,
  rule                   TEXT NOT NULL,
  parser_version         TEXT NOT NULL,
  known_at               TEXT NOT NULL,
  superseded_at          TEXT
) STRICT;
CREATE INDEX offer_close_fact_of_application ON offer_close_fact (application_id);
CREATE INDEX offer_close_fact_of_capture ON offer_close_fact (capture_id);

CREATE TABLE feed_row (
  page_id        INTEGER NOT NULL REFERENCES page (page_id),
  row_key        INTEGER NOT NULL,
  application_id INTEGER NOT NULL REFERENCES application (application_id),
  hkex_id        INTEGER NOT NULL,
  hash           INTEGER NOT NULL,
  status         TEXT NOT NULL,
  present        INTEGER NOT NULL,
  since          TEXT NOT NULL,
  PRIMARY KEY (page_id, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_row_event (
  feed_row_event_id INTEGER PRIMARY KEY,
  page_id           INTEGER NOT NULL REFERENCES page (page_id),
  application_id    INTEGER NOT NULL REFERENCES application (application_id),
  hkex_id           INTEGER NOT NULL,
  what              TEXT NOT NULL,
  status            TEXT NOT NULL,
  source_id         TEXT NOT NULL,
  capture_id        INTEGER NOT NULL REFERENCES capture (capture_id),
  known_at          TEXT NOT NULL
) STRICT;

CREATE TABLE notice (
  source_id TEXT NOT NULL,
  code      TEXT NOT NULL,
  key       TEXT NOT NULL,
  first_at  TEXT NOT NULL,
  PRIMARY KEY (source_id, code, key)
) STRICT, WITHOUT ROWID;

-- The rows of feeds are recorded from here on: each is asked for once more as a whole.
UPDATE page SET etag = '', last_modified = '' WHERE role = 'feed';
)sql";

}  // namespace gongwatch::store
