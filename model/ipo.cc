#include "model/ipo.h"

namespace gongwatch {

std::string_view name_of(NameKind kind) {
  switch (kind) {
    case NameKind::official:
      return "official";
    case NameKind::legal:
      return "legal";
    case NameKind::short_name:
      return "short";
    case NameKind::alias:
      return "alias";
    case NameKind::former:
      return "former";
  }
  return "?";
}

std::optional<NameKind> name_kind_from_name(std::string_view name) {
  for (const NameKind kind : {NameKind::official, NameKind::legal, NameKind::short_name,
                              NameKind::alias, NameKind::former}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string_view name_of(FeedRowChange::What what) {
  switch (what) {
    case FeedRowChange::What::appeared:
      return "appeared";
    case FeedRowChange::What::vanished:
      return "vanished";
    case FeedRowChange::What::returned:
      return "returned";
    case FeedRowChange::What::status:
      return "status";
  }
  return "?";
}

std::string_view name_of(OfficialDocumentKind kind) {
  switch (kind) {
    case OfficialDocumentKind::application_proof:
      return "application_proof";
    case OfficialDocumentKind::phip:
      return "phip";
    case OfficialDocumentKind::oc_announcement:
      return "oc_announcement";
    case OfficialDocumentKind::warning_statement:
      return "warning_statement";
    case OfficialDocumentKind::new_listing_announcement:
      return "new_listing_announcement";
    case OfficialDocumentKind::prospectus:
      return "prospectus";
    case OfficialDocumentKind::allotment_results:
      return "allotment_results";
  }
  return "?";
}

std::optional<OfficialDocumentKind> document_kind_from_name(std::string_view name) {
  for (const auto kind :
       {OfficialDocumentKind::application_proof, OfficialDocumentKind::phip,
        OfficialDocumentKind::oc_announcement, OfficialDocumentKind::warning_statement,
        OfficialDocumentKind::new_listing_announcement, OfficialDocumentKind::prospectus,
        OfficialDocumentKind::allotment_results}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

}  // namespace gongwatch
