#include "store/migrations/steps.h"

namespace gongwatch::store {

// application_record and issuer_record say under which record a row is shown: the end of the chain
// of merges; the CAST gives the column an affinity, without which joins on it find no index.
// Everything else is made of live_stage and of them. `clock` is what "today" is taken
// from: it is another one when the past is asked.
//
// A day written for a dateless fact is for ordering only and never shown: closing stages count from
// the day we knew them (a feed says "listed" without a day), others sort below everything dated.
// Allotment results tell the first day of dealings on the eve: it counts once it has come.
const char kStep5Views[] = R"sql(
CREATE VIEW clock AS SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now') AS at;

CREATE VIEW application_record AS
SELECT a.application_id,
       CAST(CASE WHEN a.merged_into IS NULL THEN a.application_id ELSE (
         WITH RECURSIVE up (id, next_id, depth) AS (
           SELECT a.application_id, a.merged_into, 1
           UNION ALL
           SELECT b.application_id, b.merged_into, up.depth + 1
           FROM up JOIN application b ON b.application_id = up.next_id WHERE up.depth < 1000)
         SELECT id FROM up ORDER BY depth DESC LIMIT 1) END AS INTEGER) AS record_id
FROM application a;

CREATE VIEW issuer_record AS
SELECT i.issuer_id,
       CAST(CASE WHEN i.merged_into IS NULL THEN i.issuer_id ELSE (
         WITH RECURSIVE up (id, next_id, depth) AS (
           SELECT i.issuer_id, i.merged_into, 1
           UNION ALL
           SELECT b.issuer_id, b.merged_into, up.depth + 1
           FROM up JOIN issuer b ON b.issuer_id = up.next_id WHERE up.depth < 1000)
         SELECT id FROM up ORDER BY depth DESC LIMIT 1) END AS INTEGER) AS record_id
FROM issuer i;

CREATE VIEW live_stage AS
WITH dated AS (
  SELECT f.stage_fact_id, r.record_id AS application_id, f.stage, s.position, f.event_date, f.event_by, f.disclosed_on,
         coalesce(f.event_date, f.event_by, f.disclosed_on) AS stage_on,
         coalesce(f.event_date, f.event_by, f.disclosed_on, a.date,
                  CASE WHEN s.closing THEN date(f.known_at, '+8 hours') ELSE '0000-00-00' END) AS day,
         f.board, f.stock_code, f.official, f.source_id AS source, f.article_id, f.known_at
  FROM stage_fact f
  JOIN stage s ON s.stage = f.stage
  JOIN application_record r ON r.application_id = f.application_id
  LEFT JOIN article a ON a.article_id = f.article_id
  WHERE f.superseded_at IS NULL AND f.history = 0
    AND NOT (f.stage = 'listed' AND coalesce(f.event_date, '') > (SELECT date(at, '+8 hours') FROM clock))),
posted AS (
  SELECT application_id, stage, day FROM dated
  WHERE stage IN ('phip', 'filed', 'refiled') AND official = 1 AND day > '0000-00-00')
SELECT d.stage_fact_id, d.application_id, d.stage, d.position, d.event_date, d.disclosed_on, d.stage_on,
       CASE WHEN d.stage = 'hearing' AND d.official = 0 THEN
         min(d.day, coalesce((SELECT min(p.day) FROM posted p
                              WHERE p.application_id = d.application_id AND p.stage = 'phip'
                                AND abs(julianday(p.day) - julianday(d.day)) <= 3), d.day))
       WHEN d.stage IN ('filed', 'refiled') AND d.official = 0 THEN
         min(d.day, coalesce((SELECT max(p.day) FROM posted p
                              WHERE p.application_id = d.application_id AND p.stage <> 'phip'
                                AND abs(julianday(p.day) - julianday(d.day)) <= 7), d.day))
       ELSE d.day END AS order_day,
       d.board, d.official, d.source, d.article_id, d.known_at, d.event_by, d.stock_code
FROM dated d;

CREATE VIEW appointment AS
SELECT p.appointment_fact_id, r.record_id AS application_id, ir.record_id AS issuer_id, coalesce(p.firm, p.name) AS sponsor,
       p.name, p.firm, p.role, p.is_sponsor, p.source_id AS source, c.url, p.quote, p.rule, p.known_at
FROM appointment_fact p
JOIN application_record r ON r.application_id = p.application_id
JOIN application a ON a.application_id = r.record_id
JOIN issuer_record ir ON ir.issuer_id = a.issuer_id
JOIN capture c ON c.capture_id = p.capture_id
WHERE p.superseded_at IS NULL;

CREATE VIEW application_sponsor AS
WITH
appointed AS (
  SELECT r.record_id AS application_id, coalesce(p.firm, p.name) AS sponsor,
         min(p.appointment_fact_id) AS first_sponsor_fact_id
  FROM appointment_fact p JOIN application_record r ON r.application_id = p.application_id
  WHERE p.is_sponsor = 1 AND p.superseded_at IS NULL
  GROUP BY r.record_id, coalesce(p.firm, p.name)),
named AS (
  SELECT l.application_id, l.stage, l.official, coalesce(p.firm, p.name) AS sponsor, p.sponsor_fact_id,
         first_value(l.stage) OVER newest AS newest_stage, first_value(l.official) OVER newest AS leading
  FROM sponsor_fact p
  JOIN live_stage l ON l.stage_fact_id = p.stage_fact_id
  WHERE p.is_sponsor = 1
  WINDOW newest AS (PARTITION BY l.application_id
                    ORDER BY l.official DESC, l.order_day DESC, l.position DESC, l.stage_fact_id))
SELECT application_id, sponsor, first_sponsor_fact_id, 1 AS appointed FROM appointed
UNION ALL
SELECT application_id, sponsor, min(sponsor_fact_id), 0
FROM named
WHERE stage = newest_stage AND official = leading AND application_id NOT IN (SELECT application_id FROM appointed)
GROUP BY application_id, sponsor;

CREATE VIEW ipo AS
WITH
bound AS (
  SELECT application_id, min(event_by) AS event_by FROM live_stage
  WHERE stage = 'hearing' AND official = 1 AND event_date IS NULL AND event_by IS NOT NULL GROUP BY application_id),
weighed AS (
  SELECT l.application_id, l.stage, l.stage_on, l.event_date, l.stage_fact_id,
         CASE WHEN l.official = 1 AND (l.event_date IS NOT NULL OR l.event_by IS NULL) THEN 1
              WHEN l.event_date IS NOT NULL AND (l.stage <> 'hearing' OR b.event_by IS NULL OR l.event_date <= b.event_by)
              THEN 2 ELSE 3 END AS weight
  FROM live_stage l LEFT JOIN bound b ON b.application_id = l.application_id
  WHERE l.stage_on IS NOT NULL),
best AS (
  SELECT application_id, stage, stage_on,
         row_number() OVER (PARTITION BY application_id, stage
                            ORDER BY weight, weight = 1 AND event_date IS NULL,
                            CASE WHEN stage IN ('lapsed', 'withdrawn', 'rejected') THEN NULL ELSE stage_on END,
                            stage_on DESC, stage_fact_id) AS place
  FROM weighed),
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
  SELECT n.application_id, n.stage,
         CASE WHEN s.closing AND n.stage <> 'listed' THEN coalesce(n.stage_on, b.stage_on)
              ELSE coalesce(b.stage_on, n.stage_on) END AS stage_on, s.closing
  FROM newest n
  JOIN stage s ON s.stage = n.stage
  LEFT JOIN best b ON b.application_id = n.application_id AND b.stage = n.stage AND b.place = 1
  WHERE n.place = 1),
disclosed AS (
  SELECT application_id, stage, disclosed_on,
         row_number() OVER (PARTITION BY application_id, stage
                            ORDER BY order_day DESC, official DESC, position DESC, stage_fact_id) AS place
  FROM live_stage WHERE disclosed_on IS NOT NULL),
filing AS (
  SELECT application_id, coalesce(max(CASE WHEN official THEN stage_on END), max(stage_on)) AS newest_filing_on
  FROM live_stage WHERE stage IN ('filed', 'refiled') GROUP BY application_id),
sponsored AS (
  SELECT application_id, group_concat(sponsor, '; ') AS sponsors
  FROM (SELECT application_id, sponsor FROM application_sponsor ORDER BY application_id, first_sponsor_fact_id)
  GROUP BY application_id),
closes AS (
  SELECT application_id, subscription_closes_on, row_number() OVER (PARTITION BY application_id ORDER BY known_at DESC, id DESC) AS place
  FROM (SELECT r.record_id AS application_id, f.subscription_closes_on, f.known_at, f.offer_close_fact_id AS id
        FROM offer_close_fact f JOIN application_record r ON r.application_id = f.application_id
        WHERE f.superseded_at IS NULL)),
prices AS (
  SELECT application_id, value,
         row_number() OVER (PARTITION BY application_id ORDER BY official DESC, known_at DESC, id DESC) AS place
  FROM (SELECT r.record_id AS application_id, g.value, g.official, g.known_at, g.figure_fact_id AS id
        FROM figure_fact g JOIN application_record r ON r.application_id = g.application_id
        WHERE g.metric = 'offer_price' AND g.superseded_at IS NULL)),
vanished AS (
  SELECT r.record_id AS application_id, date(max(w.since), '+8 hours') AS vanished_on
  FROM feed_row w JOIN application_record r ON r.application_id = w.application_id
  WHERE w.hkex_id <> 0
  GROUP BY r.record_id HAVING max(w.present) = 0),
names AS (
  SELECT issuer_id, max(CASE WHEN NOT chinese THEN name END) AS name_en, max(CASE WHEN chinese THEN name END) AS name_zh
  FROM (SELECT r.record_id AS issuer_id, n.name, n.language LIKE 'zh%' AS chinese,
               row_number() OVER (PARTITION BY r.record_id, n.language LIKE 'zh%'
                 ORDER BY CASE n.kind WHEN 'official' THEN 1 WHEN 'legal' THEN 2 WHEN 'short' THEN 3 ELSE 4 END,
                          CASE n.kind WHEN 'official' THEN -n.issuer_name_id ELSE n.issuer_name_id END) AS place
        FROM issuer_name n JOIN issuer_record r ON r.issuer_id = n.issuer_id
        WHERE n.kind <> 'former' AND n.retracted_at IS NULL)
  WHERE place = 1 GROUP BY issuer_id)
SELECT a.application_id, ir.record_id AS issuer_id, a.hkex_id,
  (SELECT p.record_id FROM application_record p
   JOIN application b ON b.application_id = p.record_id
   JOIN issuer_record o ON o.issuer_id = b.issuer_id
   WHERE p.application_id = a.previous_application_id AND o.record_id = ir.record_id)
    AS previous_application_id,
  a.stock_code, m.name_en, m.name_zh, a.board,
  coalesce(c.stage, CASE WHEN a.hkex_id IS NOT NULL THEN 'unknown' END) AS stage, c.stage_on,
  d.filed_on, d.refiled_on, d.csrc_filed_on, d.hearing_on, d.phip_on, d.launched_on, d.priced_on, d.allotted_on,
  d.listed_on, d.lapsed_on, d.withdrawn_on, d.rejected_on, d.returned_on,
  o.subscription_closes_on,
  x.disclosed_on, s.sponsors,
  CAST(julianday(date((SELECT at FROM clock), '+8 hours')) - julianday(c.stage_on) AS INTEGER) AS days_in_stage,
  CASE WHEN c.closing = 1 THEN NULL ELSE
    min(date(f.newest_filing_on, '+6 months'),
        date(f.newest_filing_on, 'start of month', '+7 months', '-1 day')) END AS lapse_day,
  g.value AS offer_price, v.vanished_on
FROM application a
JOIN issuer_record ir ON ir.issuer_id = a.issuer_id
LEFT JOIN names m ON m.issuer_id = ir.record_id
LEFT JOIN current c ON c.application_id = a.application_id
LEFT JOIN days d ON d.application_id = a.application_id
LEFT JOIN filing f ON f.application_id = a.application_id
LEFT JOIN disclosed x ON x.application_id = a.application_id AND x.stage = c.stage AND x.place = 1
LEFT JOIN sponsored s ON s.application_id = a.application_id
LEFT JOIN closes o ON o.application_id = a.application_id AND o.place = 1
LEFT JOIN prices g ON g.application_id = a.application_id AND g.place = 1
LEFT JOIN vanished v ON v.application_id = a.application_id
WHERE a.merged_into IS NULL AND (a.hkex_id IS NOT NULL OR c.stage IS NOT NULL);

CREATE VIEW hearing AS
WITH witness AS (
  SELECT application_id, sum(event_date IS NOT NULL OR event_by IS NULL) AS witnesses
  FROM live_stage WHERE stage IN ('hearing', 'phip') GROUP BY application_id)
SELECT i.application_id, i.issuer_id, i.hkex_id, i.stock_code, i.name_en, i.name_zh, i.board, i.stage, i.hearing_on,
       i.phip_on, coalesce(min(i.hearing_on, i.phip_on), i.hearing_on, i.phip_on) AS passed_on, i.sponsors,
       w.witnesses
FROM ipo i JOIN witness w ON w.application_id = i.application_id;

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
)sql";

}  // namespace gongwatch::store
