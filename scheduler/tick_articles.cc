// The second half of a tick: what an answer to an article's address means.
#include <chrono>

#include "parser/parse_document.h"
#include "scheduler/policy.h"
#include "scheduler/tick.h"

namespace gongwatch::scheduler {
namespace {

constexpr auto kParseTime =
    std::chrono::seconds{20};  // for one page; a page that needs more is not news

std::function<bool()> until(std::chrono::steady_clock::time_point end) {
  return [end] { return std::chrono::steady_clock::now() >= end; };
}

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

Status Tick::on_article(const Visit& visit, HttpResponse& response) {
  const bool first = !visit.page.capture_id.has_value();
  if (response.not_modified()) {
    return unchanged(visit, response.status, next_article_visit(clock_.now(), first, false));
  }
  bool is_new = false;
  if (Status kept = keep(visit, response, is_new); !kept) return kept;
  const auto document = read(visit, response);
  std::optional<Error> trouble =
      document ? not_a_story(*document, visit.page.url) : std::optional(document.error());
  if (trouble) {
    if (trouble->context.empty()) trouble->context = visit.page.url;
    return failed(visit, response.status, *trouble, response.retry_after);
  }
  return store_article(visit, response, *document);
}

Result<Document> Tick::read(const Visit& visit, const HttpResponse& response) const {
  parser::ParseInput input;
  input.bytes = response.body;
  input.url = response.final_url;
  input.media_type = response.media_type;
  input.captured_at = clock_.now();
  input.hints = hints_at(sources_[visit.source], clock_.now());
  parser::ParseLimits limits;
  limits.expired = until(std::chrono::steady_clock::now() + kParseTime);
  return parser::parse_document(input, limits);
}

Status Tick::store_article(const Visit& visit, const HttpResponse& response,
                           const Document& document) {
  const Source& source = sources_[visit.source];
  SourceRun& run = runs_[visit.source];
  const bool first = !visit.page.capture_id.has_value();
  return store_.in_transaction([&]() -> Status {
    const auto seen =
        store_.put_capture(visit.page.page_id, capture_of(visit, response), response.validators);
    if (!seen) return tl::unexpected(seen.error());
    const auto article = store_.put_article(visit.page.page_id, seen->capture_id, document,
                                            parser::parser_version(), clock_.now());
    if (!article) return tl::unexpected(article.error());
    if (article->is_new) {
      ++run.articles;
      const Decision decision =
          ledger_->decide(document, document.date.value_or(hong_kong_day(clock_.now())));
      run.facts += static_cast<std::int64_t>(decision.stages.size() + decision.rankings.size() +
                                             decision.figures.size());
      const Provenance provenance{seen->capture_id, article->article_id, source.id, clock_.now()};
      if (Status applied = store_.apply(decision, provenance, parser::parser_version()); !applied)
        return applied;
    } else {
      ++run.unchanged;
    }
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false,
                                 next_article_visit(clock_.now(), first, article->is_new));
  });
}

}  // namespace gongwatch::scheduler
