// The second half of a tick: what an answer to an article's address means.
#include <algorithm>

#include "scheduler/health.h"
#include "scheduler/plan.h"
#include "scheduler/policy.h"
#include "scheduler/reread.h"
#include "scheduler/tick.h"

namespace gongwatch::scheduler {
namespace {

constexpr int kMostRefusalsOfOne = 4;  // 429, 503 for one article
constexpr int kMaxRetried = 50;        // stories read again in one tick
constexpr std::chrono::hours kStillNews{48};

// What is kept as an article but is none: the source answered with something else than the story.
std::optional<Error> not_a_story(const Document& document, std::string_view url) {
  switch (document.kind) {
    case PageKind::challenge:
      return Error{ErrorKind::http_status, "the site answered with a challenge page",
                   std::string(url)};
    case PageKind::not_found:
      return Error{ErrorKind::not_found, "the page says that it does not exist", std::string(url)};
    case PageKind::empty:
      return Error{ErrorKind::empty, "the page has no text without its scripts", std::string(url)};
    default:
      return std::nullopt;
  }
}

}  // namespace

Status Tick::visit_articles() {
  for (ArticleCounts& counts : articles_) counts.rest.reset();
  std::vector<std::vector<PageState>> due(sources_.size());
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i].id == options_.without_articles_of) continue;
    auto pages = store_.due_pages(sources_[i].id, "article", clock_.now(), options_.max_articles);
    if (!pages) return tl::unexpected(pages.error());
    due[i] = std::move(*pages);
  }
  std::vector<Visit> visits;
  for (auto& [source, page] : deal_fairly(std::move(due), options_.max_articles)) {
    ++counts_[source].articles_asked;
    visits.push_back({source, std::move(page)});
  }
  return visit_all(std::move(visits), &Tick::on_article);
}

Status Tick::on_article(const Visit& visit, HttpResponse& response) {
  const bool first = !visit.page.capture_id.has_value();
  if (response.not_modified()) {
    note_read(visit);
    const auto due = next_visit_of_article(visit, first, false);
    if (!due) return tl::unexpected(due.error());
    return unchanged(visit, response.status, *due);
  }
  bool is_new = false;
  if (Status kept = keep(visit, response, is_new); !kept) return kept;
  const auto document =
      read_article(store_, sources_[visit.source], visit.page.page_id,
                   {kept_.at(visit.page.page_id), response.final_url, response.media_type,
                    response.body, clock_.now(), options_.should_stop});
  if (!document && document.error().kind == ErrorKind::cancelled) return {};  // stays due
  std::optional<Error> trouble =
      document ? not_a_story(*document, visit.page.url) : std::optional(document.error());
  if (trouble) {
    if (trouble->context.empty()) trouble->context = visit.page.url;
    return failed(visit, response.status, *trouble, response.retry_after);
  }
  return store_article(visit, response, *document);
}

// A new story that is not there may come yet; one of the archive is gone.
Result<bool> Tick::is_old_story(const Visit& visit) const {
  const auto listed = store_.listed_at(visit.page.page_id);
  if (!listed) return tl::unexpected(listed.error());
  return listed->has_value() && **listed < clock_.now() - kStillNews;
}

// A backfill meets news of today, too.
Result<std::optional<Instant>> Tick::next_visit_of_article(const Visit& visit, bool first,
                                                           bool changed) const {
  if (options_.backfill) {
    const auto listed = store_.listed_at(visit.page.page_id);
    if (!listed) return listed;
    if (!*listed || **listed < clock_.now() - kStillNews) return std::optional<Instant>();
  }
  return next_article_visit(clock_.now(), first, changed);
}

Status Tick::store_article(const Visit& visit, const HttpResponse& response,
                           const Document& document) {
  SourceRun& run = runs_[visit.source];
  const bool first = !visit.page.capture_id.has_value();
  note_read(visit);
  if (Status ready = need_ledger(); !ready) return ready;
  return store_.in_transaction([&]() -> Status {
    if (Status seen = store_.put_validators(visit.page.page_id, response.validators); !seen)
      return seen;
    const auto recorded =
        recorder_->article(origin_of(visit, kept_.at(visit.page.page_id)), document, false);
    if (!recorded) return tl::unexpected(recorded.error());
    if (recorded->is_new) {
      ++run.articles;
      run.facts += recorded->facts;
    } else {
      ++run.unchanged;
    }
    const auto due = next_visit_of_article(visit, first, recorded->is_new);
    if (!due) return tl::unexpected(due.error());
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false, *due);
  });
}

void Tick::note_read(const Visit& visit) {
  ArticleCounts& counts = articles_[visit.source];
  ++counts.read;
  counts.gone_in_a_row = counts.failed_in_a_row = counts.blocked_in_a_row = 0;
}

// Stories that are gone are ordinary among old ones; anything else is the site's trouble, or ours.
void Tick::note_failed(const Visit& visit, int http_status, const Error& error) {
  ArticleCounts& counts = articles_[visit.source];
  if (http_status == 404 || http_status == 410 || error.kind == ErrorKind::not_found) {
    ++counts.gone;
    ++counts.gone_in_a_row;
    counts.failed_in_a_row = counts.blocked_in_a_row = 0;
    return;
  }
  ++counts.failed;
  ++counts.failed_in_a_row;
  const bool has_bytes = kept_.count(visit.page.page_id) != 0;
  const bool blocked = kind_of_trouble(error, http_status, has_bytes) == "blocked";
  counts.blocked_in_a_row = blocked ? counts.blocked_in_a_row + 1 : 0;
  counts.message = error.to_string();
}

Status Tick::refused(const Visit& visit, const fetcher::FetchOutcome& outcome) {
  ArticleCounts& counts = articles_[visit.source];
  if (outcome.verdict == FetchVerdict::host_resting) {
    counts.rest = std::max(counts.rest.value_or(std::chrono::seconds{0}),
                           outcome.retry_after.value_or(std::chrono::seconds{1}));
  } else if (++refusals_[visit.page.page_id] >= kMostRefusalsOfOne) {
    // It is the page, not the host: others may be read behind it.
    return failed(visit, outcome.http_status, outcome.response.error(), outcome.retry_after);
  } else {
    ++counts.refused;
  }
  counts.message = outcome.response.error().to_string();
  return {};
}

Status Tick::retry_unattached() {
  if (!recorder_ || !recorder_->has_news_of_identity()) return {};
  const auto stories = store_.unattached_articles(kMaxRetried);
  if (!stories) return tl::unexpected(stories.error());
  for (const auto& story : *stories) {
    if (stopping()) return {};
    const auto source = std::find_if(sources_.begin(), sources_.end(),
                                     [&](const Source& one) { return one.id == story.source_id; });
    if (source == sources_.end()) continue;
    const auto again = reread_article(store_, *recorder_, *source, story);
    const auto kind = again ? ErrorKind::malformed : again.error().kind;
    if (kind == ErrorKind::store_unusable || kind == ErrorKind::internal) {
      return tl::unexpected(again.error());
    }
  }
  return {};
}

}  // namespace gongwatch::scheduler
