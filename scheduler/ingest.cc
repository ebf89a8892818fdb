#include "scheduler/ingest.h"

#include <algorithm>

#include "scheduler/reread.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

// Whether the page is one of the source's own lists, or a paper of the exchange.
std::string role_of(const Source& source, const std::string& canonical, const Capture& capture) {
  for (const std::string& url : feed_urls(source)) {
    const auto list = text::canonical_url(url);
    if (list && *list == canonical) return "feed";
  }
  if (is_official(source.kind)) return is_pdf(capture.body) ? "document" : "feed";
  return "article";
}

}  // namespace

Status Ingest::begin() {
  auto known = store_.known_issuers();
  if (!known) return tl::unexpected(known.error());
  ledger_.emplace(std::move(*known));
  recorder_.emplace(store_, *ledger_, clock_);
  return {};
}

const Source* Ingest::source_of(const Capture& capture) const {
  const std::string host = text::host_of(capture.url);
  const auto found = std::find_if(sources_.begin(), sources_.end(), [&](const Source& source) {
    if (!capture.source_id.empty()) return source.id == capture.source_id;
    return std::any_of(source.urls.begin(), source.urls.end(),
                       [&](const std::string& url) { return text::host_of(url) == host; });
  });
  return found == sources_.end() ? nullptr : &*found;
}

Result<std::optional<Error>> Ingest::add(Capture capture) {
  ++report_.records;
  const Source* source = source_of(capture);
  const auto canonical = text::canonical_url(capture.url);
  const auto leave_out = [&](Error why) {
    ++report_.skipped;
    why.context = capture.url;
    return std::optional(std::move(why));
  };
  if (!canonical) return leave_out(canonical.error());
  if (source == nullptr) return leave_out({ErrorKind::unsupported, "of no source", {}});
  if (capture.status != 200)
    return leave_out({ErrorKind::http_status, "HTTP status " + std::to_string(capture.status), {}});
  if (capture.body.empty()) return leave_out({ErrorKind::empty, "no bytes", {}});
  capture.source_id = source->id;
  const std::string role = role_of(*source, *canonical, capture);
  store::Store::PutCapture put{};
  std::int64_t page_id = 0;
  const Status kept = store_.in_transaction([&]() -> Status {
    const auto added = store_.add_page(*canonical, capture.url, source->id, role, clock_.now());
    if (!added) return tl::unexpected(added.error());
    const auto page = store_.page(*canonical);
    if (!page) return tl::unexpected(page.error());
    page_id = (*page)->page_id;
    capture.url = *canonical;
    const auto archived = store_.put_archived(page_id, capture);
    if (!archived) return tl::unexpected(archived.error());
    put = *archived;
    // A page that the source's own lists name stays due as it was.
    if (!*added) return {};
    return store_.finish_attempt(page_id, capture.captured_at, capture.status, false,
                                 role == "feed" ? std::optional(clock_.now()) : std::nullopt);
  });
  if (!kept) return tl::unexpected(kept.error());
  ++(put.is_new ? report_.captured : report_.known);
  const auto page = store_.page(*canonical);
  if (!page) return tl::unexpected(page.error());
  // Only the newest bytes of a page tell what holds.
  if (role != "article" || (*page)->capture_id != put.capture_id) return std::optional<Error>();
  const auto read =
      reread_article(store_, *recorder_, *source,
                     {page_id, put.capture_id, *canonical, source->id, role, capture.captured_at});
  if (!read) {
    const ErrorKind kind = read.error().kind;
    if (kind == ErrorKind::store_unusable || kind == ErrorKind::internal)
      return tl::unexpected(read.error());
    return leave_out(read.error());
  }
  report_.articles += read->is_new ? 1 : 0;
  report_.facts += read->facts;
  return std::optional<Error>();
}

}  // namespace gongwatch::scheduler
