// The official documents of a tick: PDFs behind the lists, and the indexes that lead to a chapter.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "parser/charset/decode.h"
#include "parser/hkex/document_index.h"
#include "parser/pdf/read_pdf.h"
#include "scheduler/pdf_text.h"
#include "scheduler/policy.h"
#include "scheduler/reread.h"
#include "scheduler/tick.h"
#include "text/url.h"

namespace gongwatch::scheduler {

Status Tick::add_document_page(const Visit& visit, const std::string& url) {
  const auto canonical = text::canonical_url(url);
  if (!canonical) return {};  // told when the list was read
  const auto added =
      store_.add_page(*canonical, url, sources_[visit.source].id, "document", clock_.now());
  if (!added) return tl::unexpected(added.error());
  return {};
}

Status Tick::add_document_visits(std::size_t source, int budget, std::vector<Visit>& visits) {
  const Source& from = sources_[source];
  if (!from.documents.empty() && from.kind == SourceKind::hkex_applications) {
    const auto wanted = store_.documents_to_ask(from.documents, budget);
    if (!wanted) return tl::unexpected(wanted.error());
    for (const auto& document : *wanted) {
      if (Status added = add_document_page({source, {}}, document.url); !added) return added;
    }
  }
  auto due = store_.due_pages(from.id, "document", clock_.now(), budget);
  if (!due) return tl::unexpected(due.error());
  for (PageState& page : *due) visits.push_back({source, std::move(page)});
  return {};
}

Status Tick::visit_documents() {
  const int budget = options_.max_documents;
  if (budget <= 0 || stopping()) return {};
  std::vector<Visit> visits;
  const Status added = store_.in_transaction([&]() -> Status {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (!is_official(sources_[i].kind)) continue;
      if (Status one = add_document_visits(i, budget, visits); !one) return one;
    }
    return {};
  });
  if (!added) return added;
  if (visits.size() > static_cast<std::size_t>(budget)) {
    visits.resize(static_cast<std::size_t>(budget));
  }
  return visit_all(std::move(visits), &Tick::on_document);
}

Status Tick::on_document(const Visit& visit, HttpResponse& response) {
  if (response.not_modified()) return unchanged(visit, response.status, std::nullopt);
  bool is_new = false;
  if (Status kept = keep(visit, response, is_new); !kept) return kept;
  return read_document(visit, response);
}

Status Tick::read_document(const Visit& visit, const HttpResponse& response) {
  const auto listed = store_.document_at(visit.page.url);
  if (!listed) return tl::unexpected(listed.error());
  std::optional<PdfFacts> facts;
  std::optional<std::string> chapter;
  if (is_pdf(response.body)) {
    const auto text = pdf_to_text(response.body, limits_for(*listed), options_.should_stop);
    if (!text && text.error().kind == ErrorKind::cancelled) return {};  // stays due
    if (!text && text.error().kind == ErrorKind::io) return cannot_read_pdfs(visit, text.error());
    if (!text) return document_failed(visit, response.status, text.error(), std::nullopt);
    facts = parser::read_pdf(*text);
  } else {
    const auto found = parser::parties_chapter(
        parser::decode(response.body, response.media_type, true).text, response.final_url);
    if (!found) return document_failed(visit, response.status, found.error(), std::nullopt);
    chapter = *found;
  }
  if (Status ready = need_ledger(); !ready) return ready;
  return store_.in_transaction([&]() -> Status {
    const auto seen =
        store_.put_capture(visit.page.page_id, capture_of(visit, response), response.validators);
    if (!seen) return tl::unexpected(seen.error());
    const Origin origin = origin_of(visit, seen->capture_id);
    if (facts) {
      const auto recorded = recorder_->pdf(origin, *facts);
      if (!recorded) return tl::unexpected(recorded.error());
      runs_[visit.source].facts += *recorded;
    }
    if (chapter) {
      if (Status linked = recorder_->chapter(origin, *chapter); !linked) return linked;
      if (Status added = add_document_page(visit, *chapter); !added) return added;
    }
    // A posted document is never edited: it has been read for good.
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false,
                                 std::nullopt);
  });
}

// pdftotext is missing: the machine's fault, not the document's.
Status Tick::cannot_read_pdfs(const Visit& visit, const Error& error) {
  if (++runs_[visit.source].failures == 1) {
    spdlog::error("{}: {}", sources_[visit.source].id, error.to_string());
  }
  return store_.finish_attempt(visit.page.page_id, clock_.now(), visit.page.last_status, false,
                               clock_.now() + std::chrono::hours{6});
}

// One document that is missing or cannot be read is recorded and tried again; it is no failure of
// the source.
Status Tick::document_failed(const Visit& visit, int http_status, const Error& error,
                             std::optional<std::chrono::seconds> retry_after) {
  const int failures = visit.page.failures + 1;
  // What is not there yet is no trouble; what cannot be read is told once.
  const bool absent = http_status == 404;
  if (!absent) ++runs_[visit.source].failures;
  spdlog::log(absent || failures > 1 ? spdlog::level::debug : spdlog::level::warn,
              "{}: document {}: {}", sources_[visit.source].id, visit.page.url, error.to_string());
  const bool hopeless = http_status == 410 || error.kind == ErrorKind::unsupported ||
                        error.kind == ErrorKind::empty || failures >= kMaxDocumentFailures;
  std::optional<Instant> due =
      next_after_failure(clock_.now(), failures, retry_after, visit.page.url);
  if (hopeless) due.reset();
  return store_.finish_attempt(visit.page.page_id, clock_.now(), http_status, true, due);
}

}  // namespace gongwatch::scheduler
