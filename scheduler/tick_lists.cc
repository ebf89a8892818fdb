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

}  // namespace

Status Tick::on_list(const Visit& visit, HttpResponse& response) {
  const Source& source = sources_[visit.source];
  const Instant due = next_list_visit(clock_.now(), source.every);
  if (response.not_modified()) return unchanged(visit, response.status, due);
  const auto content = read_list(source, response.final_url, response.body, response.media_type);
  if (!content) {
    // The bytes are kept as evidence, without their validators: the next visit asks for the whole
    // again.
    const auto kept = store_.put_capture(visit.page.page_id, capture_of(visit, response), {});
    if (!kept) return tl::unexpected(kept.error());
    if (kept->is_new) ++runs_[visit.source].captured;
    Error error = content.error();
    if (error.context.empty()) error.context = visit.page.url;
    return failed(visit, response.status, error, response.retry_after);
  }
  return store_.in_transaction([&]() -> Status {
    const auto kept =
        store_.put_capture(visit.page.page_id, capture_of(visit, response), response.validators);
    if (!kept) return tl::unexpected(kept.error());
    // The same bytes again say nothing new, unless the last visit failed before they were read.
    if (!kept->is_new && visit.page.failures == 0) return unchanged(visit, response.status, due);
    if (kept->is_new) ++runs_[visit.source].captured;
    const Status stored =
        std::holds_alternative<ApplicationFeed>(*content)
            ? store_applications(visit, kept->capture_id, std::get<ApplicationFeed>(*content))
            : store_entries(visit, std::get<EntryList>(*content));
    if (!stored) return stored;
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false, due);
  });
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
