#include "store/migrations/steps.h"

namespace gongwatch::store {

// What each entry of a list was called, so that an article is known again under another address;
// alarms; and source_health with the yield of lists, how full the newest articles are, and alarms.
const char kStep9Health[] = R"sql(
CREATE TABLE list_entry (
  list_entry_id INTEGER PRIMARY KEY,
  source_id     TEXT NOT NULL,
  entry_id      TEXT NOT NULL,
  place         TEXT NOT NULL,
  title         TEXT NOT NULL,
  published_at  TEXT,
  page_id       INTEGER NOT NULL REFERENCES page (page_id),
  first_seen_at TEXT NOT NULL,
  UNIQUE (page_id, entry_id)
) STRICT;
CREATE INDEX list_entry_of_id ON list_entry (source_id, entry_id) WHERE entry_id <> '';
CREATE INDEX list_entry_of_place ON list_entry (source_id, place, published_at) WHERE published_at IS NOT NULL;

CREATE TABLE source_alarm (
  source_alarm_id INTEGER PRIMARY KEY,
  source_id       TEXT NOT NULL,
  kind            TEXT NOT NULL,
  began_at        TEXT NOT NULL,
  ended_at        TEXT,
  message         TEXT NOT NULL,
  url             TEXT,
  capture_id      INTEGER REFERENCES capture (capture_id)
) STRICT;
CREATE UNIQUE INDEX source_alarm_open ON source_alarm (source_id, kind) WHERE ended_at IS NULL;

ALTER TABLE run_source ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;

DROP VIEW source_health;
CREATE VIEW source_health AS
WITH
asked AS (
  SELECT x.source_id, x.outcome, x.message, x.requests, x.unchanged, x.captured, x.entries, x.articles, x.facts,
         x.failures, r.run_id, r.started_at,
         row_number() OVER (PARTITION BY x.source_id ORDER BY r.run_id DESC) AS place
  FROM run_source x JOIN run r ON r.run_id = x.run_id
  WHERE x.outcome <> 'not-due'),
good AS (
  SELECT source_id, max(run_id) AS run_id, max(started_at) AS started_at FROM asked WHERE outcome = 'ok'
  GROUP BY source_id),
newest AS (
  SELECT * FROM (
    SELECT p.source_id, a.article_id, a.title <> '' AS has_title, a.date IS NOT NULL AS has_date,
           length(a.text) >= 200 AS has_text, a.byline IS NOT NULL AS has_byline,
           EXISTS (SELECT 1 FROM stage_fact f WHERE f.article_id = a.article_id) AS has_event,
           row_number() OVER (PARTITION BY p.source_id ORDER BY a.article_id DESC) AS place
    FROM article a JOIN page p ON p.page_id = a.page_id
    WHERE a.superseded_at IS NULL AND p.role = 'article')
  WHERE place <= 20),
filled AS (
  SELECT source_id, round(avg(has_title), 2) AS titles, round(avg(has_date), 2) AS dates,
         round(avg(has_text), 2) AS texts, round(avg(has_byline), 2) AS bylines, round(avg(has_event), 2) AS events
  FROM newest GROUP BY source_id),
alarms AS (
  SELECT source_id, group_concat(kind, ', ') AS kinds, min(began_at) AS began_at
  FROM (SELECT * FROM source_alarm WHERE ended_at IS NULL ORDER BY began_at, kind) GROUP BY source_id)
SELECT t.source_id AS source,
       max(CASE WHEN t.place = 1 THEN t.started_at END) AS last_run_at,
       max(CASE WHEN t.place = 1 THEN t.outcome END) AS last_outcome,
       max(CASE WHEN t.place = 1 THEN t.message END) AS last_message,
       max(g.started_at) AS last_ok_at,
       sum(t.run_id > coalesce(g.run_id, 0)) AS failed_runs_in_a_row,
       l.kinds AS alarms, l.began_at AS alarm_since,
       count(*) AS runs, sum(t.requests) AS requests, sum(t.unchanged) AS unchanged, sum(t.captured) AS captured,
       sum(t.entries) AS entries, sum(t.articles) AS articles, sum(t.facts) AS facts, sum(t.failures) AS failures,
       (SELECT max(captured_at) FROM capture c WHERE c.source_id = t.source_id) AS newest_capture_at,
       f.titles AS title_filled, f.dates AS date_filled, f.texts AS text_filled, f.bylines AS byline_filled,
       f.events AS event_filled
FROM asked t LEFT JOIN good g ON g.source_id = t.source_id
LEFT JOIN filled f ON f.source_id = t.source_id
LEFT JOIN alarms l ON l.source_id = t.source_id
GROUP BY t.source_id;
)sql";

}  // namespace gongwatch::store
