#include "tracker/ledger.h"

#include <utility>

#include "tracker/index.h"
#include "tracker/rows.h"
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

Decision Ledger::decide(const ApplicationFeedName& feed, const OfficialApplication& row) {
  return decide_row(impl_->index, feed, row);
}

Decision Ledger::decide(const Document& document, CivilDate published_on) {
  return decide_story(impl_->index, document, published_on);
}

}  // namespace gongwatch::tracker
