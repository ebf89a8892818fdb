// Captures from and for archives, and what may be dropped of them.
#include "store/blob.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

// A capture that nothing refers to: not the newest of its page, no article's, fact's or alarm's.
constexpr const char* kUnused =
    "FROM capture c JOIN page p ON p.page_id = c.page_id "
    "WHERE p.latest_capture_id <> c.capture_id AND c.source_id <> 'correction' "
    "AND c.capture_id NOT IN ("
    "SELECT capture_id FROM article UNION SELECT capture_id FROM issuer "
    "UNION SELECT capture_id FROM issuer_name UNION SELECT capture_id FROM issuer_change "
    "UNION SELECT capture_id FROM application UNION SELECT capture_id FROM application_change "
    "UNION SELECT capture_id FROM application_document UNION SELECT capture_id FROM stage_fact "
    "UNION SELECT capture_id FROM ranking_fact UNION SELECT capture_id FROM figure_fact "
    "UNION SELECT capture_id FROM appointment_fact UNION SELECT capture_id FROM offer_close_fact "
    "UNION SELECT capture_id FROM feed_row_event "
    "UNION SELECT capture_id FROM source_alarm WHERE capture_id IS NOT NULL) ";

}  // namespace

Result<Store::PutCapture> Store::put_archived(std::int64_t page_id, const Capture& capture) {
  auto& connection = *impl_->connection;
  const auto sha256 = sha256_hex(capture.body);
  if (!sha256) return tl::unexpected(sha256.error());
  return connection.write([&]() -> Result<PutCapture> {
    {
      auto known = connection.query(
          "SELECT capture_id FROM capture WHERE page_id = ? AND body_sha256 = ? LIMIT 1");
      if (known.bind(page_id, *sha256).next()) return PutCapture{known.integer(0), false};
    }
    std::optional<CaptureId> newest;
    std::optional<Instant> newest_at;
    Validators validators;
    {
      auto page = connection.query(
          "SELECT p.latest_capture_id, c.captured_at, p.etag, p.last_modified FROM page p "
          "LEFT JOIN capture c ON c.capture_id = p.latest_capture_id WHERE p.page_id = ?");
      if (page.bind(page_id).next()) {
        newest = page.maybe_integer(0);
        newest_at = page.maybe_instant(1);
        validators = {page.text(2), page.text(3)};
      }
    }
    const auto put = put_capture(page_id, capture, {});
    if (!put || !newest_at || *newest_at <= capture.captured_at) return put;
    // What is older than the newest is history.
    connection
        .query(
            "UPDATE page SET latest_capture_id = ?, etag = ?, last_modified = ? WHERE page_id = ?")
        .bind(newest, validators.etag, validators.last_modified, page_id)
        .run();
    return put;
  });
}

Result<std::vector<CaptureId>> Store::capture_ids(std::string_view source_id) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<CaptureId>> {
    auto row = connection.query(
        "SELECT capture_id FROM capture WHERE source_id <> 'correction' AND (? = '' OR source_id = "
        "?) ORDER BY capture_id");
    row.bind(source_id, source_id);
    std::vector<CaptureId> ids;
    while (row.next()) ids.push_back(row.integer(0));
    return ids;
  });
}

Result<Store::Unused> Store::unused_captures() const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<Unused> {
    auto row = connection.query(
        std::string(
            "SELECT count(*), coalesce(sum(length(b.zstd)), 0) FROM (SELECT c.body_sha256 ") +
        kUnused + ") u JOIN body b ON b.sha256 = u.body_sha256");
    row.next();
    return Unused{row.integer(0), row.integer(1)};
  });
}

Result<std::int64_t> Store::drop_unused_captures() {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<std::int64_t> {
    const int dropped = connection
                            .query(std::string("DELETE FROM capture WHERE capture_id IN (SELECT "
                                               "c.capture_id ") +
                                   kUnused + ")")
                            .run();
    connection.query("DELETE FROM body WHERE sha256 NOT IN (SELECT body_sha256 FROM capture)")
        .run();
    return dropped;
  });
}

Status Store::give_back_space() {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Status {
    connection.query("VACUUM").run();
    return {};
  });
}

}  // namespace gongwatch::store
