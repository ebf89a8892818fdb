// The first half of a tick: what an answer to a source's own list means.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "parser/parse_document.h"
#include "scheduler/policy.h"
#include "scheduler/read_list.h"
#include "scheduler/tick.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

void log_warnings(std::string_view source, std::string_view url,
                  const std::vector<Warning>& warnings) {
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(kShown, warnings.size()); ++i) {
    spdlog::warn("{}: {}: {}: {}", source, url, warnings[i].code, warnings[i].message);
  }
  if (warnings.size() > kShown)
    spdlog::warn("{}: {}: {} more warnings", source, url, warnings.size() - kShown);
}

bool is_empty(const ListContent& content) {
  const auto* feed = std::get_if<ApplicationFeed>(&content);
  return feed != nullptr ? feed->applications.empty()
                         : std::get<EntryList>(content).entries.empty();
}

}  // namespace

Status Tick::on_list(const Visit& visit, HttpResponse& response) {
  const Source& source = sources_[visit.source];
  const Instant due = next_list_visit(clock_.now(), source.every);
  if (response.not_modified()) return unchanged(visit, response.status, due);
  bool is_new = false;
  if (Status kept = keep(visit, response, is_new); !kept) return kept;
  auto content = read_list(source, response.final_url, response.body, response.media_type);
  if (content && is_empty(*content) && used_to_have_rows(visit)) {
    content = fail(ErrorKind::empty, "no row where there used to be some", visit.page.url);
  }
  if (!content) {
    Error error = content.error();
    if (error.context.empty()) error.context = visit.page.url;
    return failed(visit, response.status, error, response.retry_after);
  }
  return store_.in_transaction([&]() -> Status {
    // Now that they are read, the bytes count as seen: their validators make the next request
    // conditional.
    const auto seen =
        store_.put_capture(visit.page.page_id, capture_of(visit, response), response.validators);
    if (!seen) return tl::unexpected(seen.error());
    if (!is_new) ++runs_[visit.source].unchanged;
    const Status stored =
        std::holds_alternative<ApplicationFeed>(*content)
            ? store_applications(visit, seen->capture_id, std::get<ApplicationFeed>(*content))
            : store_entries(visit, std::get<EntryList>(*content));
    if (!stored) return stored;
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false, due);
  });
}

// Whether the newest capture before this answer held rows. A file that was always empty (GEM has
// months without an applicant) may stay so.
bool Tick::used_to_have_rows(const Visit& visit) const {
  if (!visit.page.capture_id) return false;
  const auto before = store_.capture(*visit.page.capture_id);
  if (!before) return false;
  const auto content =
      read_list(sources_[visit.source], before->final_url, before->body, before->media_type);
  return content && !is_empty(*content);
}

Status Tick::store_applications(const Visit& visit, CaptureId capture,
                                const ApplicationFeed& feed) {
  const Source& source = sources_[visit.source];
  log_warnings(source.id, visit.page.url, feed.warnings);
  const Provenance provenance{capture, std::nullopt, source.id, clock_.now()};
  for (const OfficialApplication& row : feed.applications) {
    const Decision decision = ledger_->decide(feed.name, row);
    if (decision.empty()) continue;
    runs_[visit.source].facts += static_cast<std::int64_t>(decision.stages.size());
    if (Status applied = store_.apply(decision, provenance, parser::parser_version()); !applied)
      return applied;
  }
  return {};
}

Status Tick::store_entries(const Visit& visit, const EntryList& list) {
  const Source& source = sources_[visit.source];
  log_warnings(source.id, visit.page.url, list.warnings);
  for (const ListEntry& entry : list.entries) {
    const auto canonical = text::canonical_url(entry.url);
    if (!canonical) {
      spdlog::warn("{}: {}: entry left out: {}", source.id, visit.page.url,
                   canonical.error().to_string());
      continue;
    }
    const auto added = store_.add_page(*canonical, entry.url, source.id, "article", clock_.now());
    if (!added) return tl::unexpected(added.error());
  }
  return {};
}

}  // namespace gongwatch::scheduler
