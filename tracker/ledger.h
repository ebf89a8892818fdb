// Which issuer and application a fact belongs to. Pure: decisions over what is known and what is
// new; no clock, no I/O.
//
// The ledger is an index over the known issuers, built once a run. Each decide_* returns what is
// new (possibly nothing) and takes it into the ledger at once, so that the next call sees it; the
// caller stores it in the same transaction.
#pragma once

#include <memory>
#include <vector>

#include "model/ipo.h"
#include "tracker/corrections.h"
#include "tracker/offers.h"
#include "tracker/rows.h"

namespace gongwatch::tracker {

class Ledger {
 public:
  explicit Ledger(std::vector<KnownIssuer> known);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // One row of an official list. The HKEX id decides which application it is, for rows without one
  // names and days; documents give the dates of the stages.
  DecidedRow decide(const ApplicationFeedName& feed, const OfficialApplication& row,
                    const RowContext& context = {});
  // An application that HKEX had ended stands in a list of active ones again (`list`), and no
  // longer among the ended. Nothing if the ledger does not know it as ended.
  Decision reopen(const ApplicationFeedName& list, std::int64_t hkex_id,
                  std::optional<CivilDate> day);
  // All facts of one article. What cannot be attached with confidence stays unattached
  // (application_id null). published_on: the article's Hong Kong day, or the capture's if unknown.
  Decision decide(const Document& document, CivilDate published_on);
  Decision decide(const OfficialAnnouncement& announcement);
  Decision decide(const PdfFacts& facts, const PdfOrigin& origin);
  Result<Decision> merge(IssuerId from, IssuerId into);
  Result<Decision> split(const SplitOrder& order);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::tracker
