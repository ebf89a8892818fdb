// Alarms, and what they are judged by.
#include "store/impl.h"

namespace gongwatch::store {
namespace {

// Articles looked at for the fill of fields, over all sources.
constexpr std::int64_t kRecentArticles = 5000;

std::vector<Instant> read_times(Query& row) {
  std::vector<Instant> times;
  while (row.next()) {
    if (const auto time = row.maybe_instant(0)) times.push_back(*time);
  }
  return times;
}

}  // namespace

Result<std::vector<AlarmRow>> Store::open_alarms() const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<AlarmRow>> {
    auto row = connection.query(
        "SELECT source_alarm_id, source_id, kind, began_at, message, url, capture_id "
        "FROM source_alarm WHERE ended_at IS NULL ORDER BY source_id, kind");
    std::vector<AlarmRow> alarms;
    while (row.next()) {
      alarms.push_back({row.integer(0), row.text(1), row.text(2),
                        row.maybe_instant(3).value_or(Instant{}), std::nullopt, row.text(4),
                        row.maybe_text(5), row.maybe_integer(6)});
    }
    return alarms;
  });
}

Result<bool> Store::begin_alarm(const AlarmRow& alarm) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<bool> {
    return connection
               .query(
                   "INSERT INTO source_alarm (source_id, kind, began_at, message, url, capture_id) "
                   "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
               .bind(alarm.source_id, alarm.kind, alarm.began_at, alarm.message, alarm.url,
                     alarm.capture_id)
               .run() > 0;
  });
}

Status Store::end_alarm(std::int64_t alarm_id, Instant at) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    connection
        .query(
            "UPDATE source_alarm SET ended_at = ? WHERE source_alarm_id = ? AND ended_at IS NULL")
        .bind(at, alarm_id)
        .run();
    return {};
  });
}

Result<bool> Store::is_failing(std::string_view canonical_url) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<bool> {
    auto row = connection.query(
        "SELECT 1 FROM page WHERE url = ? AND failures > 0 AND due_at IS NOT NULL");
    return row.bind(canonical_url).next();
  });
}

Result<FieldFill> Store::field_fill(std::string_view source_id, int skip, int take) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<FieldFill> {
    auto row = connection.query(
        "SELECT count(*), coalesce(avg(title <> ''), 0), coalesce(avg(date IS NOT NULL), 0), "
        "coalesce(avg(length(text) >= 200), 0) FROM ("
        "SELECT a.title, a.date, a.text FROM article a JOIN page p ON p.page_id = a.page_id "
        "WHERE a.superseded_at IS NULL AND p.role = 'article' AND p.source_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM archive_page o WHERE o.page_id = p.page_id) "
        "AND a.article_id > (SELECT coalesce(max(article_id), 0) - ? FROM article) "
        "ORDER BY a.article_id DESC LIMIT ? OFFSET ?)");
    row.bind(source_id, kRecentArticles, take, skip).next();
    return FieldFill{row.integer(0), row.real(1), row.real(2), row.real(3)};
  });
}

Result<std::vector<Instant>> Store::news_times(std::string_view source_id, std::string_view role,
                                               int limit) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<Instant>> {
    auto row = connection.query(
        "SELECT c.captured_at FROM capture c JOIN page p ON p.page_id = c.page_id "
        "WHERE c.source_id = ? AND p.role = ? "
        "AND NOT EXISTS (SELECT 1 FROM archive_page o WHERE o.page_id = p.page_id) "
        "ORDER BY c.captured_at DESC LIMIT ?");
    row.bind(source_id, role, limit);
    return read_times(row);
  });
}

Result<std::vector<Instant>> Store::change_times(std::int64_t page_id, int limit) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<Instant>> {
    auto row = connection.query(
        "SELECT captured_at FROM capture WHERE page_id = ? ORDER BY capture_id DESC LIMIT ?");
    row.bind(page_id, limit);
    return read_times(row);
  });
}

}  // namespace gongwatch::store
