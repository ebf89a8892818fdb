// What is known of a source's lists of years gone by.
#include "store/impl.h"

namespace gongwatch::store {

Result<bool> Store::add_archive_entry(std::string_view canonical_url, const ListEntry& entry,
                                      std::string_view source_id,
                                      std::optional<CivilDate> listed_on, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<bool> {
    const auto added = add_entry(canonical_url, entry, source_id, now);
    if (!added || !*added) return added;
    connection
        .query(
            "INSERT INTO archive_page (page_id, listed_on) "
            "SELECT page_id, ? FROM page WHERE url = ? ON CONFLICT (page_id) DO NOTHING")
        .bind(listed_on, canonical_url)
        .run();
    return true;
  });
}

Result<std::optional<Instant>> Store::listed_at(std::int64_t page_id) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::optional<Instant>> {
    {
      auto row = connection.query(
          "SELECT published_at FROM list_entry WHERE page_id = ? AND published_at IS NOT NULL "
          "ORDER BY list_entry_id LIMIT 1");
      if (row.bind(page_id).next()) return row.maybe_instant(0);
    }
    auto row = connection.query("SELECT listed_on FROM archive_page WHERE page_id = ?");
    if (!row.bind(page_id).next()) return std::optional<Instant>();
    const auto day = row.maybe_date(0);
    if (!day) return std::optional<Instant>();
    return std::optional(start_of_hong_kong_day(*day) + std::chrono::hours{12});
  });
}

Result<Store::ArchiveProgress> Store::archive_progress(std::string_view source_id,
                                                       std::string_view archive,
                                                       std::string_view period) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<ArchiveProgress> {
    auto row = connection.query(
        "SELECT next_page, entries, reached, done_at IS NOT NULL FROM archive_progress "
        "WHERE source_id = ? AND archive = ? AND period = ?");
    if (!row.bind(source_id, archive, period).next()) return ArchiveProgress{};
    return ArchiveProgress{static_cast<int>(row.integer(0)), row.integer(1), row.maybe_date(2),
                           row.truth(3)};
  });
}

Result<std::vector<std::string>> Store::archive_done(std::string_view source_id,
                                                     std::string_view archive) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<std::string>> {
    auto row = connection.query(
        "SELECT period FROM archive_progress WHERE source_id = ? AND archive = ? AND done_at IS "
        "NOT "
        "NULL ORDER BY period");
    row.bind(source_id, archive);
    std::vector<std::string> periods;
    while (row.next()) periods.push_back(row.text(0));
    return periods;
  });
}

Status Store::put_archive_progress(std::string_view source_id, std::string_view archive,
                                   std::string_view period, const ArchiveProgress& progress,
                                   Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    connection
        .query(
            "INSERT INTO archive_progress (source_id, archive, period, next_page, entries, "
            "reached, asked_at, done_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (source_id, archive, period) DO UPDATE SET "
            "next_page = excluded.next_page, entries = excluded.entries, "
            "reached = excluded.reached, asked_at = excluded.asked_at, done_at = excluded.done_at")
        .bind(source_id, archive, period, static_cast<std::int64_t>(progress.next_page),
              progress.entries, progress.reached, now,
              progress.done ? std::optional(now) : std::nullopt)
        .run();
    return {};
  });
}

}  // namespace gongwatch::store
