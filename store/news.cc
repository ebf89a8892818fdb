// What is worth telling: changes as a person counts them, and the days of the calendar.
#include "model/news.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "store/blob.h"
#include "store/impl.h"
#include "text/split.h"

namespace gongwatch::store {
namespace {

// A stage is news when the first source tells it, and again only after all that told it had been
// taken back. All of it is worked out for the records with a fact that began or ended since ?1,
// which alone can have news. `told` lines up the facts of a stage; a fact that begins when those
// before it have ended begins an episode (`turn`), and that fact's row is the news' own: rows are
// never deleted, so an episode keeps its beginning. A sponsor, a day or a code is news once.
const std::string kNews = R"sql(
WITH
fresh AS (
  SELECT application_id FROM stage_fact WHERE known_at >= ?1
  UNION SELECT application_id FROM stage_fact WHERE superseded_at >= ?1
  UNION SELECT application_id FROM appointment_fact WHERE known_at >= ?1
  UNION SELECT application_id FROM offer_close_fact WHERE known_at >= ?1
  UNION SELECT application_id FROM application_change WHERE known_at >= ?1),
members AS MATERIALIZED (
  SELECT application_id, record_id FROM application_record WHERE record_id IN (
    SELECT r.record_id FROM fresh f CROSS JOIN application_record r ON r.application_id = f.application_id)),
told AS (
  SELECT f.stage_fact_id, r.record_id, f.stage, f.known_at, f.superseded_at,
         f.known_at > coalesce(max(coalesce(f.superseded_at, '9999')) OVER (
           PARTITION BY r.record_id, f.stage ORDER BY f.known_at, f.stage_fact_id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '') AS begins
  FROM members r CROSS JOIN stage_fact f ON f.application_id = r.application_id
  WHERE f.history = 0),
turns AS (
  SELECT t.*, sum(begins) OVER (PARTITION BY record_id, stage ORDER BY known_at, stage_fact_id
                                ROWS UNBOUNDED PRECEDING) AS turn
  FROM told t),
episodes AS (
  SELECT record_id, stage, turn, min(stage_fact_id) AS lowest, min(CASE WHEN begins THEN stage_fact_id END) AS first_id,
         CASE WHEN count(superseded_at) = count(*) THEN max(superseded_at) END AS ended_at
  FROM turns GROUP BY record_id, stage, turn),
sponsors AS (
  SELECT 'appointment_fact' AS kind, p.appointment_fact_id AS id, r.record_id, coalesce(p.firm, p.name) AS sponsor,
         p.known_at, p.superseded_at, p.source_id, p.capture_id, 1 AS official,
         CASE WHEN p.evidence_in = 'feed' THEN '' ELSE p.quote END AS quote, NULL AS dated
  FROM members r CROSS JOIN appointment_fact p ON p.application_id = r.application_id WHERE p.is_sponsor = 1
  UNION ALL
  SELECT 'sponsor_fact', p.sponsor_fact_id, r.record_id, coalesce(p.firm, p.name), f.known_at, f.superseded_at,
         f.source_id, f.capture_id, f.official, CASE WHEN f.evidence_in = 'feed' THEN '' ELSE f.quote END,
         coalesce(f.event_date, f.event_by, f.disclosed_on, a.date)
  FROM members r CROSS JOIN stage_fact f ON f.application_id = r.application_id
  CROSS JOIN sponsor_fact p ON p.stage_fact_id = f.stage_fact_id
  LEFT JOIN article a ON a.article_id = f.article_id WHERE p.is_sponsor = 1 AND f.history = 0),
first_sponsors AS (
  SELECT s.*, row_number() OVER line AS place, count(*) OVER whole - count(superseded_at) OVER whole AS live
  FROM sponsors s
  WINDOW line AS (PARTITION BY record_id, sponsor ORDER BY known_at, kind, id),
         whole AS (PARTITION BY record_id, sponsor)),
closes AS (
  SELECT f.offer_close_fact_id AS id, r.record_id, f.subscription_closes_on, f.known_at, f.source_id, f.capture_id,
         f.quote, f.evidence_in,
         row_number() OVER (PARTITION BY r.record_id, f.subscription_closes_on
                            ORDER BY f.known_at, f.offer_close_fact_id) AS place
  FROM members r CROSS JOIN offer_close_fact f ON f.application_id = r.application_id),
codes AS (
  SELECT h.application_change_id AS id, r.record_id, h.value, h.known_at, h.source_id, h.capture_id,
         row_number() OVER (PARTITION BY r.record_id, h.value ORDER BY h.known_at, h.application_change_id) AS place
  FROM members r CROSS JOIN application_change h ON h.application_id = r.application_id
  WHERE h.field = 'stock_code' AND h.value <> ''),
news AS (
  SELECT 'stage_fact ' || f.stage_fact_id AS fact, e.record_id, 'stage' AS what, f.stage AS value,
         coalesce(f.event_date, f.event_by, f.disclosed_on) AS day, f.known_at AS changed_at, f.source_id, f.capture_id,
         f.official, CASE WHEN f.evidence_in = 'feed' THEN '' ELSE f.quote END AS quote,
         f.event_date IS NULL AND f.event_by IS NOT NULL AS bound,
         coalesce(f.event_date, f.event_by, f.disclosed_on, a.date) AS dated
  FROM episodes e JOIN stage_fact f ON f.stage_fact_id = coalesce(e.first_id, e.lowest)
  LEFT JOIN article a ON a.article_id = f.article_id
  UNION ALL
  SELECT 'stage_fact ' || f.stage_fact_id || ' retracted', e.record_id, 'stage retracted', f.stage,
         coalesce(f.event_date, f.event_by, f.disclosed_on), e.ended_at, f.source_id, f.capture_id, f.official, '', 0,
         coalesce(f.event_date, f.event_by, f.disclosed_on)
  FROM episodes e JOIN stage_fact f ON f.stage_fact_id = coalesce(e.first_id, e.lowest)
  WHERE e.ended_at IS NOT NULL
  UNION ALL
  SELECT kind || ' ' || id, record_id, 'sponsor', sponsor, NULL, known_at, source_id, capture_id, official, quote, 0, dated
  FROM first_sponsors WHERE place = 1 AND live > 0
  UNION ALL
  SELECT 'offer_close_fact ' || id, record_id, 'subscription closes', subscription_closes_on, NULL, known_at,
         source_id, capture_id, 1, CASE WHEN evidence_in = 'feed' THEN '' ELSE quote END, 0, subscription_closes_on
  FROM closes WHERE place = 1
  UNION ALL
  SELECT 'application_change ' || id, record_id, 'stock code', value, NULL, known_at, source_id, capture_id, 1, '', 0, NULL
  FROM codes WHERE place = 1)
SELECT n.fact, n.record_id, n.what, n.value, n.day, n.changed_at, n.source_id, c.url, n.official, n.quote, n.bound,
       n.dated
FROM news n JOIN capture c ON c.capture_id = n.capture_id
WHERE n.changed_at >= ?1 AND (?2 IS NULL OR n.changed_at > ?2)
  AND n.record_id IN (SELECT application_id FROM ipo) -- of which anything live is left
)sql";
const std::string kNewestFirst =
    kNews + "ORDER BY n.changed_at DESC, n.day DESC, n.record_id, n.fact";
const std::string kOldestFirst =
    kNews + "ORDER BY n.changed_at, n.day, n.record_id DESC, n.fact DESC";

// The first day of dealings may lie ahead: `ipo` shows it once it has come, a calendar before.
const std::string kCalendar = R"sql(
WITH
listings AS (
  SELECT r.record_id, f.event_date AS day, f.known_at, f.source_id, f.capture_id,
         row_number() OVER (PARTITION BY r.record_id ORDER BY f.official DESC, f.known_at DESC, f.stage_fact_id DESC)
           AS place
  FROM stage_fact f JOIN application_record r ON r.application_id = f.application_id
  WHERE f.stage = 'listed' AND f.superseded_at IS NULL AND f.history = 0 AND f.event_date IS NOT NULL),
closes AS (
  SELECT r.record_id, f.subscription_closes_on AS day, f.known_at, f.source_id, f.capture_id,
         row_number() OVER (PARTITION BY r.record_id ORDER BY f.known_at DESC, f.offer_close_fact_id DESC) AS place
  FROM offer_close_fact f JOIN application_record r ON r.application_id = f.application_id
  WHERE f.superseded_at IS NULL),
filings AS (
  SELECT r.record_id, f.known_at, f.source_id, f.capture_id,
         row_number() OVER (PARTITION BY r.record_id ORDER BY f.official DESC,
                            coalesce(f.event_date, f.event_by, f.disclosed_on) DESC, f.stage_fact_id DESC) AS place
  FROM stage_fact f JOIN application_record r ON r.application_id = f.application_id
  WHERE f.stage IN ('filed', 'refiled') AND f.superseded_at IS NULL AND f.history = 0
    AND coalesce(f.event_date, f.event_by, f.disclosed_on) IS NOT NULL),
days AS (
  SELECT 'listing' AS kind, record_id, day, known_at, source_id, capture_id FROM listings WHERE place = 1
  UNION ALL
  SELECT 'subscription closes', record_id, day, known_at, source_id, capture_id FROM closes WHERE place = 1
  UNION ALL
  SELECT 'lapses', i.application_id, i.lapse_day, f.known_at, f.source_id, f.capture_id
  FROM ipo i JOIN filings f ON f.record_id = i.application_id AND f.place = 1 WHERE i.lapse_day IS NOT NULL)
SELECT d.kind, d.record_id, d.day, d.known_at, d.source_id, c.url
FROM days d JOIN capture c ON c.capture_id = d.capture_id
WHERE d.day >= ?1 ORDER BY d.day, d.kind, d.record_id LIMIT ?2
)sql";

using IssuersById = std::unordered_map<ApplicationId, NewsIssuer>;

// `ids`: a JSON array.
IssuersById read_issuers(Connection& connection, const std::string& ids) {
  auto row = connection.query(
      "SELECT application_id, issuer_id, hkex_id, stock_code, name_en, name_zh, board, stage, "
      "stage_on, sponsors FROM ipo WHERE application_id IN (SELECT value FROM json_each(?))");
  row.bind(ids);
  IssuersById issuers;
  while (row.next()) {
    NewsIssuer issuer;
    issuer.application_id = row.integer(0);
    issuer.issuer_id = row.integer(1);
    issuer.hkex_id = row.maybe_integer(2);
    issuer.stock_code = row.maybe_text(3);
    issuer.name_en = row.maybe_text(4);
    issuer.name_zh = row.maybe_text(5);
    issuer.board = row.maybe_text(6);
    issuer.stage = row.maybe_text(7);
    issuer.stage_on = row.maybe_text(8);
    issuer.sponsors = text::split(row.text(9), "; ");
    issuers.emplace(issuer.application_id, std::move(issuer));
  }
  return issuers;
}

// What `ipo` no longer shows (nothing live is left of it) is not told.
template <class Row>
void add_issuers(Connection& connection, std::vector<Row>& rows) {
  if (rows.empty()) return;
  std::set<ApplicationId> ids;
  for (const Row& row : rows) ids.insert(row.issuer.application_id);
  const IssuersById issuers = read_issuers(connection, fmt::format("[{}]", fmt::join(ids, ",")));
  std::vector<Row> shown;
  for (Row& row : rows) {
    const auto found = issuers.find(row.issuer.application_id);
    if (found == issuers.end()) continue;
    row.issuer = found->second;
    shown.push_back(std::move(row));
  }
  rows = std::move(shown);
}

Result<NewsRow> news_of(const Query& row) {
  NewsRow news;
  news.issuer.application_id = row.integer(1);
  news.what = row.text(2);
  news.value = row.text(3);
  news.day = row.maybe_text(4);
  news.changed_at = row.text(5);
  news.source_id = row.text(6);
  news.url = row.text(7);
  news.official = row.truth(8);
  news.quote = row.text(9);
  news.on_or_before = row.truth(10);
  news.dated = row.maybe_text(11);
  const auto digest =
      sha256_hex(row.text(0) + "\n" + news.changed_at + "\n" + news.source_id + "\n" + news.url);
  if (!digest) return tl::unexpected(digest.error());
  news.id = digest->substr(0, 32);
  return news;
}

}  // namespace

Result<std::vector<NewsRow>> Store::news(const NewsFilter& filter) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<NewsRow>> {
    const auto limit = static_cast<std::size_t>(std::max(filter.limit, 0));
    std::vector<NewsRow> rows;
    {
      auto row = connection.query(filter.oldest_first ? kOldestFirst : kNewestFirst);
      row.bind(std::max(filter.since, filter.after.value_or(filter.since)), filter.after);
      while (row.next()) {
        const bool one_moment =
            filter.oldest_first && !rows.empty() && rows.back().changed_at == row.text(5);
        if (rows.size() >= limit && !one_moment) break;
        auto news = news_of(row);
        if (!news) return tl::unexpected(news.error());
        rows.push_back(std::move(*news));
      }
    }
    add_issuers(connection, rows);
    return rows;
  });
}

Result<std::vector<CalendarRow>> Store::calendar(std::optional<CivilDate> since, int limit) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<CalendarRow>> {
    std::vector<CalendarRow> rows;
    {
      auto row = connection.query(kCalendar);
      row.bind(since ? to_iso(*since) : std::string(), std::max(limit, 0));
      while (row.next()) {
        CalendarRow& day = rows.emplace_back();
        day.kind = row.text(0);
        day.issuer.application_id = row.integer(1);
        day.day = row.text(2);
        day.known_at = row.text(3);
        day.source_id = row.text(4);
        day.url = row.text(5);
      }
    }
    add_issuers(connection, rows);
    return rows;
  });
}

}  // namespace gongwatch::store
