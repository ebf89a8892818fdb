// Official documents of an offer: whose they are, and what they prove.
#pragma once

#include "model/official.h"
#include "tracker/index.h"

namespace gongwatch::tracker {

// A posted prospectus, formal notice or announcement of allotment results. Attached by stock code,
// else by the exchange's short name to the one application that has passed its hearing; else the
// decision is empty: the document itself will say whose it is.
Decision decide_announcement(Index& index, const OfficialAnnouncement& announcement);

// Where a PDF comes from.
struct PdfOrigin {
  std::optional<ApplicationId> application;  // whose list of documents it stands in
  std::optional<OfficialDocumentKind> kind;  // as that list calls it
  CivilDate captured_on;                     // Hong Kong day
};

// What the PDF says, for the application of its origin, else of the legal names and the stock code
// in it. Stages and figures of a document that fits no application stay unattached.
Decision decide_pdf(Index& index, const PdfFacts& facts, const PdfOrigin& origin);

}  // namespace gongwatch::tracker
