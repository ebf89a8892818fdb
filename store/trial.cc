#include "store/trial.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

#include "store/connection.h"
#include "store/store.h"
#include "store/summary.h"

namespace gongwatch::store {
namespace {

// kind, rule, identity, what of each; the same columns behind them.
constexpr const char* kSql = R"sql(
WITH changed (kind, id, rule, identity, what, capture_id, article_id, evidence_in, evidence_begin, evidence_end, quote,
              known_at, superseded_at) AS (
  SELECT 'stage', f.stage_fact_id, f.rule, f.issuer_name || ' ' || f.stage,
         trim(f.issuer_name || ': ' || f.stage || CASE WHEN f.history THEN ' (looking back)' ELSE '' END ||
              coalesce(' on ' || f.event_date, '') || coalesce(' by ' || f.event_by, '') ||
              coalesce(', disclosed ' || f.disclosed_on, '') || coalesce(', ' || f.board, '') ||
              coalesce('; ' || (SELECT group_concat(coalesce(p.firm, p.name) || ' (' || p.role || ')', ', ')
                                FROM sponsor_fact p WHERE p.stage_fact_id = f.stage_fact_id), '')),
         f.capture_id, f.article_id, f.evidence_in, f.evidence_begin, f.evidence_end, f.quote, f.known_at, f.superseded_at
  FROM stage_fact f WHERE f.known_at = ?1 OR f.superseded_at = ?1
  UNION ALL
  SELECT 'ranking', ranking_fact_id, rule, issuer_name || ' ' || subject,
         issuer_name || ': ' || rank_kind || ' ' || printf('%.15g', rank) || ' ' || subject || coalesce(', ' || region, '') ||
         coalesce(', by ' || metric, '') || coalesce(', ' || period, '') || coalesce(', ' || share_percent || '%', '') ||
         coalesce(', says ' || authority, ''),
         capture_id, article_id, evidence_in, evidence_begin, evidence_end, quote, known_at, superseded_at
  FROM ranking_fact WHERE known_at = ?1 OR superseded_at = ?1
  UNION ALL
  SELECT 'figure', figure_fact_id, rule, issuer_name || ' ' || metric || ' ' || coalesce(period, '') || ' ' || coalesce(subject, ''),
         issuer_name || ': ' || metric || coalesce(' of ' || subject, '') || coalesce(', ' || period, '') || ' = ' || printf('%.15g', value) ||
         coalesce(' ' || currency, '') || coalesce(' ' || unit, '') || coalesce(', ' || qualifier, ''),
         capture_id, article_id, evidence_in, evidence_begin, evidence_end, quote, known_at, superseded_at
  FROM figure_fact WHERE known_at = ?1 OR superseded_at = ?1
  UNION ALL
  SELECT 'appointment', appointment_fact_id, rule, name, name || ': ' || role || coalesce(' (' || firm || ')', ''),
         capture_id, article_id, evidence_in, evidence_begin, evidence_end, quote, known_at, superseded_at
  FROM appointment_fact WHERE known_at = ?1 OR superseded_at = ?1
  UNION ALL
  SELECT 'close', offer_close_fact_id, rule, 'close', 'subscription closes ' || subscription_closes_on,
         capture_id, article_id, evidence_in, evidence_begin, evidence_end, quote, known_at, superseded_at
  FROM offer_close_fact WHERE known_at = ?1 OR superseded_at = ?1)
SELECT x.kind, x.rule, x.identity, x.what, c.url, CASE WHEN x.evidence_in = 'feed' THEN '' ELSE x.quote END,
       x.evidence_in, x.evidence_begin, x.evidence_end, a.text, x.known_at = ?1
FROM changed x JOIN capture c ON c.capture_id = x.capture_id LEFT JOIN article a ON a.article_id = x.article_id
WHERE x.known_at < ?1 OR x.superseded_at IS NULL
ORDER BY x.kind, c.url, x.id)sql";

}  // namespace

Status copy_store(const std::string& from, const std::string& to) {
  auto opened = Connection::open(from, {.read_only = true});
  if (!opened) return tl::unexpected(opened.error());
  return (*opened)->guarded([&]() -> Status {
    // The checked connection may only ask (query_only), which VACUUM INTO takes for writing.
    SQLite::Database database(from, SQLite::OPEN_READONLY, 5000);
    SQLite::Statement copy(database, "VACUUM INTO ?");
    copy.bind(1, to);
    copy.exec();
    return {};
  });
}

Result<std::vector<FactChange>> fact_changes(const std::string& path, Instant at) {
  auto opened = Connection::open(path, {.read_only = true});
  if (!opened) return tl::unexpected(opened.error());
  return (*opened)->guarded([&]() -> Result<std::vector<FactChange>> {
    auto row = (*opened)->query(std::string(kSql));
    row.bind(at);
    std::vector<FactChange> changes;
    while (row.next()) {
      FactChange& change = changes.emplace_back();
      change.kind = row.text(0);
      change.rule = row.text(1);
      change.identity = row.text(2);
      change.what = row.text(3);
      change.url = row.text(4);
      change.quote = row.text(5);
      if (row.view(6) == "text") {
        Paragraph around = paragraph_around(row.view(9), row.size(7), row.size(8));
        change.paragraph = std::move(around.text);
        change.quote_at = around.quote_at;
      }
      change.gained = row.truth(10);
    }
    return changes;
  });
}

}  // namespace gongwatch::store
