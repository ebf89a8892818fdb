// The second half of a tick: what an answer to an article's address means.
#include <algorithm>

#include "scheduler/plan.h"
#include "scheduler/policy.h"
#include "scheduler/reread.h"
#include "scheduler/tick.h"

namespace gongwatch::scheduler {
namespace {

constexpr int kMaxRetried = 50;  // stories read again in one tick

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
  std::vector<std::vector<PageState>> due(sources_.size());
  for (std::size_t i = 0; i < sources_.size(); ++i) {
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
    return unchanged(visit, response.status, next_visit_of_article(first, false));
  }
  bool is_new = false;
  if (Status kept = keep(visit, response, is_new); !kept) return kept;
  const auto document = read_article(
      store_, sources_[visit.source], visit.page.page_id,
      {response.final_url, response.media_type, response.body, clock_.now(), options_.should_stop});
  if (!document && document.error().kind == ErrorKind::cancelled) return {};  // stays due
  std::optional<Error> trouble =
      document ? not_a_story(*document, visit.page.url) : std::optional(document.error());
  if (trouble) {
    if (trouble->context.empty()) trouble->context = visit.page.url;
    return failed(visit, response.status, *trouble, response.retry_after);
  }
  return store_article(visit, response, *document);
}

std::optional<Instant> Tick::next_visit_of_article(bool first, bool changed) const {
  if (!options_.revisit_articles) return std::nullopt;
  return next_article_visit(clock_.now(), first, changed);
}

Status Tick::store_article(const Visit& visit, const HttpResponse& response,
                           const Document& document) {
  SourceRun& run = runs_[visit.source];
  const bool first = !visit.page.capture_id.has_value();
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
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false,
                                 next_visit_of_article(first, recorded->is_new));
  });
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
