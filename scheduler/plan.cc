#include "scheduler/plan.h"

#include <algorithm>

#include "scheduler/source_values.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

Planned planned_of(const PageState& page, Instant now) {
  return {page.source_id, page.role, with_days(page.url, now), page.due_at,
          !page.validators.etag.empty() || !page.validators.last_modified.empty()};
}

Status add_lists(const Source& source, const store::Store* store, Instant now,
                 std::vector<Planned>& plan) {
  for (const std::string& url : feed_urls(source)) {
    const auto canonical = text::canonical_url(url);
    if (!canonical) return tl::unexpected(canonical.error());
    const auto page =
        store == nullptr ? Result<std::optional<PageState>>(std::nullopt) : store->page(*canonical);
    if (!page) return tl::unexpected(page.error());
    if (!*page) {
      plan.push_back({source.id, "feed", with_days(*canonical, now), std::nullopt, false});
    } else if ((*page)->source_id == source.id && (*page)->due_at && *(*page)->due_at <= now) {
      plan.push_back(planned_of(**page, now));
    }
  }
  return {};
}

}  // namespace

std::vector<std::pair<std::size_t, PageState>> deal_fairly(std::vector<std::vector<PageState>> due,
                                                           int budget) {
  std::vector<std::pair<std::size_t, PageState>> dealt;
  const auto most = static_cast<std::size_t>(std::max(0, budget));
  bool any = true;
  for (std::size_t turn = 0; any && dealt.size() < most; ++turn) {
    any = false;
    for (std::size_t i = 0; i < due.size() && dealt.size() < most; ++i) {
      if (turn >= due[i].size()) continue;
      dealt.emplace_back(i, std::move(due[i][turn]));
      any = true;
    }
  }
  // Each source's pages in their order, one source after the other: hosts are asked side by side.
  std::stable_sort(dealt.begin(), dealt.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return dealt;
}

Result<std::vector<Planned>> plan_tick(const std::vector<Source>& sources,
                                       const store::Store* store, Instant now,
                                       const RunOptions& options) {
  std::vector<Planned> plan;
  for (const Source& source : sources) {
    if (Status added = add_lists(source, store, now, plan); !added)
      return tl::unexpected(added.error());
  }
  if (store == nullptr) return plan;
  const std::pair<const char*, int> roles[]{
      {"follow", 1000}, {"document", options.max_documents}, {"article", options.max_articles}};
  for (const auto& [role, budget] : roles) {
    std::vector<std::vector<PageState>> due;
    for (const Source& source : sources) {
      auto pages = store->due_pages(source.id, role, now, budget);
      if (!pages) return tl::unexpected(pages.error());
      due.push_back(std::move(*pages));
    }
    for (const auto& [source, page] : deal_fairly(std::move(due), budget))
      plan.push_back(planned_of(page, now));
  }
  return plan;
}

}  // namespace gongwatch::scheduler
