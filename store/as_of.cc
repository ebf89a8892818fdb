#include "store/as_of.h"

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwatch::store {
namespace {

// In all texts below {T} stands for the moment as an SQL text.
std::string at_moment(std::string_view sql, const std::string& moment) {
  std::string out;
  for (std::size_t from = 0;;) {
    const auto found = sql.find("{T}", from);
    out += sql.substr(from, found - from);
    if (found == std::string_view::npos) return out;
    out += moment;
    from = found + 3;
  }
}

// Facts and what else has known_at; what was superseded later is not yet.
constexpr std::string_view kFactTables[] = {"article",     "stage_fact",       "ranking_fact",
                                            "figure_fact", "appointment_fact", "offer_close_fact",
                                            "search_entry"};
constexpr std::string_view kPlainTables[] = {"application_change", "issuer_change",
                                             "application_document", "feed_row_event"};

constexpr std::string_view kOthers = R"sql(
CREATE TEMP VIEW clock AS SELECT {T} AS at;
CREATE TEMP VIEW capture AS SELECT * FROM main.capture WHERE captured_at <= {T};
CREATE TEMP VIEW page AS
SELECT page_id, url, original_url, source_id, role, first_seen_at, etag, last_modified, c.capture_id AS latest_capture_id,
       CASE WHEN p.fetched_at <= {T} THEN p.fetched_at ELSE c.captured_at END AS fetched_at,
       CASE WHEN p.fetched_at <= {T} THEN p.due_at END AS due_at,
       CASE WHEN p.fetched_at <= {T} THEN p.failures ELSE 0 END AS failures,
       CASE WHEN p.fetched_at <= {T} THEN p.last_status ELSE coalesce(c.status, 0) END AS last_status,
       CASE WHEN p.fetched_at <= {T} THEN p.verdict ELSE '' END AS verdict,
       CASE WHEN p.fetched_at <= {T} THEN p.moved_to ELSE '' END AS moved_to
FROM (SELECT q.*, CASE WHEN (SELECT captured_at FROM main.capture l WHERE l.capture_id = q.latest_capture_id) <= {T}
                       THEN q.latest_capture_id
                       ELSE (SELECT max(k.capture_id) FROM main.capture k
                             WHERE k.page_id = q.page_id AND k.captured_at <= {T}) END AS newest_id
      FROM main.page q WHERE q.first_seen_at <= {T}) p
LEFT JOIN (SELECT capture_id, captured_at, status FROM main.capture) c ON c.capture_id = p.newest_id;
CREATE TEMP VIEW removed_block AS
SELECT b.* FROM main.removed_block b JOIN main.article a ON a.article_id = b.article_id WHERE a.known_at <= {T};
CREATE TEMP VIEW sponsor_fact AS
SELECT p.* FROM main.sponsor_fact p JOIN main.stage_fact f ON f.stage_fact_id = p.stage_fact_id WHERE f.known_at <= {T};
CREATE TEMP VIEW ipo_row AS SELECT * FROM main.ipo_row WHERE 0;
CREATE TEMP VIEW ipo_stale AS SELECT issuer_id FROM main.issuer WHERE known_at <= {T};
CREATE TEMP VIEW search_pending AS SELECT * FROM main.search_pending WHERE 0;
CREATE TEMP VIEW notice AS SELECT * FROM main.notice WHERE first_at <= {T};
CREATE TEMP VIEW host AS SELECT * FROM main.host WHERE asked_at <= {T};
CREATE TEMP VIEW robots AS SELECT * FROM main.robots WHERE asked_at <= {T};
CREATE TEMP VIEW list_entry AS SELECT * FROM main.list_entry WHERE first_seen_at <= {T};
CREATE TEMP VIEW archive_page AS
SELECT a.* FROM main.archive_page a JOIN main.page p ON p.page_id = a.page_id WHERE p.first_seen_at <= {T};
CREATE TEMP VIEW archive_progress AS SELECT * FROM main.archive_progress WHERE asked_at <= {T};
CREATE TEMP VIEW source_alarm AS
SELECT source_alarm_id, source_id, kind, began_at, CASE WHEN ended_at <= {T} THEN ended_at END AS ended_at, message, url,
       capture_id
FROM main.source_alarm WHERE began_at <= {T};
CREATE TEMP VIEW followed_issuer AS SELECT * FROM main.followed_issuer WHERE followed_at <= {T};
CREATE TEMP VIEW notify_target AS SELECT * FROM main.notify_target WHERE since <= {T};
CREATE TEMP VIEW notification AS
SELECT notification_id, target, change_id, change, queued_at, CASE WHEN sent_at <= {T} THEN sent_at END AS sent_at,
       CASE WHEN given_up_at <= {T} THEN given_up_at END AS given_up_at
FROM main.notification WHERE queued_at <= {T};
CREATE TEMP VIEW run AS
SELECT run_id, started_at, CASE WHEN finished_at <= {T} THEN finished_at END AS finished_at,
       CASE WHEN finished_at <= {T} THEN exit_code END AS exit_code, version
FROM main.run WHERE started_at <= {T};
CREATE TEMP VIEW run_source AS
SELECT x.* FROM main.run_source x JOIN main.run r ON r.run_id = x.run_id WHERE r.finished_at <= {T};
CREATE TEMP VIEW issuer_name AS
SELECT issuer_name_id, issuer_id, name, key, kind, language, source_id, capture_id, article_id, known_at,
       CASE WHEN retracted_at <= {T} THEN retracted_at END AS retracted_at
FROM main.issuer_name WHERE known_at <= {T};
CREATE TEMP VIEW feed_row AS
WITH told AS (
  SELECT e.*, CASE WHEN e.hkex_id > 0 THEN e.hkex_id ELSE -e.application_id END AS row_key
  FROM main.feed_row_event e WHERE e.known_at <= {T}),
placed AS (
  SELECT t.*, row_number() OVER (PARTITION BY page_id, row_key ORDER BY feed_row_event_id DESC) AS place,
         max(CASE WHEN what <> 'status' THEN known_at END) OVER (PARTITION BY page_id, row_key) AS since
  FROM told t)
SELECT t.page_id, t.row_key, t.application_id, t.hkex_id, w.hash, t.status, t.what <> 'vanished' AS present, t.since
FROM placed t JOIN main.feed_row w ON w.page_id = t.page_id AND w.row_key = t.row_key
WHERE t.place = 1;
)sql";

// What is filled, merged or moved leaves a row with what stood there before: the first one that was
// not known yet says what was known.
std::string as_it_was(std::string_view table, std::string_view column, bool number) {
  const std::string old = number ? "CAST(old_value AS INTEGER)" : "old_value";
  const std::string later = fmt::format(
      "FROM main.{0}_change h WHERE h.{0}_id = t.{0}_id AND h.field = '{1}' AND h.known_at > {{T}}",
      table, column);
  return fmt::format(
      "CASE WHEN EXISTS (SELECT 1 {0}) THEN (SELECT {1} {0} ORDER BY h.{2}_change_id LIMIT 1) "
      "ELSE t.{3} END AS {3}",
      later, old, table, column);
}

// Tables and not views: what follows merges looks for them by index, and a column that is worked
// out has none (with 5,000 issuers each was compared with each).
std::string record_tables() {
  const auto issuer = [](std::string_view column) { return as_it_was("issuer", column, true); };
  const auto application = [](std::string_view column, bool number) {
    return as_it_was("application", column, number);
  };
  return fmt::format(
      "CREATE TEMP TABLE issuer (issuer_id INTEGER PRIMARY KEY, source_id TEXT, capture_id "
      "INTEGER, "
      "article_id INTEGER, known_at TEXT, merged_into INTEGER);\n"
      "INSERT INTO temp.issuer SELECT issuer_id, source_id, capture_id, article_id, known_at, {} "
      "FROM main.issuer t WHERE known_at <= {{T}};\n"
      "CREATE INDEX temp.issuer_merged_as_of ON issuer (merged_into);\n"
      "CREATE TEMP TABLE application (application_id INTEGER PRIMARY KEY, issuer_id INTEGER, "
      "hkex_id "
      "INTEGER, board TEXT, stock_code TEXT, previous_application_id INTEGER, source_id TEXT, "
      "capture_id INTEGER, article_id INTEGER, known_at TEXT, merged_into INTEGER);\n"
      "INSERT INTO temp.application SELECT application_id, {}, {}, {}, {}, {}, source_id, "
      "capture_id, "
      "article_id, known_at, {} FROM main.application t WHERE known_at <= {{T}};\n"
      "CREATE INDEX temp.application_issuer_as_of ON application (issuer_id);\n"
      "CREATE INDEX temp.application_merged_as_of ON application (merged_into);\n",
      issuer("merged_into"), application("issuer_id", true), application("hkex_id", true),
      application("board", false), application("stock_code", false),
      application("previous_application_id", true), application("merged_into", true));
}

std::string columns_of(SQLite::Database& database, std::string_view table) {
  SQLite::Statement row(database, "SELECT name FROM main.pragma_table_info(?)");
  row.bind(1, std::string(table));
  std::string columns;
  while (row.executeStep()) {
    const std::string name = row.getColumn(0).getString();
    if (!columns.empty()) columns += ", ";
    columns += name == "superseded_at"
                   ? "CASE WHEN superseded_at <= {T} THEN superseded_at END AS superseded_at"
                   : name;
  }
  return columns;
}

// The views of the file, made again over the temporary tables.
std::vector<std::string> user_views(SQLite::Database& database) {
  constexpr std::string_view kCreate = "CREATE VIEW ";
  std::vector<std::string> views;
  SQLite::Statement row(
      database, "SELECT sql FROM main.sqlite_master WHERE type = 'view' AND name <> 'clock'");
  while (row.executeStep()) {
    const std::string sql = row.getColumn(0).getString();
    if (sql.rfind(kCreate, 0) != 0) continue;  // not made by us
    views.push_back("CREATE TEMP VIEW " + sql.substr(kCreate.size()));
  }
  return views;
}

}  // namespace

void show_as_of(SQLite::Database& database, Instant at) {
  const std::string moment = "'" + to_iso(at) + "'";
  std::vector<std::string> statements = user_views(database);
  for (const std::string_view table : kFactTables) {
    statements.push_back(
        fmt::format("CREATE TEMP VIEW {0} AS SELECT {1} FROM main.{0} WHERE known_at <= {{T}}",
                    table, columns_of(database, table)));
  }
  for (const std::string_view table : kPlainTables) {
    statements.push_back(fmt::format(
        "CREATE TEMP VIEW {0} AS SELECT * FROM main.{0} WHERE known_at <= {{T}}", table));
  }
  statements.push_back(record_tables());
  statements.emplace_back(kOthers);
  for (const std::string& statement : statements) database.exec(at_moment(statement, moment));
}

}  // namespace gongwatch::store
