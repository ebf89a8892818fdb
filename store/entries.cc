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

// The page of that address; 0 if the source has told the entry under another one, by its id or by
// its place and time; nothing if it is new. Of several the first is true. No title (NULL) is no
// sign of being the same.
std::optional<std::int64_t> known_page(Connection& connection, std::string_view source_id,
                                       std::string_view url, const ListEntry& entry) {
  auto row = connection.query(
      "SELECT page_id FROM page WHERE url = ?1 UNION ALL "
      "SELECT 0 FROM list_entry WHERE source_id = ?2 AND entry_id = ?3 AND entry_id <> '' "
      "AND title = ?4 UNION ALL "
      "SELECT 0 FROM list_entry WHERE source_id = ?2 AND place = ?5 AND published_at = ?6 "
      "AND title = ?4 LIMIT 1");
  const auto title =
      entry.title.empty() ? std::nullopt : std::optional<std::string_view>(entry.title);
  row.bind(url, source_id, entry.id, title, place_of(url), entry.published_at);
  return row.next() ? std::optional(row.integer(0)) : std::nullopt;
}

}  // namespace

Result<bool> Store::add_entry(std::string_view canonical_url, const ListEntry& entry,
                              std::string_view source_id, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<bool> {
    const auto known = known_page(connection, source_id, canonical_url, entry);
    std::int64_t page_id = known.value_or(0);
    const bool is_new = !known;
    if (known && page_id == 0) return false;
    if (is_new) {
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
