#include "store/migrations/steps.h"

namespace gongwatch::store {

const char kStep6Changes[] = R"sql(
CREATE VIEW ranking AS
SELECT r.ranking_fact_id, t.record_id AS application_id, ir.record_id AS issuer_id, r.issuer_name, r.rank, r.rank_kind,
       r.subject, r.region, r.metric, r.period, r.share_percent, r.authority, r.source_id AS source, c.url, r.quote,
       r.rule, r.known_at
FROM ranking_fact r
JOIN capture c ON c.capture_id = r.capture_id
LEFT JOIN application_record t ON t.application_id = r.application_id
LEFT JOIN application a ON a.application_id = t.record_id
LEFT JOIN issuer_record ir ON ir.issuer_id = a.issuer_id
WHERE r.superseded_at IS NULL;

CREATE VIEW figure AS
SELECT g.figure_fact_id, t.record_id AS application_id, ir.record_id AS issuer_id, g.issuer_name, g.metric, g.subject,
       g.period, g.value, g.currency, g.unit, g.qualifier, g.as_written, g.source_id AS source, c.url, g.quote, g.rule,
       g.known_at, g.official
FROM figure_fact g
JOIN capture c ON c.capture_id = g.capture_id
LEFT JOIN application_record t ON t.application_id = g.application_id
LEFT JOIN application a ON a.application_id = t.record_id
LEFT JOIN issuer_record ir ON ir.issuer_id = a.issuer_id
WHERE g.superseded_at IS NULL;

CREATE VIEW timeline AS
SELECT t.record_id AS application_id, ir.record_id AS issuer_id, f.stage, f.event_date, f.disclosed_on, f.known_at,
       f.source_id AS source, f.official, f.history, f.attached_by, c.url, f.quote, f.rule, f.stage_fact_id, f.event_by
FROM stage_fact f
JOIN application_record t ON t.application_id = f.application_id
JOIN application a ON a.application_id = t.record_id
JOIN issuer_record ir ON ir.issuer_id = a.issuer_id
JOIN capture c ON c.capture_id = f.capture_id
WHERE f.superseded_at IS NULL;

CREATE VIEW document AS
SELECT d.application_document_id, t.record_id AS application_id, ir.record_id AS issuer_id, d.kind, d.label, d.date,
       d.submission, d.language, d.url, d.source_id AS source, d.known_at,
       p.fetched_at AS asked_at, p.last_status, p.failures, p.due_at,
       p.latest_capture_id IS NOT NULL AS captured
FROM application_document d
JOIN application_record t ON t.application_id = d.application_id
JOIN application a ON a.application_id = t.record_id
JOIN issuer_record ir ON ir.issuer_id = a.issuer_id
LEFT JOIN page p ON p.url = d.url;

CREATE VIEW feed_event AS
SELECT e.feed_row_event_id, e.known_at, e.what, replace(p.url, rtrim(p.url, replace(p.url, '/', '')), '') AS feed,
       nullif(e.hkex_id, 0) AS hkex_id, t.record_id AS application_id, ir.record_id AS issuer_id, e.status,
       e.source_id AS source, p.url, e.capture_id
FROM feed_row_event e
JOIN page p ON p.page_id = e.page_id
JOIN application_record t ON t.application_id = e.application_id
JOIN application a ON a.application_id = t.record_id
JOIN issuer_record ir ON ir.issuer_id = a.issuer_id;

CREATE VIEW unattached AS
SELECT u.kind, u.id, u.issuer_name, u.what, u.day, u.source, c.url, u.quote, u.known_at
FROM (
  SELECT 'stage' AS kind, stage_fact_id AS id, issuer_name, stage AS what,
         coalesce(event_date, event_by, disclosed_on) AS day, source_id AS source, quote, known_at, capture_id
  FROM stage_fact WHERE application_id IS NULL AND superseded_at IS NULL
  UNION ALL
  SELECT 'ranking', ranking_fact_id, issuer_name, rank || ' ' || rank_kind || ' ' || subject, NULL, source_id, quote,
         known_at, capture_id
  FROM ranking_fact WHERE application_id IS NULL AND superseded_at IS NULL
  UNION ALL
  SELECT 'figure', figure_fact_id, issuer_name, metric || ' ' || as_written, NULL, source_id, quote, known_at,
         capture_id
  FROM figure_fact WHERE application_id IS NULL AND superseded_at IS NULL
) u JOIN capture c ON c.capture_id = u.capture_id;

CREATE VIEW change AS
SELECT x.changed_at, ir.record_id AS issuer_id, t.record_id AS application_id, x.what, x.value, x.source, c.url
FROM (
  SELECT known_at AS changed_at, NULL AS issuer_id, application_id, 'application' AS what,
         CASE WHEN previous_application_id IS NULL THEN 'new' ELSE 'after #' || previous_application_id END AS value,
         source_id AS source, capture_id
  FROM application
  UNION ALL
  SELECT known_at, NULL, application_id,
         CASE WHEN field = 'merged_into' THEN CASE WHEN value = '' THEN 'split' ELSE 'merge' END
              WHEN field = 'issuer_id' THEN 'move' ELSE field END,
         CASE WHEN field = 'merged_into' AND value = '' THEN '#' || application_id || ' from #' || old_value
              WHEN field = 'merged_into' THEN '#' || application_id || ' into #' || value
              WHEN field = 'issuer_id' THEN '#' || application_id || ' from issuer ' || old_value || ' to issuer ' || value
              ELSE value END,
         source_id, capture_id
  FROM application_change
  UNION ALL
  SELECT known_at, issuer_id, NULL,
         CASE WHEN field = 'merged_into' THEN CASE WHEN value = '' THEN 'issuer split' ELSE 'issuer merge' END
              ELSE field END,
         CASE WHEN field = 'merged_into' AND value = '' THEN 'issuer ' || issuer_id || ' from issuer ' || old_value
              WHEN field = 'merged_into' THEN 'issuer ' || issuer_id || ' into issuer ' || value
              ELSE coalesce(old_value || ' to ', '') || value END,
         source_id, capture_id
  FROM issuer_change
  UNION ALL
  SELECT known_at, issuer_id, NULL, 'name', name || ' (' || kind || ')', source_id, capture_id FROM issuer_name
  UNION ALL
  SELECT known_at, NULL, application_id, 'document', label || ' ' || url, source_id, capture_id
  FROM application_document
  UNION ALL
  SELECT known_at, NULL, application_id, 'stage',
         trim(stage || ' ' || coalesce(event_date, 'by ' || event_by, disclosed_on, '')), source_id, capture_id
  FROM stage_fact WHERE application_id IS NOT NULL
  UNION ALL
  SELECT superseded_at, NULL, application_id, 'stage superseded',
         trim(stage || ' ' || coalesce(event_date, 'by ' || event_by, disclosed_on, '')), source_id, capture_id
  FROM stage_fact WHERE application_id IS NOT NULL AND superseded_at IS NOT NULL
  UNION ALL
  SELECT known_at, NULL, application_id, 'appointment', coalesce(firm, name) || ' (' || role || ')', source_id,
         capture_id
  FROM appointment_fact
  UNION ALL
  SELECT superseded_at, NULL, application_id, 'appointment superseded', coalesce(firm, name) || ' (' || role || ')',
         source_id, capture_id
  FROM appointment_fact WHERE superseded_at IS NOT NULL
  UNION ALL
  SELECT known_at, NULL, application_id, 'subscription closes', subscription_closes_on, source_id, capture_id
  FROM offer_close_fact
  UNION ALL
  SELECT known_at, NULL, application_id, 'feed row',
         CASE what WHEN 'vanished' THEN 'row vanished from ' WHEN 'returned' THEN 'row returned to '
                   ELSE 'status ' || CASE status WHEN '' THEN '(none)' ELSE status END || ' in ' END || feed,
         source, capture_id
  FROM feed_event WHERE what <> 'appeared'
) x
JOIN capture c ON c.capture_id = x.capture_id
LEFT JOIN application_record t ON t.application_id = x.application_id
LEFT JOIN application a ON a.application_id = t.record_id
JOIN issuer_record ir ON ir.issuer_id = coalesce(x.issuer_id, a.issuer_id);

CREATE VIEW conflict AS
WITH
sponsor_set AS (
  SELECT stage_fact_id, group_concat(sponsor, '; ') AS sponsors, min(canonical) AS canonical
  FROM (SELECT DISTINCT stage_fact_id, coalesce(firm, name) AS sponsor, firm IS NOT NULL AS canonical
        FROM sponsor_fact WHERE is_sponsor = 1 ORDER BY stage_fact_id, sponsor)
  GROUP BY stage_fact_id),
told_sponsors AS (
  SELECT l.application_id, l.stage, p.sponsors,
         CASE WHEN p.canonical THEN 'any' ELSE coalesce(substr(r.language, 1, 2), '') END AS wording,
         l.stage_fact_id, l.official, l.source, l.known_at
  FROM sponsor_set p JOIN live_stage l ON l.stage_fact_id = p.stage_fact_id
  LEFT JOIN article r ON r.article_id = l.article_id),
appointed AS (
  SELECT application_id, group_concat(sponsor, '; ') AS sponsors, min(id) AS fact_id, min(source) AS source,
         min(known_at) AS known_at
  FROM (SELECT application_id, sponsor, min(appointment_fact_id) AS id, min(source) AS source,
               min(known_at) AS known_at, min(firm IS NOT NULL) AS canonical
        FROM appointment WHERE is_sponsor = 1 GROUP BY application_id, sponsor ORDER BY application_id, sponsor)
  GROUP BY application_id HAVING min(canonical) = 1),
said AS (
  SELECT application_id, stage, 'event_date' AS field, event_date AS value, 'any' AS wording,
         stage_fact_id AS fact_id, official, source, known_at
  FROM live_stage WHERE event_date IS NOT NULL
  UNION ALL
  SELECT application_id, stage, 'disclosed_on', disclosed_on, 'any', stage_fact_id, official, source, known_at
  FROM live_stage WHERE disclosed_on IS NOT NULL AND event_by IS NULL
  UNION ALL
  SELECT application_id, '', 'board', board, 'any', stage_fact_id, official, source, known_at
  FROM live_stage WHERE board IS NOT NULL
  UNION ALL
  SELECT application_id, '', 'stock_code', stock_code, 'any', stage_fact_id, official, source, known_at
  FROM live_stage WHERE stock_code IS NOT NULL
  UNION ALL
  SELECT a.application_id, '', 'stock_code', a.stock_code, 'any', NULL, 1, coalesce(h.source_id, a.source_id),
         coalesce(h.known_at, a.known_at)
  FROM application a
  LEFT JOIN application_change h ON h.application_id = a.application_id AND h.field = 'stock_code'
  WHERE a.stock_code IS NOT NULL AND a.merged_into IS NULL
    AND CASE WHEN h.application_id IS NULL THEN a.article_id ELSE h.article_id END IS NULL
  UNION ALL
  SELECT application_id, stage, 'sponsors', sponsors, wording, stage_fact_id, official, source, known_at
  FROM told_sponsors
  UNION ALL
  SELECT p.application_id, t.stage, 'sponsors', p.sponsors, 'any', -p.fact_id, 1, p.source, p.known_at
  FROM appointed p
  JOIN (SELECT DISTINCT application_id, stage FROM told_sponsors WHERE wording = 'any') t
    ON t.application_id = p.application_id
  UNION ALL
  SELECT application_id, '', 'offer_price', CAST(value AS TEXT), coalesce(currency, ''), figure_fact_id, official,
         source, known_at
  FROM figure WHERE metric = 'offer_price' AND application_id IS NOT NULL),
ranked AS (
  SELECT said.*, row_number() OVER (PARTITION BY application_id, stage, field, wording
                                    ORDER BY official DESC, known_at, fact_id) AS place
  FROM said)
SELECT o.application_id, nullif(o.stage, '') AS stage, o.field,
       l.value AS leading_value, l.source AS leading_source, l.official AS leading_official,
       o.value AS other_value, o.source AS other_source,
       abs(l.fact_id) AS leading_fact_id, abs(o.fact_id) AS other_fact_id
FROM ranked o
JOIN ranked l ON l.application_id = o.application_id AND l.stage = o.stage AND l.field = o.field
             AND l.wording = o.wording AND l.place = 1
WHERE o.place > 1 AND o.value <> l.value AND NOT (o.official AND l.official)
UNION ALL
SELECT o.application_id, o.stage, 'event_by', l.event_by, l.source, 1, o.event_date, o.source, l.stage_fact_id,
       o.stage_fact_id
FROM live_stage o
JOIN (SELECT application_id, stage, event_by, source, stage_fact_id,
             row_number() OVER (PARTITION BY application_id, stage ORDER BY event_by, stage_fact_id) AS place
      FROM live_stage WHERE official = 1 AND event_by IS NOT NULL AND event_date IS NULL) l
  ON l.application_id = o.application_id AND l.stage = o.stage AND l.place = 1
WHERE o.official = 0 AND o.event_date > l.event_by;

CREATE VIEW source_health AS
WITH
asked AS (
  SELECT x.source_id, x.outcome, x.message, x.requests, x.unchanged, x.captured, x.articles, x.facts, x.failures,
         r.run_id, r.started_at,
         row_number() OVER (PARTITION BY x.source_id ORDER BY r.run_id DESC) AS place
  FROM run_source x JOIN run r ON r.run_id = x.run_id
  WHERE x.outcome <> 'not-due'),
good AS (
  SELECT source_id, max(run_id) AS run_id, max(started_at) AS started_at FROM asked WHERE outcome = 'ok'
  GROUP BY source_id)
SELECT t.source_id AS source,
       max(CASE WHEN t.place = 1 THEN t.started_at END) AS last_run_at,
       max(CASE WHEN t.place = 1 THEN t.outcome END) AS last_outcome,
       max(CASE WHEN t.place = 1 THEN t.message END) AS last_message,
       max(g.started_at) AS last_ok_at,
       sum(t.run_id > coalesce(g.run_id, 0)) AS failed_runs_in_a_row,
       count(*) AS runs, sum(t.requests) AS requests, sum(t.unchanged) AS unchanged, sum(t.captured) AS captured,
       sum(t.articles) AS articles, sum(t.facts) AS facts, sum(t.failures) AS failures,
       (SELECT max(captured_at) FROM capture c WHERE c.source_id = t.source_id) AS newest_capture_at
FROM asked t LEFT JOIN good g ON g.source_id = t.source_id
GROUP BY t.source_id;
)sql";

}  // namespace gongwatch::store
