// Entries of lists and due times: which article is new, and when the next page is due.
#include <algorithm>

#include "store/impl.h"

namespace gongwatch::store {
namespace {

// "https://host/path?query" → "host/path".
std::string_view place_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("?#"));
}

bool is_known_by_id(Connection& connection, std::string_view source_id, const ListEntry& entry) {
  if (entry.id.empty() || entry.title.empty()) return false;
  auto row = connection.query(
      "SELECT 1 FROM list_entry WHERE source_id = ? AND entry_id = ? AND entry_id <> '' "
      "AND title = ? LIMIT 1");
  return row.bind(source_id, entry.id, entry.title).next();
}

bool is_known_by_place(Connection& connection, std::string_view source_id, std::string_view url,
                       const ListEntry& entry) {
  if (!entry.published_at || entry.title.empty()) return false;
  auto row = connection.query(
      "SELECT 1 FROM list_entry WHERE source_id = ? AND place = ? AND published_at = ? "
      "AND title = ? LIMIT 1");
  return row.bind(source_id, place_of(url), *entry.published_at, entry.title).next();
}

}  // namespace

Result<bool> Store::add_entry(std::string_view canonical_url, const ListEntry& entry,
                              std::string_view source_id, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<bool> {
    auto known = connection.query("SELECT page_id FROM page WHERE url = ?");
    std::int64_t page_id = known.bind(canonical_url).next() ? known.integer(0) : 0;
    const bool is_new = page_id == 0;
    if (is_new) {
      if (is_known_by_id(connection, source_id, entry) ||
          is_known_by_place(connection, source_id, canonical_url, entry)) {
        return false;
      }
      const auto added = add_page(canonical_url, entry.url, source_id, "article", now);
      if (!added) return added;
      page_id = connection.last_row_id();
    }
    connection
        .query(
            "INSERT INTO list_entry (source_id, entry_id, place, title, published_at, page_id, "
            "first_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (page_id, entry_id) DO "
            "NOTHING")
        .bind(source_id, entry.id, place_of(canonical_url), entry.title, entry.published_at,
              page_id, now)
        .run();
    return is_new;
  });
}

Result<std::optional<Instant>> Store::next_due(const std::vector<std::string>& source_ids) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::optional<Instant>> {
    std::optional<Instant> first;
    for (const std::string& id : source_ids) {
      auto row = connection.query("SELECT min(due_at) FROM page WHERE source_id = ?");
      row.bind(id).next();
      const auto due = row.maybe_instant(0);
      if (due && (!first || *due < *first)) first = due;
    }
    return first;
  });
}

Result<int> Store::mend_due_times(std::string_view source_id, Instant now, Instant limit) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<int> {
    return connection.query("UPDATE page SET due_at = ? WHERE source_id = ? AND due_at > ?")
        .bind(now, source_id, limit)
        .run();
  });
}

}  // namespace gongwatch::store
