#include "store/migrations/steps.h"

namespace gongwatch::store {

// One event, many articles. `witness` has one row for each article or official row that tells a
// stage of an application, whatever many facts it does so with.
//
// Which articles are copies is worked out anew from what is live, so that merges, newer readings
// and the past need nothing kept. Each article is held against those before it that tell the same
// in the same tongue: a window writes them one behind the other (`earlier`), 38 bytes each, not
// more than 200, so that no crowd makes it slow. (A view that joined itself would be made as a
// whole even if one application is asked for.)
//
// The distance of two SimHash fingerprints is the number of bits of their exclusive or, added up
// side by side: SQLite counts no bits. What is MATERIALIZED would be worked out again wherever it
// is named. In SQLite | and << bind alike, from left to right: digits become a number as one reads
// them.
const char kStep7Witnesses[] = R"sql(
CREATE VIEW witness AS
WITH
told AS (
  SELECT f.stage_fact_id, r.record_id AS application_id, f.stage, f.event_date, f.event_by, f.disclosed_on, f.official,
         f.history, f.source_id AS source, f.known_at, f.article_id, k.page_id, k.captured_at, k.url,
         row_number() OVER (PARTITION BY r.record_id, f.stage, coalesce(f.article_id, -f.stage_fact_id)
                            ORDER BY f.history, f.event_date IS NULL, f.stage_fact_id) AS place
  FROM stage_fact f
  JOIN application_record r ON r.application_id = f.application_id
  JOIN capture k ON k.capture_id = f.capture_id
  WHERE f.superseded_at IS NULL),
printed AS (
  SELECT t.*, a.language, a.title, a.published_at,
         CASE WHEN a.fingerprint <> '' THEN substr(a.language, 1, 2) END AS tongue,
         CASE WHEN t.article_id IS NULL THEN t.captured_at
              ELSE (SELECT min(c.captured_at) FROM capture c WHERE c.page_id = t.page_id) END AS first_captured_at,
         instr(d.digits, substr(a.fingerprint, 1, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 2, 1)) << 4
           | instr(d.digits, substr(a.fingerprint, 3, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 4, 1)) << 4
           | instr(d.digits, substr(a.fingerprint, 5, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 6, 1)) << 4
           | instr(d.digits, substr(a.fingerprint, 7, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 8, 1)) AS high,
         instr(d.digits, substr(a.fingerprint, 9, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 10, 1)) << 4
           | instr(d.digits, substr(a.fingerprint, 11, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 12, 1)) << 4
           | instr(d.digits, substr(a.fingerprint, 13, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 14, 1)) << 4
           | instr(d.digits, substr(a.fingerprint, 15, 1)) << 4 | instr(d.digits, substr(a.fingerprint, 16, 1)) AS low
  FROM told t
  JOIN (SELECT '123456789abcdef' AS digits) d
  LEFT JOIN article a ON a.article_id = t.article_id
  WHERE t.place = 1),
lined_up AS (
  SELECT p.*,
         CASE WHEN tongue IS NOT NULL THEN CAST(group_concat(printf('%18d%10d%10d', stage_fact_id, high, low), '') OVER (
           PARTITION BY application_id, stage, tongue
           ORDER BY first_captured_at, published_at IS NULL, published_at, url, stage_fact_id
           ROWS BETWEEN 200 PRECEDING AND 1 PRECEDING) AS BLOB) END AS earlier
  FROM printed p)
SELECT w.application_id, ir.record_id AS issuer_id, w.stage, w.event_date, w.event_by, w.disclosed_on,
       (SELECT group_concat(sponsor, '; ') FROM (
          SELECT coalesce(p.firm, p.name) AS sponsor FROM sponsor_fact p
          WHERE p.stage_fact_id = w.stage_fact_id AND p.is_sponsor = 1
          GROUP BY coalesce(p.firm, p.name) ORDER BY min(p.sponsor_fact_id))) AS sponsors,
       w.source, w.official, w.history, w.language, w.title, w.url, w.published_at,
       w.first_captured_at AS captured_at, w.known_at, w.stage_fact_id,
       (WITH RECURSIVE
        entry (at) AS (
          SELECT 1 WHERE length(w.earlier) > 0 UNION ALL SELECT at + 38 FROM entry WHERE at + 38 < length(w.earlier)),
        print (at, high, low) AS MATERIALIZED (
          SELECT at, CAST(substr(w.earlier, at + 18, 10) AS INTEGER), CAST(substr(w.earlier, at + 28, 10) AS INTEGER)
          FROM entry),
        differing (at, high, low) AS (
          SELECT at, (high | w.high) - (high & w.high), (low | w.low) - (low & w.low) FROM print),
        by_two (at, high, low) AS MATERIALIZED (
          SELECT at, (high & 0x55555555) + (high >> 1 & 0x55555555), (low & 0x55555555) + (low >> 1 & 0x55555555)
          FROM differing),
        by_four (at, bits) AS (
          SELECT at, (high & 0x33333333) + (high >> 2 & 0x33333333) + (low & 0x33333333) + (low >> 2 & 0x33333333)
          FROM by_two)
        SELECT CAST(substr(w.earlier, at, 18) AS INTEGER) FROM by_four
        WHERE ((bits & 0x0F0F0F0F) + (bits >> 4 & 0x0F0F0F0F)) % 255 <= 8
        ORDER BY at LIMIT 1) AS copy_of
FROM lined_up w
JOIN application b ON b.application_id = w.application_id
JOIN issuer_record ir ON ir.issuer_id = b.issuer_id;

CREATE VIEW event AS
SELECT w.application_id, w.issuer_id, w.stage,
       coalesce(CASE w.stage
                  WHEN 'filed' THEN i.filed_on WHEN 'refiled' THEN i.refiled_on WHEN 'csrc_filed' THEN i.csrc_filed_on
                  WHEN 'hearing' THEN i.hearing_on WHEN 'phip' THEN i.phip_on WHEN 'launched' THEN i.launched_on
                  WHEN 'priced' THEN i.priced_on WHEN 'allotted' THEN i.allotted_on WHEN 'listed' THEN i.listed_on
                  WHEN 'lapsed' THEN i.lapsed_on WHEN 'withdrawn' THEN i.withdrawn_on
                  WHEN 'rejected' THEN i.rejected_on WHEN 'returned' THEN i.returned_on END,
                w.first_day) AS stage_on,
       w.sources, w.copies, w.official, w.witnesses, w.history, w.known_at
FROM (
  SELECT application_id, issuer_id, stage,
         count(DISTINCT CASE WHEN official = 0 AND copy_of IS NULL THEN source END) AS sources,
         count(copy_of) AS copies, max(official) AS official, count(*) AS witnesses, min(history) AS history,
         min(known_at) AS known_at, min(coalesce(event_date, event_by, disclosed_on)) AS first_day
  FROM witness GROUP BY application_id, stage) w
LEFT JOIN ipo i ON i.application_id = w.application_id;
)sql";

}  // namespace gongwatch::store
