#include "parser/pdf/read_pdf.h"

#include <fmt/core.h>

#include <algorithm>

#include "parser/content/language.h"
#include "parser/facts/pattern.h"
#include "parser/pdf/appointments.h"
#include "parser/pdf/document_kind.h"
#include "parser/pdf/issuer.h"
#include "parser/pdf/offer.h"
#include "parser/pdf/page_text.h"
#include "parser/pdf/role_lists.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using facts::Pattern;

// An announcement is a few pages; what is longer says who was appointed on its first ones.
constexpr std::size_t kAnnouncementPages = 10;
constexpr std::size_t kLanguageBytes = 1 << 16;

void warn_of_redactions(const pdf::PageText& text, PdfFacts& facts) {
  static const Pattern kRedacted(R"(\[ ?(?i:redacted|编纂) ?\])");
  if (const auto found = kRedacted.find(text.folded()))
    facts.warnings.push_back(
        {"redacted", "parts of the document are blacked out", text.evidence(found->span)});
}

void read_announcement(const pdf::PageText& text, PdfFacts& facts) {
  pdf::read_appointments(text, text.pages(0, kAnnouncementPages), facts);
  const auto& lines = text.lines();
  const auto last = std::find_if(lines.begin(), lines.end(), [](const pdf::Line& line) {
    return line.page >= kAnnouncementPages;
  });
  // Who has left is told in sentences; the lists of such an announcement may hold both.
  const bool somebody_left =
      std::any_of(facts.warnings.begin(), facts.warnings.end(),
                  [](const Warning& warning) { return warning.code == "appointment-ended"; });
  if (!somebody_left)
    pdf::read_role_lists(text, 0, static_cast<std::size_t>(last - lines.begin()),
                         pdf::ListOrder::by_itself, facts);
}

}  // namespace

PdfFacts read_pdf(std::string_view text) {
  PdfFacts facts;
  std::size_t errors = 0;
  facts.text = text::sanitize(text, &errors);
  if (errors > 0)
    facts.warnings.push_back(
        {"decode-errors", fmt::format("{} byte sequences are no UTF-8", errors), std::nullopt});
  const pdf::PageText pages(facts.text);
  facts.language = language_of_text(text::sanitize(facts.text.substr(0, kLanguageBytes)));
  facts.kind = pdf::kind_of(pages);
  facts.issuer_names = pdf::read_issuer_names(pages);
  warn_of_redactions(pages, facts);
  const pdf::LineRange parties = pdf::parties_chapter(pages);
  if (facts.kind == OfficialDocumentKind::oc_announcement) {
    read_announcement(pages, facts);
  } else if (parties.first < parties.last) {
    pdf::read_role_lists(pages, parties.first, parties.last, pdf::ListOrder::heading_first, facts);
  }
  const bool offers = facts.kind == OfficialDocumentKind::prospectus ||
                      facts.kind == OfficialDocumentKind::new_listing_announcement ||
                      facts.kind == OfficialDocumentKind::allotment_results;
  if (offers) {
    facts.stock_code = pdf::read_stock_code(pages);
    pdf::read_prices(pages, *facts.kind, facts);
    pdf::read_days(pages, *facts.kind, facts);
  }
  return facts;
}

}  // namespace gongwatch::parser
