// Rows of official feeds: where each stands, and what became of it.
#include "model/names.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

// Rows without an HKEX id are told apart by our application: the one that the row was first read
// for, whatever it was merged into since.
std::int64_t key_of(Connection& connection, std::int64_t page_id, const FeedRow& row) {
  if (row.hkex_id > 0) return row.hkex_id;
  static const std::string sql =
      "SELECT row_key FROM feed_row WHERE page_id = ? AND row_key IN ("
      "SELECT -application_id FROM application WHERE application_id " +
      kInRecord + ") ORDER BY row_key DESC LIMIT 1";
  auto known = connection.query(sql);
  if (known.bind(page_id, row.application_id).next()) return known.integer(0);
  return -row.application_id;
}

void note_event(Connection& connection, std::int64_t page_id, std::int64_t key,
                const FeedRowChange& change, const Provenance& from) {
  connection
      .query(
          "INSERT INTO feed_row_event (page_id, application_id, hkex_id, what, status, source_id, "
          "capture_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(page_id, key < 0 ? -key : change.row.application_id, change.row.hkex_id,
            name_of(change.what), change.row.status, from.source_id, from.capture_id, from.known_at)
      .run();
}

// A change of status is none of presence: `since` stays.
void keep_row(Connection& connection, std::int64_t page_id, std::int64_t key, const FeedRow& row,
              const Provenance& from) {
  connection
      .query(
          "INSERT INTO feed_row (page_id, row_key, application_id, hkex_id, hash, status, present, "
          "since) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (page_id, row_key) DO UPDATE "
          "SET application_id = excluded.application_id, hash = excluded.hash, "
          "status = excluded.status, present = excluded.present, "
          "since = CASE WHEN present = excluded.present THEN since ELSE excluded.since END")
      .bind(page_id, key, key < 0 ? -key : row.application_id, row.hkex_id,
            static_cast<std::int64_t>(row.hash), row.status, row.present, from.known_at)
      .run();
}

}  // namespace

Result<std::vector<FeedRow>> Store::feed_rows(std::int64_t page_id) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<FeedRow>> {
    auto row = connection.query(
        "SELECT r.record_id, w.hkex_id, w.hash, w.status, w.present "
        "FROM feed_row w JOIN application_record r ON r.application_id = w.application_id "
        "WHERE w.page_id = ? ORDER BY w.row_key");
    row.bind(page_id);
    std::vector<FeedRow> rows;
    while (row.next()) {
      rows.push_back({row.integer(0), row.integer(1), static_cast<std::uint64_t>(row.integer(2)),
                      row.text(3), row.truth(4)});
    }
    return rows;
  });
}

Status Store::put_feed_rows(std::int64_t page_id, const std::vector<FeedRowChange>& changes,
                            const std::vector<FeedRow>& rehashed, const Provenance& provenance) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    for (const FeedRowChange& change : changes) {
      const std::int64_t key = key_of(connection, page_id, change.row);
      note_event(connection, page_id, key, change, provenance);
      keep_row(connection, page_id, key, change.row, provenance);
    }
    for (const FeedRow& row : rehashed) {
      connection.query("UPDATE feed_row SET hash = ? WHERE page_id = ? AND row_key = ?")
          .bind(static_cast<std::int64_t>(row.hash), page_id, key_of(connection, page_id, row))
          .run();
    }
    return {};
  });
}

Result<bool> Store::is_present(std::int64_t hkex_id, std::string_view list) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<bool> {
    if (hkex_id <= 0) return false;
    // There are few feeds and many rows: from feed to feed, never over all rows.
    auto row = connection.query(
        "WITH RECURSIVE feed (page_id) AS ("
        "SELECT min(page_id) FROM feed_row UNION "
        "SELECT (SELECT min(w.page_id) FROM feed_row w WHERE w.page_id > feed.page_id) FROM feed "
        "WHERE feed.page_id IS NOT NULL) "
        "SELECT p.url FROM feed JOIN page p ON p.page_id = feed.page_id "
        "JOIN feed_row w ON w.page_id = feed.page_id AND w.row_key = ? WHERE w.present = 1");
    row.bind(hkex_id);
    while (row.next()) {
      const std::string_view url = row.view(0);
      const auto slash = url.rfind('/');
      const auto name = slash == std::string_view::npos ? url : url.substr(slash + 1);
      if (name.find(list) != std::string_view::npos) return true;
    }
    return false;
  });
}

Result<bool> Store::note_once(std::string_view source_id, std::string_view code,
                              std::string_view key, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<bool> {
    return connection
               .query(
                   "INSERT INTO notice (source_id, code, key, first_at) VALUES (?, ?, ?, ?) "
                   "ON CONFLICT DO NOTHING")
               .bind(source_id, code, key, now)
               .run() > 0;
  });
}

}  // namespace gongwatch::store
