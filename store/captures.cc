// Pages, when they are due, and the bytes they gave.
#include <nlohmann/json.hpp>

#include "store/impl.h"

namespace gongwatch::store {
namespace {

const std::string kPageColumns =
    "SELECT p.page_id, p.url, p.source_id, p.role, p.etag, p.last_modified, c.body_sha256, "
    "p.latest_capture_id, p.fetched_at, p.due_at, p.failures, p.last_status, "
    "c.final_url, p.verdict, p.moved_to "
    "FROM page p LEFT JOIN capture c ON c.capture_id = p.latest_capture_id ";

PageState read_page(const Query& row) {
  PageState page;
  page.page_id = row.integer(0);
  page.url = row.text(1);
  page.source_id = row.text(2);
  page.role = row.text(3);
  page.validators = {row.text(4), row.text(5), row.text(12)};
  page.body_sha256 = row.maybe_text(6);
  page.capture_id = row.maybe_integer(7);
  page.fetched_at = row.maybe_instant(8);
  page.due_at = row.maybe_instant(9);
  page.failures = static_cast<int>(row.integer(10));
  page.last_status = static_cast<int>(row.integer(11));
  page.verdict = row.text(13);
  page.moved_to = row.text(14);
  return page;
}

// [["content-type", "text/html"], …]: order and repeated names are kept.
std::string headers_to_json(const std::vector<std::pair<std::string, std::string>>& headers) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& [name, value] : headers) list.push_back({name, value});
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::pair<std::string, std::string>> headers_from_json(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> headers;
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (!list.is_array()) return headers;
  for (const auto& pair : list) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
      continue;
    headers.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
  }
  return headers;
}

Status no_such_page(std::int64_t page_id, const std::string& path) {
  return fail(ErrorKind::not_found, "no page with id " + std::to_string(page_id), path);
}

Status keep_body(Connection& connection, Compressor& compressor, const std::string& sha256,
                 std::string_view bytes) {
  // One without bytes was lost with a damaged store (store/salvage.cc): here it is again.
  auto known = connection.query("SELECT 1 FROM body WHERE sha256 = ? AND length(zstd) > 0");
  if (known.bind(sha256).next()) return {};
  auto frame = compressor.compress(bytes);
  if (!frame) return tl::unexpected(frame.error());
  connection
      .query(
          "INSERT INTO body (sha256, zstd, raw_bytes) VALUES (?, ?, ?) ON CONFLICT (sha256) "
          "DO UPDATE SET zstd = excluded.zstd, raw_bytes = excluded.raw_bytes")
      .bind(sha256)
      .bind_blob(*frame)
      .bind(bytes.size())
      .run();
  return {};
}

std::int64_t insert_capture(Connection& connection, std::int64_t page_id, const Capture& capture,
                            const std::string& sha256) {
  connection
      .query(
          "INSERT INTO capture (page_id, url, final_url, source_id, captured_at, status, "
          "media_type, headers, body_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(page_id, capture.url, capture.final_url, capture.source_id, capture.captured_at,
            capture.status, capture.media_type, headers_to_json(capture.headers), sha256)
      .run();
  return connection.last_row_id();
}

// Larger bodies are not remembered: hashing them again costs less than holding them.
constexpr std::size_t kRememberedBytes = 8U << 20U;

}  // namespace

Result<std::optional<PageState>> Store::page(std::string_view canonical_url) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::optional<PageState>> {
    auto row = connection.query(kPageColumns + "WHERE p.url = ?");
    if (!row.bind(canonical_url).next()) return std::optional<PageState>{};
    return std::optional(read_page(row));
  });
}

Result<std::vector<PageState>> Store::due_pages(std::string_view source_id, std::string_view role,
                                                Instant now, int limit) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<PageState>> {
    auto row = connection.query(kPageColumns +
                                "WHERE p.source_id = ? AND p.role = ? AND p.due_at <= ? "
                                "ORDER BY p.due_at, p.page_id LIMIT ?");
    row.bind(source_id, role, now, std::max(limit, 0));
    std::vector<PageState> pages;
    while (row.next()) pages.push_back(read_page(row));
    return pages;
  });
}

Result<bool> Store::add_page(std::string_view canonical_url, std::string_view original_url,
                             std::string_view source_id, std::string_view role, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<bool> {
    return connection
               .query(
                   "INSERT INTO page (url, original_url, source_id, role, first_seen_at, due_at) "
                   "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING")
               .bind(canonical_url, original_url, source_id, role, now, now)
               .run() > 0;
  });
}

Result<Store::PutCapture> Store::put_capture(std::int64_t page_id, const Capture& capture,
                                             const Validators& validators) {
  auto& connection = *impl_->connection;
  const bool again = !impl_->last_sha256.empty() && impl_->last_body == capture.body;
  const auto sha256 = again ? Result<std::string>(impl_->last_sha256) : sha256_hex(capture.body);
  if (!sha256) return tl::unexpected(sha256.error());
  if (!again && capture.body.size() <= kRememberedBytes) {
    impl_->last_body = capture.body;
    impl_->last_sha256 = *sha256;
  }
  return connection.write([&]() -> Result<PutCapture> {
    PutCapture put{0, true};
    {
      auto page = connection.query(kPageColumns + "WHERE p.page_id = ?");
      if (!page.bind(page_id).next())
        return tl::unexpected(no_such_page(page_id, connection.path()).error());
      const PageState state = read_page(page);
      if (state.body_sha256 == *sha256 && state.capture_id) put = {*state.capture_id, false};
    }
    if (auto kept = keep_body(connection, impl_->compressor, *sha256, capture.body); !kept) {
      return tl::unexpected(kept.error());
    }
    if (put.is_new) put.capture_id = insert_capture(connection, page_id, capture, *sha256);
    connection
        .query(
            "UPDATE page SET latest_capture_id = ?, etag = ?, last_modified = ? WHERE page_id = ?")
        .bind(put.capture_id, validators.etag, validators.last_modified, page_id)
        .run();
    return put;
  });
}

Status Store::put_validators(std::int64_t page_id, const Validators& validators) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    connection.query("UPDATE page SET etag = ?, last_modified = ? WHERE page_id = ?")
        .bind(validators.etag, validators.last_modified, page_id)
        .run();
    return {};
  });
}

Status Store::finish_attempt(std::int64_t page_id, Instant at, int http_status, bool failed,
                             std::optional<Instant> due_at) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    const int changed =
        connection
            .query(
                "UPDATE page SET fetched_at = ?, last_status = ?, "
                "failures = CASE WHEN ? THEN failures + 1 ELSE 0 END, due_at = ? WHERE page_id = ?")
            .bind(at, http_status, failed, due_at, page_id)
            .run();
    return changed == 1 ? Status{} : no_such_page(page_id, connection.path());
  });
}

Status Store::note_verdict(std::int64_t page_id, FetchVerdict verdict, std::string_view moved_to) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    connection.query("UPDATE page SET verdict = ?, moved_to = ? WHERE page_id = ?")
        .bind(name_of(verdict), moved_to, page_id)
        .run();
    return {};
  });
}

Result<Capture> Store::capture(CaptureId id) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<Capture> {
    auto row = connection.query(
        "SELECT c.url, c.final_url, c.source_id, c.captured_at, c.status, c.media_type, c.headers, "
        "b.zstd, b.raw_bytes, c.body_sha256 FROM capture c JOIN body b ON b.sha256 = c.body_sha256 "
        "WHERE c.capture_id = ?");
    if (!row.bind(id).next()) {
      return fail(ErrorKind::not_found, "no capture with id " + std::to_string(id),
                  connection.path());
    }
    Capture capture;
    capture.capture_id = id;
    capture.url = row.text(0);
    capture.final_url = row.text(1);
    capture.source_id = row.text(2);
    capture.captured_at = row.maybe_instant(3).value_or(Instant{});
    capture.status = static_cast<int>(row.integer(4));
    capture.media_type = row.text(5);
    capture.headers = headers_from_json(row.text(6));
    if (row.blob(7).empty()) {
      return fail(ErrorKind::not_found,
                  "the bytes of capture " + std::to_string(id) + " were lost with a damaged store",
                  capture.url);
    }
    auto body = decompress(row.blob(7), row.size(8));
    const auto sha256 = body ? sha256_hex(*body) : Result<std::string>{};
    if (!body || !sha256 || *sha256 != row.text(9)) {
      return fail(
          ErrorKind::store_unusable,
          body ? "the body of capture " + std::to_string(id) + " is not the one that was stored"
               : "capture " + std::to_string(id) + ": " + body.error().message,
          connection.path());
    }
    capture.body = std::move(*body);
    return capture;
  });
}

std::vector<Store::PageCapture> read_page_captures(Query& row) {
  std::vector<Store::PageCapture> captures;
  while (row.next()) {
    captures.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4),
                        row.maybe_instant(5).value_or(Instant{})});
  }
  return captures;
}

Result<std::vector<Store::PageCapture>> Store::newest_captures() const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<PageCapture>> {
    auto row = connection.query(
        "SELECT p.page_id, c.capture_id, p.url, p.source_id, p.role, c.captured_at "
        "FROM page p JOIN capture c ON c.capture_id = p.latest_capture_id "
        "ORDER BY c.captured_at, c.capture_id");
    return read_page_captures(row);
  });
}

Result<CaptureId> Store::put_correction(std::string_view text, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<CaptureId> {
    Capture capture;
    {
      auto count = connection.query("SELECT count(*) FROM page WHERE source_id = 'correction'");
      count.next();
      capture.url = "gongwatch:correction/" + std::to_string(count.integer(0) + 1);
    }
    capture.final_url = capture.url;
    capture.source_id = "correction";
    capture.captured_at = now;
    capture.status = 200;
    capture.media_type = "text/plain; charset=utf-8";
    capture.body = text;
    const auto sha256 = sha256_hex(capture.body);
    if (!sha256) return tl::unexpected(sha256.error());
    if (auto kept = keep_body(connection, impl_->compressor, *sha256, capture.body); !kept) {
      return tl::unexpected(kept.error());
    }
    connection
        .query(
            "INSERT INTO page (url, original_url, source_id, role, first_seen_at, fetched_at, "
            "last_status) VALUES (?, ?, ?, 'correction', ?, ?, 200)")
        .bind(capture.url, capture.url, capture.source_id, now, now)
        .run();
    const std::int64_t page_id = connection.last_row_id();
    const CaptureId capture_id = insert_capture(connection, page_id, capture, *sha256);
    connection.query("UPDATE page SET latest_capture_id = ? WHERE page_id = ?")
        .bind(capture_id, page_id)
        .run();
    return capture_id;
  });
}

}  // namespace gongwatch::store
