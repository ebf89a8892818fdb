#include "parser/pdf/document_kind.h"

#include <algorithm>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Pattern;
using facts::Span;

constexpr std::size_t kFirstPages = 3;

// A title: a short line of the first pages.
bool has_title(const PageText& text, const Pattern& title) {
  for (const Line& line : text.lines()) {
    if (line.page >= kFirstPages) return false;
    if (line.span.size() <= 160 && title.matches_in(text.folded(), line.span)) return true;
  }
  return false;
}

const Pattern& parties_title() {
  static const Pattern pattern(
      R"((?i)^(?:directors?,? ?(?:supervisors?)? ?(?:and (?:senior management|supervisors?),? ?)?(?:and )?)?parties involved(?: in (?:the )?(?:global offering|share offer|offering|listing|placing|\[redacted\]))?(?: \(?continued\)?)?$|^(?:董事|监事|及|、|和)*参与.{2,24}各方$)");
  return pattern;
}

}  // namespace

LineRange parties_chapter(const PageText& text) {
  static const Pattern kNextChapter(
      R"((?i)^(?:corporate information|industry overview|regulatory overview|公司资料|行业概览|监管概览)$)");
  LineRange range;
  const auto& lines = text.lines();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].span.size() > 160) continue;
    if (parties_title().matches_in(text.folded(), lines[i].span)) {
      // A title in the table of contents is followed by other titles, not by parties.
      if (range.first == 0 || range.last <= i) range = {i + 1, lines.size()};
    } else if (range.first != 0 && range.last == lines.size() &&
               kNextChapter.matches_in(text.folded(), lines[i].span)) {
      range.last = i;
    }
  }
  return range;
}

std::optional<OfficialDocumentKind> kind_of(const PageText& text) {
  static const Pattern kAllotment(
      R"(\b(?:ALLOTMENT RESULTS|RESULTS OF (?:ALLOTMENTS?|ALLOCATIONS?))\b|^(?:Announcement of )?(?:Final Offer Price and )?Allotment Results$|(?:配发|分配)结果(?:公告|公布)?$)");
  static const Pattern kPhip(R"((?i)^post[ -]hearing information pack\b|^聆讯后资料集$)");
  static const Pattern kProof(R"((?i)^application proof(?: of)?$|^申请版本$)");
  static const Pattern kOffering(
      R"((?i)^(?:\[?global offering\]?|share offer|offering)$|^(?:全球发售|股份发售)$)");
  static const Pattern kShares(
      R"((?i)number of (?:hong kong )?offer shares|number of offer shares|发售股份数目)");
  static const Pattern kPrice(R"((?i)\boffer price\b|发售价)");
  static const Pattern kSponsor(R"((?i)\bsponsors?\b|保荐人)");
  static const Pattern kAnnouncement(
      R"((?i)contents of this announcement|本(?:公告|公布)(?:的|之)?内容)");
  // A full stop between them may belong to a name: "Co., Ltd.", "J.P. Morgan".
  static const Pattern kAppointed(
      R"((?i)(?:appoint|engag|terminat|cease|resign)[^。]{0,600}\boverall[- ]coordinators?\b|\boverall[- ]coordinators?\b[^.。]{0,160}(?:appoint|terminat|cease|resign)|(?:委任|委聘|聘任|终止|退任|不再)[^。]{0,400}整体协调人|整体协调人[^。]{0,60}(?:委任|终止|退任))");
  const Span first = text.pages(0, kFirstPages);
  const auto says = [&](const Pattern& words) { return words.matches_in(text.folded(), first); };

  if (has_title(text, kAllotment)) return OfficialDocumentKind::allotment_results;
  if (has_title(text, kPhip)) return OfficialDocumentKind::phip;
  if (has_title(text, kProof)) return OfficialDocumentKind::application_proof;
  if (has_title(text, kOffering) && (says(kShares) || says(kPrice))) {
    if (says(kAnnouncement)) return OfficialDocumentKind::new_listing_announcement;
    if (says(kShares) && says(kSponsor)) return OfficialDocumentKind::prospectus;
  }
  if (says(kAppointed)) return OfficialDocumentKind::oc_announcement;
  static const Pattern kRedacted(R"(\[ ?(?i:redacted|编纂) ?\])");
  const LineRange parties = parties_chapter(text);
  if (parties.first < parties.last && !kRedacted.find(text.folded()))
    return OfficialDocumentKind::prospectus;
  return std::nullopt;
}

}  // namespace gongwatch::parser::pdf
