#include "store/migrations/steps.h"

namespace gongwatch::store {

// Who sponsors is told by stories and papers, again and again: it is a change when the first of
// them tells it, and when the last has taken it back.
const char kStep14Sponsors[] = R"sql(
DROP VIEW change;

CREATE VIEW change AS
WITH
sponsor_told AS (
  SELECT r.record_id, coalesce(p.firm, p.name) AS sponsor, p.known_at, p.superseded_at, p.source_id, p.capture_id
  FROM appointment_fact p JOIN application_record r ON r.application_id = p.application_id
  WHERE p.is_sponsor = 1
  UNION ALL
  SELECT r.record_id, coalesce(p.firm, p.name), f.known_at, f.superseded_at, f.source_id, f.capture_id
  FROM sponsor_fact p
  JOIN stage_fact f ON f.stage_fact_id = p.stage_fact_id
  JOIN application_record r ON r.application_id = f.application_id
  WHERE p.is_sponsor = 1 AND f.history = 0)
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
  SELECT min(known_at), NULL, record_id, 'sponsor', sponsor, source_id, capture_id
  FROM sponsor_told GROUP BY record_id, sponsor
  UNION ALL
  SELECT max(superseded_at), NULL, record_id, 'sponsor gone', sponsor, source_id, capture_id
  FROM sponsor_told GROUP BY record_id, sponsor HAVING count(*) = count(superseded_at)
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
)sql";

}  // namespace gongwatch::store
