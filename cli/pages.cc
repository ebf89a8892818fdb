#include "cli/pages.h"

#include <chrono>

#include "cli/context.h"
#include "parser/parse_document.h"
#include "parser/pdf/read_pdf.h"
#include "scheduler/pdf_text.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

constexpr auto kParseTime = std::chrono::seconds{60};
// Enough for the chapter on the parties involved of any prospectus.
constexpr int kPdfPages = 300;

parser::ParseLimits limits() {
  parser::ParseLimits limits;
  const auto end = std::chrono::steady_clock::now() + kParseTime;
  limits.expired = [end] {
    return pending_signal() != 0 || std::chrono::steady_clock::now() >= end;
  };
  return limits;
}

void remember(const Document& document, std::vector<parser::EarlierPage>& memory) {
  const bool tells = document.kind == PageKind::article || document.kind == PageKind::digest ||
                     document.kind == PageKind::table || document.kind == PageKind::paywall;
  if (document.text.empty() || !tells) return;
  std::vector<std::string> removed;
  for (const RemovedBlock& block : document.removed) removed.push_back(block.text);
  memory.insert(memory.begin(), parser::earlier_page(document.url, document.title, document.text,
                                                     document.fingerprint, removed));
  if (memory.size() > parser::kEarlierPages) memory.pop_back();
}

Result<Document> parse_text(const Page& page, std::string_view bytes, std::string_view type) {
  parser::ParseInput input;
  input.bytes = bytes;
  input.url = page.url;
  input.media_type = type;
  input.captured_at = page.captured_at;
  input.facts = page.facts;
  if (page.memory != nullptr) input.earlier = *page.memory;
  auto document = parser::parse_document(input, limits());
  if (!document && pending_signal() != 0)
    return fail(ErrorKind::cancelled, "stopped while it was read");
  if (document && page.memory != nullptr) remember(*document, *page.memory);
  return document;
}

bool is_pdf(const Page& page, std::string_view bytes) {
  return bytes.substr(0, 5) == "%PDF-" ||
         text::lower_ascii(page.type.substr(0, page.type.find(';'))) == "application/pdf";
}

// A PDF is read twice: its text as an article is, and as the official document that it may be.
Result<render::Json> parse_pdf(const Page& page, std::string_view bytes) {
  scheduler::PdfLimits pdf;
  pdf.max_pages = kPdfPages;
  const auto text = scheduler::pdf_to_text(bytes, pdf, [] { return pending_signal() != 0; });
  if (!text) return tl::unexpected(text.error());
  const auto document = parse_text(page, *text, "text/plain; charset=utf-8");
  if (!document) return tl::unexpected(document.error());
  render::Json json = render::to_json(*document, page.path);
  json["official"] = render::to_json(parser::read_pdf(*text));
  return json;
}

}  // namespace

Result<render::Json> parse_bytes(const Page& page, std::string_view bytes) {
  if (page.feed) return feed_json(page, bytes);
  if (is_pdf(page, bytes)) return parse_pdf(page, bytes);
  const auto document = parse_text(page, bytes, page.type);
  if (!document) return tl::unexpected(document.error());
  return render::to_json(*document, page.path);
}

}  // namespace gongwatch::cli
