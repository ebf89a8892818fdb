#include "store/migrations/steps.h"

namespace gongwatch::store {

const char kStep2Facts[] = R"sql(
CREATE TABLE article (
  article_id     INTEGER PRIMARY KEY,
  page_id        INTEGER NOT NULL REFERENCES page (page_id),
  capture_id     INTEGER NOT NULL REFERENCES capture (capture_id),
  parser_version TEXT NOT NULL,
  kind           TEXT NOT NULL,
  language       TEXT NOT NULL,
  charset        TEXT NOT NULL,
  decode_errors  INTEGER NOT NULL,
  title          TEXT NOT NULL,
  byline         TEXT,
  published_at   TEXT,
  date           TEXT,
  text           TEXT NOT NULL,
  fingerprint    TEXT NOT NULL,
  warnings       TEXT NOT NULL,
  known_at       TEXT NOT NULL,
  superseded_at  TEXT,
  UNIQUE (capture_id, parser_version)
) STRICT;
CREATE INDEX article_of_page ON article (page_id);

CREATE TABLE removed_block (
  article_id INTEGER NOT NULL REFERENCES article (article_id),
  position   INTEGER NOT NULL,
  block      INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  text       TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT;

CREATE TABLE stage (
  stage    TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  closing  INTEGER NOT NULL
) STRICT;
INSERT INTO stage (stage, position, closing) VALUES
  ('filed', 1, 0), ('refiled', 2, 0), ('csrc_filed', 3, 0), ('hearing', 4, 0), ('phip', 5, 0), ('launched', 6, 0),
  ('priced', 7, 0), ('allotted', 8, 0), ('listed', 9, 1), ('lapsed', 10, 1), ('withdrawn', 11, 1),
  ('rejected', 12, 1), ('returned', 13, 1);

CREATE TABLE issuer (
  issuer_id  INTEGER PRIMARY KEY,
  source_id  TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id INTEGER REFERENCES article (article_id),
  known_at   TEXT NOT NULL
) STRICT;

CREATE TABLE issuer_name (
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
  UNIQUE (issuer_id, name, kind, language)
) STRICT;
CREATE INDEX issuer_name_of_key ON issuer_name (key);

CREATE TABLE application (
  application_id          INTEGER PRIMARY KEY,
  issuer_id               INTEGER NOT NULL REFERENCES issuer (issuer_id),
  hkex_id                 INTEGER UNIQUE,
  board                   TEXT,
  stock_code              TEXT,
  previous_application_id INTEGER REFERENCES application (application_id),
  source_id               TEXT NOT NULL,
  capture_id              INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id              INTEGER REFERENCES article (article_id),
  known_at                TEXT NOT NULL
) STRICT;
CREATE INDEX application_of_issuer ON application (issuer_id);
CREATE INDEX application_of_stock_code ON application (stock_code);

CREATE TABLE application_change (
  application_change_id INTEGER PRIMARY KEY,
  application_id        INTEGER NOT NULL REFERENCES application (application_id),
  field                 TEXT NOT NULL,
  value                 TEXT NOT NULL,
  reason                TEXT NOT NULL,
  source_id             TEXT NOT NULL,
  capture_id            INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id            INTEGER REFERENCES article (article_id),
  known_at              TEXT NOT NULL
) STRICT;
CREATE INDEX application_change_of_application ON application_change (application_id);

CREATE TABLE application_document (
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
  UNIQUE (application_id, url)
) STRICT;

CREATE TABLE stage_fact (
  stage_fact_id  INTEGER PRIMARY KEY,
  application_id INTEGER REFERENCES application (application_id),
  issuer_name    TEXT NOT NULL,
  stage          TEXT NOT NULL REFERENCES stage (stage),
  event_date     TEXT,
  disclosed_on   TEXT,
  board          TEXT,
  official       INTEGER NOT NULL,
  history        INTEGER NOT NULL,
  attached_by    TEXT NOT NULL,
  source_id      TEXT NOT NULL,
  capture_id     INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id     INTEGER REFERENCES article (article_id),
  evidence_in    TEXT NOT NULL,
  evidence_begin INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  quote          TEXT NOT NULL,
  rule           TEXT NOT NULL,
  parser_version TEXT NOT NULL,
  known_at       TEXT NOT NULL,
  superseded_at  TEXT
) STRICT;
CREATE INDEX stage_fact_of_application ON stage_fact (application_id);
CREATE INDEX stage_fact_of_article ON stage_fact (article_id);

CREATE TABLE sponsor_fact (
  sponsor_fact_id INTEGER PRIMARY KEY,
  stage_fact_id   INTEGER NOT NULL REFERENCES stage_fact (stage_fact_id),
  name            TEXT NOT NULL,
  firm            TEXT,
  role            TEXT NOT NULL,
  is_sponsor      INTEGER NOT NULL,
  evidence_in     TEXT NOT NULL,
  evidence_begin  INTEGER NOT NULL,
  evidence_end    INTEGER NOT NULL,
  quote           TEXT NOT NULL
) STRICT;
CREATE INDEX sponsor_fact_of_stage_fact ON sponsor_fact (stage_fact_id);

CREATE TABLE ranking_fact (
  ranking_fact_id INTEGER PRIMARY KEY,
  application_id  INTEGER REFERENCES application (application_id),
  issuer_name     TEXT NOT NULL,
  rank            REAL NOT NULL,
  rank_kind       TEXT NOT NULL,
  subject         TEXT NOT NULL,
  region          TEXT,
  metric          TEXT,
  period          TEXT,
  share_percent   REAL,
  authority       TEXT,
  source_id       TEXT NOT NULL,
  capture_id      INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id      INTEGER REFERENCES article (article_id),
  evidence_in     TEXT NOT NULL,
  evidence_begin  INTEGER NOT NULL,
  evidence_end    INTEGER NOT NULL,
  quote           TEXT NOT NULL,
  rule            TEXT NOT NULL,
  parser_version  TEXT NOT NULL,
  known_at        TEXT NOT NULL,
  superseded_at   TEXT
) STRICT;
CREATE INDEX ranking_fact_of_application ON ranking_fact (application_id);
CREATE INDEX ranking_fact_of_article ON ranking_fact (article_id);

CREATE TABLE figure_fact (
  figure_fact_id INTEGER PRIMARY KEY,
  application_id INTEGER REFERENCES application (application_id),
  issuer_name    TEXT NOT NULL,
  metric         TEXT NOT NULL,
  subject        TEXT,
  period         TEXT,
  value          REAL NOT NULL,
  currency       TEXT,
  unit           TEXT,
  qualifier      TEXT,
  as_written     TEXT NOT NULL,
  source_id      TEXT NOT NULL,
  capture_id     INTEGER NOT NULL REFERENCES capture (capture_id),
  article_id     INTEGER REFERENCES article (article_id),
  evidence_in    TEXT NOT NULL,
  evidence_begin INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  quote          TEXT NOT NULL,
  rule           TEXT NOT NULL,
  parser_version TEXT NOT NULL,
  known_at       TEXT NOT NULL,
  superseded_at  TEXT
) STRICT;
CREATE INDEX figure_fact_of_application ON figure_fact (application_id);
CREATE INDEX figure_fact_of_article ON figure_fact (article_id);
)sql";

}  // namespace gongwatch::store
