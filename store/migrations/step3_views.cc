#include "store/migrations/steps.h"

namespace gongwatch::store {

// A day written for a dateless fact is for ordering only and never shown: closing stages count from
// the day we knew them (a feed says "listed" without a day), others sort below everything dated.
const char kStep3Views[] = R"sql(
CREATE VIEW live_stage AS
WITH dated AS (
  SELECT f.stage_fact_id, f.application_id, f.stage, s.position, f.event_date, f.disclosed_on,
         coalesce(f.event_date, f.disclosed_on) AS stage_on,
         coalesce(f.event_date, f.disclosed_on, a.date,
                  CASE WHEN s.closing THEN date(f.known_at, '+8 hours') ELSE '0000-00-00' END) AS day,
         f.board, f.official, f.source_id AS source, f.article_id, f.known_at
  FROM stage_fact f
  JOIN stage s ON s.stage = f.stage
  LEFT JOIN article a ON a.article_id = f.article_id
  WHERE f.application_id IS NOT NULL AND f.superseded_at IS NULL AND f.history = 0)
SELECT d.stage_fact_id, d.application_id, d.stage, d.position, d.event_date, d.disclosed_on, d.stage_on,
       CASE WHEN d.stage = 'hearing' AND d.official = 0 THEN
         min(d.day, coalesce((SELECT min(p.day) FROM dated p
                              WHERE p.application_id = d.application_id AND p.stage = 'phip' AND p.official = 1
                                AND abs(julianday(p.day) - julianday(d.day)) <= 3), d.day))
       ELSE d.day END AS order_day,
       d.board, d.official, d.source, d.article_id, d.known_at
FROM dated d;

CREATE VIEW application_sponsor AS
WITH named AS (
  SELECT l.application_id, l.stage, l.official, coalesce(p.firm, p.name) AS sponsor, p.sponsor_fact_id,
         first_value(l.stage) OVER newest AS newest_stage, first_value(l.official) OVER newest AS leading
  FROM live_stage l
  JOIN sponsor_fact p ON p.stage_fact_id = l.stage_fact_id AND p.is_sponsor = 1
  WINDOW newest AS (PARTITION BY l.application_id
                    ORDER BY l.official DESC, l.order_day DESC, l.position DESC, l.stage_fact_id))
SELECT application_id, sponsor, min(sponsor_fact_id) AS first_sponsor_fact_id
FROM named WHERE stage = newest_stage AND official = leading
GROUP BY application_id, sponsor;

CREATE VIEW ipo AS
WITH
best AS (
  SELECT application_id, stage, stage_on,
         row_number() OVER (PARTITION BY application_id, stage
                            ORDER BY official DESC, event_date IS NULL, stage_on, stage_fact_id) AS place
  FROM live_stage WHERE stage_on IS NOT NULL),
days AS (
  SELECT application_id,
         max(CASE WHEN stage = 'filed'      THEN stage_on END) AS filed_on,
         max(CASE WHEN stage = 'refiled'    THEN stage_on END) AS refiled_on,
         max(CASE WHEN stage = 'csrc_filed' THEN stage_on END) AS csrc_filed_on,
         max(CASE WHEN stage = 'hearing'    THEN stage_on END) AS hearing_on,
         max(CASE WHEN stage = 'phip'       THEN stage_on END) AS phip_on,
         max(CASE WHEN stage = 'launched'   THEN stage_on END) AS launched_on,
         max(CASE WHEN stage = 'priced'     THEN stage_on END) AS priced_on,
         max(CASE WHEN stage = 'allotted'   THEN stage_on END) AS allotted_on,
         max(CASE WHEN stage = 'listed'     THEN stage_on END) AS listed_on,
         max(CASE WHEN stage = 'lapsed'     THEN stage_on END) AS lapsed_on,
         max(CASE WHEN stage = 'withdrawn'  THEN stage_on END) AS withdrawn_on,
         max(CASE WHEN stage = 'rejected'   THEN stage_on END) AS rejected_on,
         max(CASE WHEN stage = 'returned'   THEN stage_on END) AS returned_on
  FROM best WHERE place = 1 GROUP BY application_id),
newest AS (
  SELECT application_id, stage, stage_on,
         row_number() OVER (PARTITION BY application_id
                            ORDER BY order_day DESC, official DESC, position DESC, stage_fact_id) AS place
  FROM live_stage),
current AS (
  SELECT n.application_id, n.stage, coalesce(b.stage_on, n.stage_on) AS stage_on
  FROM newest n LEFT JOIN best b ON b.application_id = n.application_id AND b.stage = n.stage AND b.place = 1
  WHERE n.place = 1),
disclosed AS (
  SELECT application_id, stage, disclosed_on,
         row_number() OVER (PARTITION BY application_id, stage
                            ORDER BY order_day DESC, official DESC, position DESC, stage_fact_id) AS place
  FROM live_stage WHERE disclosed_on IS NOT NULL),
filing AS (
  SELECT application_id, nullif(max(coalesce(filed_on, ''), coalesce(refiled_on, '')), '') AS newest_filing_on
  FROM days),
sponsored AS (
  SELECT application_id, group_concat(sponsor, '; ') AS sponsors
  FROM (SELECT application_id, sponsor FROM application_sponsor ORDER BY application_id, first_sponsor_fact_id)
  GROUP BY application_id)
SELECT a.application_id, a.issuer_id, a.hkex_id, a.previous_application_id, a.stock_code,
  (SELECT n.name FROM issuer_name n
   WHERE n.issuer_id = a.issuer_id AND n.language NOT LIKE 'zh%' AND n.kind <> 'former'
   ORDER BY CASE n.kind WHEN 'official' THEN 1 WHEN 'legal' THEN 2 WHEN 'short' THEN 3 ELSE 4 END,
            CASE n.kind WHEN 'official' THEN -n.issuer_name_id ELSE n.issuer_name_id END LIMIT 1) AS name_en,
  (SELECT n.name FROM issuer_name n
   WHERE n.issuer_id = a.issuer_id AND n.language LIKE 'zh%' AND n.kind <> 'former'
   ORDER BY CASE n.kind WHEN 'official' THEN 1 WHEN 'legal' THEN 2 WHEN 'short' THEN 3 ELSE 4 END,
            CASE n.kind WHEN 'official' THEN -n.issuer_name_id ELSE n.issuer_name_id END LIMIT 1) AS name_zh,
  a.board, c.stage, c.stage_on,
  d.filed_on, d.refiled_on, d.csrc_filed_on, d.hearing_on, d.phip_on, d.launched_on, d.priced_on, d.allotted_on,
  d.listed_on, d.lapsed_on, d.withdrawn_on, d.rejected_on, d.returned_on,
  CAST(NULL AS TEXT) AS subscription_closes_on,
  x.disclosed_on, s.sponsors,
  CAST(julianday(date('now', '+8 hours')) - julianday(c.stage_on) AS INTEGER) AS days_in_stage,
  min(date(f.newest_filing_on, '+6 months'),
      date(f.newest_filing_on, 'start of month', '+7 months', '-1 day')) AS lapse_day
FROM application a
LEFT JOIN current c ON c.application_id = a.application_id
LEFT JOIN days d ON d.application_id = a.application_id
LEFT JOIN filing f ON f.application_id = a.application_id
LEFT JOIN disclosed x ON x.application_id = a.application_id AND x.stage = c.stage AND x.place = 1
LEFT JOIN sponsored s ON s.application_id = a.application_id
WHERE a.hkex_id IS NOT NULL OR c.stage IS NOT NULL;

CREATE VIEW hearing AS
SELECT application_id, issuer_id, hkex_id, stock_code, name_en, name_zh, board, stage, hearing_on, phip_on,
       coalesce(min(hearing_on, phip_on), hearing_on, phip_on) AS passed_on, sponsors,
       (SELECT count(*) FROM live_stage l
        WHERE l.application_id = ipo.application_id AND l.stage IN ('hearing', 'phip')) AS witnesses
FROM ipo
WHERE EXISTS (SELECT 1 FROM live_stage l
              WHERE l.application_id = ipo.application_id AND l.stage IN ('hearing', 'phip'));

CREATE VIEW sponsor_league AS
SELECT s.sponsor,
       count(*) AS applications,
       sum(i.board IS 'main') AS main_board,
       sum(i.board IS 'gem') AS gem,
       sum(i.hearing_on IS NOT NULL OR i.phip_on IS NOT NULL) AS heard,
       sum(i.stage IS 'listed') AS listed,
       sum(i.stage IN ('lapsed', 'withdrawn', 'rejected', 'returned')) AS ended,
       max(i.stage_on) AS newest_on
FROM application_sponsor s JOIN ipo i ON i.application_id = s.application_id
GROUP BY s.sponsor;

CREATE VIEW ranking AS
SELECT r.ranking_fact_id, r.application_id, a.issuer_id, r.issuer_name, r.rank, r.rank_kind, r.subject, r.region,
       r.metric, r.period, r.share_percent, r.authority, r.source_id AS source, c.url, r.quote, r.rule, r.known_at
FROM ranking_fact r
JOIN capture c ON c.capture_id = r.capture_id
LEFT JOIN application a ON a.application_id = r.application_id
WHERE r.superseded_at IS NULL;

CREATE VIEW figure AS
SELECT g.figure_fact_id, g.application_id, a.issuer_id, g.issuer_name, g.metric, g.subject, g.period, g.value,
       g.currency, g.unit, g.qualifier, g.as_written, g.source_id AS source, c.url, g.quote, g.rule, g.known_at
FROM figure_fact g
JOIN capture c ON c.capture_id = g.capture_id
LEFT JOIN application a ON a.application_id = g.application_id
WHERE g.superseded_at IS NULL;

CREATE VIEW timeline AS
SELECT f.application_id, a.issuer_id, f.stage, f.event_date, f.disclosed_on, f.known_at, f.source_id AS source,
       f.official, f.history, f.attached_by, c.url, f.quote, f.rule, f.stage_fact_id
FROM stage_fact f
JOIN application a ON a.application_id = f.application_id
JOIN capture c ON c.capture_id = f.capture_id
WHERE f.superseded_at IS NULL;

CREATE VIEW change AS
SELECT x.changed_at, x.issuer_id, x.application_id, x.what, x.value, x.source, c.url
FROM (
  SELECT known_at AS changed_at, issuer_id, application_id, 'application' AS what,
         CASE WHEN previous_application_id IS NULL THEN 'new' ELSE 'after #' || previous_application_id END AS value,
         source_id AS source, capture_id
  FROM application
  UNION ALL
  SELECT h.known_at, a.issuer_id, h.application_id, h.field, h.value, h.source_id, h.capture_id
  FROM application_change h JOIN application a ON a.application_id = h.application_id
  UNION ALL
  SELECT known_at, issuer_id, NULL, 'name', name || ' (' || kind || ')', source_id, capture_id FROM issuer_name
  UNION ALL
  SELECT d.known_at, a.issuer_id, d.application_id, 'document', d.label || ' ' || d.url, d.source_id, d.capture_id
  FROM application_document d JOIN application a ON a.application_id = d.application_id
  UNION ALL
  SELECT f.known_at, a.issuer_id, f.application_id, 'stage',
         trim(f.stage || ' ' || coalesce(f.event_date, f.disclosed_on, '')), f.source_id, f.capture_id
  FROM stage_fact f JOIN application a ON a.application_id = f.application_id
  UNION ALL
  SELECT f.superseded_at, a.issuer_id, f.application_id, 'stage superseded',
         trim(f.stage || ' ' || coalesce(f.event_date, f.disclosed_on, '')), f.source_id, f.capture_id
  FROM stage_fact f JOIN application a ON a.application_id = f.application_id
  WHERE f.superseded_at IS NOT NULL
) x JOIN capture c ON c.capture_id = x.capture_id;

CREATE VIEW conflict AS
WITH
sponsor_set AS (
  SELECT stage_fact_id, group_concat(sponsor, '; ') AS sponsors, min(canonical) AS canonical
  FROM (SELECT DISTINCT stage_fact_id, coalesce(firm, name) AS sponsor, firm IS NOT NULL AS canonical
        FROM sponsor_fact WHERE is_sponsor = 1 ORDER BY stage_fact_id, sponsor)
  GROUP BY stage_fact_id),
said AS (
  SELECT application_id, stage, 'event_date' AS field, event_date AS value, 'any' AS wording,
         stage_fact_id, official, source, known_at
  FROM live_stage WHERE event_date IS NOT NULL
  UNION ALL
  SELECT application_id, stage, 'disclosed_on', disclosed_on, 'any', stage_fact_id, official, source, known_at
  FROM live_stage WHERE disclosed_on IS NOT NULL
  UNION ALL
  SELECT application_id, '', 'board', board, 'any', stage_fact_id, official, source, known_at
  FROM live_stage WHERE board IS NOT NULL
  UNION ALL
  SELECT l.application_id, l.stage, 'sponsors', p.sponsors,
         CASE WHEN p.canonical THEN 'any' ELSE coalesce(substr(r.language, 1, 2), '') END,
         l.stage_fact_id, l.official, l.source, l.known_at
  FROM live_stage l JOIN sponsor_set p ON p.stage_fact_id = l.stage_fact_id
  LEFT JOIN article r ON r.article_id = l.article_id),
ranked AS (
  SELECT said.*, row_number() OVER (PARTITION BY application_id, stage, field, wording
                                    ORDER BY official DESC, known_at, stage_fact_id) AS place
  FROM said)
SELECT o.application_id, nullif(o.stage, '') AS stage, o.field,
       l.value AS leading_value, l.source AS leading_source, l.official AS leading_official,
       o.value AS other_value, o.source AS other_source,
       l.stage_fact_id AS leading_fact_id, o.stage_fact_id AS other_fact_id
FROM ranked o
JOIN ranked l ON l.application_id = o.application_id AND l.stage = o.stage AND l.field = o.field
             AND l.wording = o.wording AND l.place = 1
WHERE o.place > 1 AND o.value <> l.value AND NOT (o.official AND l.official);

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
