#include "store/migrations/steps.h"

namespace gongwatch::store {

// Full text. search_id is the time of the article and a counter, so that the index itself lists
// the newest first and can stop early. search_entry repeats what a search asks of each article: in
// `article` it stands behind the whole text. The index keeps no text (content=''); what it is given
// are words that we cut (text/search_words.h). What was there before waits in search_pending.
//
// The view `ipo` over all facts takes seconds where there are 100,000 articles. ipo_row keeps its
// rows; triggers note the issuers whose rows are out of date, the writer makes them anew
// (store/ipo_rows.cc), and until then `ipo` works them out itself: it is never wrong, only slower.
// What belongs to an issuer is reached through merges of issuers and of applications, both ways. A
// first day of dealings that is still to come makes a row wrong when it comes: holds_until.
// ipo_computed is `ipo` as step 5 made it, begun from the few that are touched: CROSS JOIN keeps
// that order. (Sponsors come with their stage fact, in one transaction: they need no trigger. A
// trigger's own OR IGNORE would not hold: the statement that fires it decides.)
const char kStep10Search[] = R"sql(
CREATE TABLE search_entry (
  search_id     INTEGER PRIMARY KEY,
  article_id    INTEGER NOT NULL UNIQUE REFERENCES article (article_id),
  source_id     TEXT NOT NULL,
  known_at      TEXT NOT NULL,
  superseded_at TEXT
) STRICT;
CREATE TABLE search_pending (
  article_id INTEGER PRIMARY KEY REFERENCES article (article_id)
) STRICT;
INSERT INTO search_pending SELECT article_id FROM article;
CREATE VIRTUAL TABLE search_index USING fts5 (title, text, content='', tokenize='ascii');

DROP VIEW ipo;

CREATE TABLE ipo_row (
  application_id          INTEGER PRIMARY KEY,
  issuer_id               INTEGER NOT NULL,
  hkex_id                 INTEGER,
  previous_application_id INTEGER,
  stock_code              TEXT,
  name_en                 TEXT,
  name_zh                 TEXT,
  board                   TEXT,
  stage                   TEXT,
  stage_on                TEXT,
  filed_on                TEXT,
  refiled_on              TEXT,
  csrc_filed_on           TEXT,
  hearing_on              TEXT,
  phip_on                 TEXT,
  launched_on             TEXT,
  priced_on               TEXT,
  allotted_on             TEXT,
  listed_on               TEXT,
  lapsed_on               TEXT,
  withdrawn_on            TEXT,
  rejected_on             TEXT,
  returned_on             TEXT,
  subscription_closes_on  TEXT,
  disclosed_on            TEXT,
  sponsors                TEXT,
  lapse_day               TEXT,
  offer_price             REAL,
  vanished_on             TEXT,
  holds_until             TEXT
) STRICT;
CREATE INDEX ipo_row_holds_until ON ipo_row (holds_until) WHERE holds_until IS NOT NULL;
CREATE TABLE ipo_stale (
  issuer_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO ipo_stale SELECT issuer_id FROM issuer;
CREATE INDEX sponsor_fact_of_name ON sponsor_fact (name, firm);
CREATE INDEX appointment_fact_of_name ON appointment_fact (name, firm);
CREATE INDEX stage_fact_known ON stage_fact (known_at);
CREATE INDEX stage_fact_superseded ON stage_fact (superseded_at) WHERE superseded_at IS NOT NULL;
CREATE INDEX feed_row_of_application ON feed_row (application_id);

CREATE TRIGGER application_is_new AFTER INSERT ON application BEGIN
  INSERT INTO ipo_stale SELECT NEW.issuer_id WHERE NEW.issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER application_is_other AFTER UPDATE ON application BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM issuer
    WHERE issuer_id IN (OLD.issuer_id, NEW.issuer_id) AND issuer_id NOT IN ipo_stale;
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (OLD.merged_into, NEW.merged_into) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER issuer_is_other AFTER UPDATE ON issuer BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM issuer
    WHERE issuer_id IN (NEW.issuer_id, OLD.merged_into, NEW.merged_into) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER name_is_new AFTER INSERT ON issuer_name BEGIN
  INSERT INTO ipo_stale SELECT NEW.issuer_id WHERE NEW.issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER name_is_other AFTER UPDATE ON issuer_name BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM issuer
    WHERE issuer_id IN (OLD.issuer_id, NEW.issuer_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER stage_fact_is_new AFTER INSERT ON stage_fact BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER stage_fact_is_other AFTER UPDATE ON stage_fact BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (OLD.application_id, NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER appointment_fact_is_new AFTER INSERT ON appointment_fact BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER appointment_fact_is_other AFTER UPDATE ON appointment_fact BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (OLD.application_id, NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER offer_close_fact_is_new AFTER INSERT ON offer_close_fact BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER offer_close_fact_is_other AFTER UPDATE ON offer_close_fact BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (OLD.application_id, NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER figure_fact_is_new AFTER INSERT ON figure_fact WHEN NEW.metric = 'offer_price' BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER figure_fact_is_other AFTER UPDATE ON figure_fact WHEN NEW.metric = 'offer_price' BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (OLD.application_id, NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER feed_row_is_new AFTER INSERT ON feed_row BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER feed_row_is_other AFTER UPDATE ON feed_row BEGIN
  INSERT INTO ipo_stale SELECT DISTINCT issuer_id FROM application
    WHERE application_id IN (OLD.application_id, NEW.application_id) AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER name_is_gone AFTER DELETE ON issuer_name BEGIN
  INSERT INTO ipo_stale SELECT OLD.issuer_id WHERE OLD.issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER stage_fact_is_gone AFTER DELETE ON stage_fact BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM application
    WHERE application_id = OLD.application_id AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER appointment_fact_is_gone AFTER DELETE ON appointment_fact BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM application
    WHERE application_id = OLD.application_id AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER offer_close_fact_is_gone AFTER DELETE ON offer_close_fact BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM application
    WHERE application_id = OLD.application_id AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER figure_fact_is_gone AFTER DELETE ON figure_fact BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM application
    WHERE application_id = OLD.application_id AND issuer_id NOT IN ipo_stale;
END;
CREATE TRIGGER feed_row_is_gone AFTER DELETE ON feed_row BEGIN
  INSERT INTO ipo_stale SELECT issuer_id FROM application
    WHERE application_id = OLD.application_id AND issuer_id NOT IN ipo_stale;
END;

CREATE VIEW ipo_touched AS
WITH
outdated (issuer_id) AS (
  SELECT issuer_id FROM ipo_stale
  UNION SELECT issuer_id FROM ipo_row WHERE holds_until IS NOT NULL AND holds_until <= (SELECT date(at, '+8 hours') FROM clock)
  UNION
  SELECT i.merged_into FROM outdated g CROSS JOIN issuer i ON i.issuer_id = g.issuer_id WHERE i.merged_into IS NOT NULL
  UNION
  SELECT i.issuer_id FROM outdated g CROSS JOIN issuer i ON i.merged_into = g.issuer_id WHERE i.merged_into IS NOT NULL),
touched (application_id) AS (
  SELECT a.application_id FROM outdated o CROSS JOIN application a ON a.issuer_id = o.issuer_id
  UNION
  SELECT a.merged_into FROM touched t CROSS JOIN application a ON a.application_id = t.application_id
  WHERE a.merged_into IS NOT NULL
  UNION
  SELECT a.application_id FROM touched t CROSS JOIN application a ON a.merged_into = t.application_id
  WHERE a.merged_into IS NOT NULL)
SELECT application_id FROM touched;

CREATE VIEW ipo_computed AS
WITH
touched AS MATERIALIZED (
  SELECT t.application_id, r.record_id FROM ipo_touched t JOIN application_record r ON r.application_id = t.application_id),
group_of (issuer_id) AS (
  SELECT a.issuer_id FROM touched t CROSS JOIN application a ON a.application_id = t.record_id
  UNION
  SELECT i.merged_into FROM group_of g CROSS JOIN issuer i ON i.issuer_id = g.issuer_id WHERE i.merged_into IS NOT NULL
  UNION
  SELECT i.issuer_id FROM group_of g CROSS JOIN issuer i ON i.merged_into = g.issuer_id WHERE i.merged_into IS NOT NULL),
dated AS MATERIALIZED (
  SELECT f.stage_fact_id, t.record_id AS application_id, f.stage, s.position, f.event_date, f.event_by, f.disclosed_on,
         coalesce(f.event_date, f.event_by, f.disclosed_on) AS stage_on,
         coalesce(f.event_date, f.event_by, f.disclosed_on, (SELECT a.date FROM article a WHERE a.article_id = f.article_id),
                  CASE WHEN s.closing THEN date(f.known_at, '+8 hours') ELSE '0000-00-00' END) AS day,
         f.official
  FROM touched t
  CROSS JOIN stage_fact f ON f.application_id = t.application_id
  JOIN stage s ON s.stage = f.stage
  WHERE f.superseded_at IS NULL AND f.history = 0
    AND NOT (f.stage = 'listed' AND coalesce(f.event_date, '') > (SELECT date(at, '+8 hours') FROM clock))),
posted AS MATERIALIZED (
  SELECT application_id, stage, day FROM dated
  WHERE stage IN ('phip', 'filed', 'refiled') AND official = 1 AND day > '0000-00-00'),
told AS MATERIALIZED (
  SELECT d.stage_fact_id, d.application_id, d.stage, d.position, d.event_date, d.event_by, d.disclosed_on, d.stage_on,
         CASE WHEN d.stage = 'hearing' AND d.official = 0 THEN
           min(d.day, coalesce((SELECT min(p.day) FROM posted p
                                WHERE p.application_id = d.application_id AND p.stage = 'phip'
                                  AND abs(julianday(p.day) - julianday(d.day)) <= 3), d.day))
         WHEN d.stage IN ('filed', 'refiled') AND d.official = 0 THEN
           min(d.day, coalesce((SELECT max(p.day) FROM posted p
                                WHERE p.application_id = d.application_id AND p.stage <> 'phip'
                                  AND abs(julianday(p.day) - julianday(d.day)) <= 7), d.day))
         ELSE d.day END AS order_day,
         d.official
  FROM dated d),
appointed AS (
  SELECT t.record_id AS application_id, coalesce(p.firm, p.name) AS sponsor,
         min(p.appointment_fact_id) AS first_sponsor_fact_id
  FROM touched t CROSS JOIN appointment_fact p ON p.application_id = t.application_id
  WHERE p.is_sponsor = 1 AND p.superseded_at IS NULL
  GROUP BY t.record_id, coalesce(p.firm, p.name)),
named AS (
  SELECT l.application_id, l.stage, l.official, coalesce(p.firm, p.name) AS sponsor, p.sponsor_fact_id,
         first_value(l.stage) OVER newest AS newest_stage, first_value(l.official) OVER newest AS leading
  FROM told l
  CROSS JOIN sponsor_fact p ON p.stage_fact_id = l.stage_fact_id
  WHERE p.is_sponsor = 1
  WINDOW newest AS (PARTITION BY l.application_id
                    ORDER BY l.official DESC, l.order_day DESC, l.position DESC, l.stage_fact_id)),
chosen AS (
  SELECT application_id, sponsor, first_sponsor_fact_id FROM appointed
  UNION ALL
  SELECT application_id, sponsor, min(sponsor_fact_id)
  FROM named
  WHERE stage = newest_stage AND official = leading AND application_id NOT IN (SELECT application_id FROM appointed)
  GROUP BY application_id, sponsor),
coming AS (
  SELECT t.record_id AS application_id, min(f.event_date) AS holds_until
  FROM touched t CROSS JOIN stage_fact f ON f.application_id = t.application_id
  WHERE f.stage = 'listed' AND f.superseded_at IS NULL AND f.history = 0
    AND f.event_date > (SELECT date(at, '+8 hours') FROM clock)
  GROUP BY t.record_id),
bound AS (
  SELECT application_id, min(event_by) AS event_by FROM told
  WHERE stage = 'hearing' AND official = 1 AND event_date IS NULL AND event_by IS NOT NULL GROUP BY application_id),
weighed AS (
  SELECT l.application_id, l.stage, l.stage_on, l.event_date, l.stage_fact_id,
         CASE WHEN l.official = 1 AND (l.event_date IS NOT NULL OR l.event_by IS NULL) THEN 1
              WHEN l.event_date IS NOT NULL AND (l.stage <> 'hearing' OR b.event_by IS NULL OR l.event_date <= b.event_by)
              THEN 2 ELSE 3 END AS weight
  FROM told l LEFT JOIN bound b ON b.application_id = l.application_id
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
  FROM told),
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
  FROM told WHERE disclosed_on IS NOT NULL),
filing AS (
  SELECT application_id, coalesce(max(CASE WHEN official THEN stage_on END), max(stage_on)) AS newest_filing_on
  FROM told WHERE stage IN ('filed', 'refiled') GROUP BY application_id),
sponsored AS (
  SELECT application_id, group_concat(sponsor, '; ') AS sponsors
  FROM (SELECT application_id, sponsor FROM chosen ORDER BY application_id, first_sponsor_fact_id)
  GROUP BY application_id),
closes AS (
  SELECT application_id, subscription_closes_on, row_number() OVER (PARTITION BY application_id ORDER BY known_at DESC, id DESC) AS place
  FROM (SELECT r.record_id AS application_id, f.subscription_closes_on, f.known_at, f.offer_close_fact_id AS id
        FROM touched r CROSS JOIN offer_close_fact f ON f.application_id = r.application_id
        WHERE f.superseded_at IS NULL)),
prices AS (
  SELECT application_id, value,
         row_number() OVER (PARTITION BY application_id ORDER BY official DESC, known_at DESC, id DESC) AS place
  FROM (SELECT r.record_id AS application_id, g.value, g.official, g.known_at, g.figure_fact_id AS id
        FROM touched r CROSS JOIN figure_fact g ON g.application_id = r.application_id
        WHERE g.metric = 'offer_price' AND g.superseded_at IS NULL)),
vanished AS (
  SELECT r.record_id AS application_id, date(max(w.since), '+8 hours') AS vanished_on
  FROM touched r CROSS JOIN feed_row w ON w.application_id = r.application_id
  WHERE w.hkex_id <> 0
  GROUP BY r.record_id HAVING max(w.present) = 0),
names AS (
  SELECT issuer_id, max(CASE WHEN NOT chinese THEN name END) AS name_en, max(CASE WHEN chinese THEN name END) AS name_zh
  FROM (SELECT r.record_id AS issuer_id, n.name, n.language LIKE 'zh%' AS chinese,
               row_number() OVER (PARTITION BY r.record_id, n.language LIKE 'zh%'
                 ORDER BY CASE n.kind WHEN 'official' THEN 1 WHEN 'legal' THEN 2 WHEN 'short' THEN 3 ELSE 4 END,
                          CASE n.kind WHEN 'official' THEN -n.issuer_name_id ELSE n.issuer_name_id END) AS place
        FROM group_of q CROSS JOIN issuer_name n ON n.issuer_id = q.issuer_id
        JOIN issuer_record r ON r.issuer_id = n.issuer_id
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
  CASE WHEN c.closing = 1 THEN NULL ELSE
    min(date(f.newest_filing_on, '+6 months'),
        date(f.newest_filing_on, 'start of month', '+7 months', '-1 day')) END AS lapse_day,
  g.value AS offer_price, v.vanished_on, u.holds_until
FROM (SELECT DISTINCT record_id FROM touched) k
CROSS JOIN application a ON a.application_id = k.record_id
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
LEFT JOIN coming u ON u.application_id = a.application_id
WHERE a.merged_into IS NULL AND (a.hkex_id IS NOT NULL OR c.stage IS NOT NULL);

CREATE VIEW ipo AS
SELECT application_id, issuer_id, hkex_id, previous_application_id, stock_code, name_en, name_zh, board, stage, stage_on,
  filed_on, refiled_on, csrc_filed_on, hearing_on, phip_on, launched_on, priced_on, allotted_on, listed_on, lapsed_on,
  withdrawn_on, rejected_on, returned_on, subscription_closes_on, disclosed_on, sponsors,
  CAST(julianday(date((SELECT at FROM clock), '+8 hours')) - julianday(stage_on) AS INTEGER) AS days_in_stage,
  lapse_day, offer_price, vanished_on
FROM ipo_row WHERE application_id NOT IN (SELECT application_id FROM ipo_touched)
UNION ALL
SELECT application_id, issuer_id, hkex_id, previous_application_id, stock_code, name_en, name_zh, board, stage, stage_on,
  filed_on, refiled_on, csrc_filed_on, hearing_on, phip_on, launched_on, priced_on, allotted_on, listed_on, lapsed_on,
  withdrawn_on, rejected_on, returned_on, subscription_closes_on, disclosed_on, sponsors,
  CAST(julianday(date((SELECT at FROM clock), '+8 hours')) - julianday(stage_on) AS INTEGER) AS days_in_stage,
  lapse_day, offer_price, vanished_on
FROM ipo_computed;
)sql";

}  // namespace gongwatch::store
