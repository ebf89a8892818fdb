#include "tracker/ledger.h"

#include <utility>

#include "tracker/index.h"
#include "tracker/stories.h"

namespace gongwatch::tracker {

class Ledger::Impl {
 public:
  explicit Impl(std::vector<KnownIssuer> known) : index(std::move(known)) {}
  Index index;
};

Ledger::Ledger(std::vector<KnownIssuer> known) : impl_(std::make_unique<Impl>(std::move(known))) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

DecidedRow Ledger::decide(const ApplicationFeedName& feed, const OfficialApplication& row,
                          const RowContext& context) {
  return decide_row(impl_->index, feed, row, context);
}

Decision Ledger::reopen(const ApplicationFeedName& list, std::int64_t hkex_id,
                        std::optional<CivilDate> day) {
  return reopen_application(impl_->index, list, hkex_id, day);
}

Decision Ledger::decide(const Document& document, CivilDate published_on) {
  return decide_story(impl_->index, document, published_on);
}

Decision Ledger::decide(const OfficialAnnouncement& announcement) {
  return decide_announcement(impl_->index, announcement);
}

Decision Ledger::decide(const PdfFacts& facts, const PdfOrigin& origin) {
  return decide_pdf(impl_->index, facts, origin);
}

Result<Decision> Ledger::merge(IssuerId from, IssuerId into) {
  return merge_issuers(impl_->index, from, into);
}

Result<Decision> Ledger::split(const SplitOrder& order) {
  return split_issuer(impl_->index, order);
}

}  // namespace gongwatch::tracker
