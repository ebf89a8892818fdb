#include "scheduler/reread.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <tuple>
#include <variant>

#include "parser/parse_document.h"
#include "parser/pdf/read_pdf.h"
#include "scheduler/pdf_text.h"
#include "scheduler/read_list.h"

namespace gongwatch::scheduler {
namespace {

using store::Store;

constexpr auto kParseTime = std::chrono::seconds{20};
// In this order: news is attached to what the official side tells.
constexpr std::array<std::string_view, 3> kRoles{"list", "document", "article"};

Origin origin_of(const Store::PageCapture& page) {
  return {page.page_id, page.capture_id, page.url, page.source_id, page.captured_at};
}

class Rereader {
 public:
  Rereader(const std::vector<Source>& sources, Store& store, const Clock& clock,
           tracker::Ledger& ledger, const std::function<bool()>& should_stop,
           const RereadProgress& progress, const RereadPlace& from)
      : from_(from),
        sources_(sources),
        store_(store),
        recorder_(store, ledger, clock),
        stop_(should_stop),
        progress_(progress) {
    report_.place = from;
  }

  Status read(std::string_view role) {
    const auto pages = store_.newest_captures();
    if (!pages) return tl::unexpected(pages.error());
    const auto all = std::count_if(pages->begin(), pages->end(), [&](const auto& page) {
      return source_of(page) != nullptr && is_left(page);
    });
    for (const Store::PageCapture& page : *pages) {
      const Source* source = source_of(page);
      if (source == nullptr || role_of(page) != role || !is_left(page)) continue;
      if (stop_ && stop_()) {
        report_.interrupted = true;
        return {};
      }
      if (progress_) progress_(report_.captures, all, report_.place);
      ++report_.captures;
      const Status done = role == "list"            ? read_rows(*source, page)
                          : page.role == "document" ? read_pdf(page)
                                                    : read_story(*source, page);
      if (!done && stop_ && stop_()) {  // in the middle of it
        --report_.captures;
        report_.interrupted = true;
        return {};
      }
      report_.place = {std::string(role), page.captured_at, page.capture_id};
      if (done) continue;
      // The ledger has taken in what the store refused: it cannot go on from there.
      const ErrorKind kind = done.error().kind;
      if (kind == ErrorKind::store_unusable || kind == ErrorKind::internal) return done;
      ++report_.failures;
      spdlog::warn("{}: {}: {}", page.source_id, page.url, done.error().to_string());
    }
    return {};
  }

  const RereadReport& report() const { return report_; }

 private:
  static std::string_view role_of(const Store::PageCapture& page) {
    return page.role == "article" || page.role == "document" ? std::string_view(page.role) : "list";
  }

  // Not looked at by the reading that got as far as `from_`.
  bool is_left(const Store::PageCapture& page) const {
    const auto turn = [](std::string_view role) {
      return std::find(kRoles.begin(), kRoles.end(), role) - kRoles.begin();
    };
    if (from_.role.empty()) return true;
    return std::tuple(turn(from_.role), from_.captured_at, from_.capture_id) <
           std::tuple(turn(role_of(page)), page.captured_at, page.capture_id);
  }

  const Source* source_of(const Store::PageCapture& page) const {
    const auto found = std::find_if(sources_.begin(), sources_.end(),
                                    [&](const Source& one) { return one.id == page.source_id; });
    return found == sources_.end() ? nullptr : &*found;
  }

  Status read_story(const Source& source, const Store::PageCapture& page) {
    const auto record = reread_article(store_, recorder_, source, page);
    if (!record) return tl::unexpected(record.error());
    report_.articles += record->is_new ? 1 : 0;
    report_.facts += record->facts;
    return {};
  }

  Status read_pdf(const Store::PageCapture& page) {
    const auto capture = store_.capture(page.capture_id);
    if (!capture) return tl::unexpected(capture.error());
    if (!is_pdf(capture->body)) return {};  // an index of chapters: it holds no facts
    const auto listed = store_.document_at(page.url);
    if (!listed) return tl::unexpected(listed.error());
    const auto text = pdf_to_text(capture->body, limits_for(*listed), stop_);
    if (!text) return tl::unexpected(text.error());
    const PdfFacts facts = parser::read_pdf(*text);
    ++report_.documents;
    return store_.in_transaction([&] { return count(recorder_.pdf(origin_of(page), facts)); });
  }

  // Rows are decided again one by one; what is known of them already adds nothing.
  Status read_rows(const Source& source, const Store::PageCapture& page) {
    if (!is_official(source.kind)) return {};
    const auto capture = store_.capture(page.capture_id);
    if (!capture) return tl::unexpected(capture.error());
    const auto content = read_list(source, capture->final_url, capture->body, capture->media_type);
    if (!content) return tl::unexpected(content.error());
    ++report_.lists;
    return store_.in_transaction([&]() -> Status {
      if (const auto* feed = std::get_if<ApplicationFeed>(&*content)) {
        return count(recorder_.rows_again(origin_of(page), *feed));
      }
      if (const auto* posted = std::get_if<AnnouncementFeed>(&*content)) {
        return count(recorder_.announcements(origin_of(page), *posted));
      }
      return {};
    });
  }

  Status count(const Result<std::int64_t>& facts) {
    if (!facts) return tl::unexpected(facts.error());
    report_.facts += *facts;
    return {};
  }

  RereadPlace from_;
  const std::vector<Source>& sources_;
  Store& store_;
  Recorder recorder_;
  const std::function<bool()>& stop_;
  const RereadProgress& progress_;
  RereadReport report_;
};

}  // namespace

PdfLimits limits_for(const std::optional<Store::DocumentRef>& listed) {
  PdfLimits limits;
  // Prospectuses hold the parties' chapter behind some hundred pages; the others are short.
  if (listed && listed->kind == OfficialDocumentKind::prospectus) limits.max_pages = 250;
  return limits;
}

Result<Document> read_article(const Store& store, const Source& source, std::int64_t page_id,
                              const ArticleBytes& bytes) {
  const auto before = store.earlier_articles(bytes.capture_id, parser::kEarlierPages);
  if (!before) return tl::unexpected(before.error());
  std::vector<parser::EarlierPage> earlier;
  for (const auto& one : *before)
    earlier.push_back(
        parser::earlier_page(one.url, one.title, one.text, one.fingerprint, one.removed));
  parser::ParseInput input;
  input.earlier = earlier;
  input.bytes = bytes.body;
  input.url = bytes.url;
  input.media_type = bytes.media_type;
  input.captured_at = bytes.captured_at;
  input.hints = hints_at(source, bytes.captured_at);
  const auto listed = store.listed_at(page_id);
  if (!listed) return tl::unexpected(listed.error());
  if (*listed && **listed < bytes.captured_at) input.listed_at = *listed;
  parser::ParseLimits limits;
  const auto end = std::chrono::steady_clock::now() + kParseTime;
  const auto stopping = [&] { return bytes.should_stop && bytes.should_stop(); };
  limits.expired = [&] { return std::chrono::steady_clock::now() >= end || stopping(); };
  auto document = parser::parse_document(input, limits);
  if (!document && document.error().kind == ErrorKind::timeout && stopping())
    return fail(ErrorKind::cancelled, "stopped while it was read");
  return document;
}

Result<Recorder::ArticleRecord> reread_article(Store& store, Recorder& recorder,
                                               const Source& source,
                                               const Store::PageCapture& page) {
  const auto capture = store.capture(page.capture_id);
  if (!capture) return tl::unexpected(capture.error());
  const auto document = read_article(store, source, page.page_id,
                                     {page.capture_id, capture->final_url, capture->media_type,
                                      capture->body, capture->captured_at});
  if (!document) return tl::unexpected(document.error());
  Recorder::ArticleRecord record;
  const Status done = store.in_transaction([&]() -> Status {
    const auto recorded = recorder.article(origin_of(page), *document, true);
    if (!recorded) return tl::unexpected(recorded.error());
    record = *recorded;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return record;
}

Result<RereadReport> reread_all(const std::vector<Source>& sources, Store& store,
                                const Clock& clock, const std::function<bool()>& should_stop,
                                const RereadProgress& progress, const RereadPlace& from) {
  auto known = store.known_issuers();
  if (!known) return tl::unexpected(known.error());
  tracker::Ledger ledger(std::move(*known));
  Rereader rereader(sources, store, clock, ledger, should_stop, progress, from);
  for (const std::string_view role : kRoles) {
    if (Status done = rereader.read(role); !done) return tl::unexpected(done.error());
    if (rereader.report().interrupted) break;
  }
  return rereader.report();
}

}  // namespace gongwatch::scheduler
