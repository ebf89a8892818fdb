// A row of an official list, as identity looks at it.
#pragma once

#include <string>
#include <vector>

#include "model/official.h"
#include "tracker/index.h"
#include "tracker/row_context.h"

namespace gongwatch::tracker {

struct RowView {
  RowView(const ApplicationFeedName& feed, const OfficialApplication& row,
          const RowContext& context);

  const ApplicationFeedName& feed;
  const OfficialApplication& row;
  const RowContext& context;
  std::string name;                 // without markers and remarks
  std::vector<std::string> former;  // what it was called before
  std::optional<CivilDate> filed, phip;
  std::vector<std::string> keys;        // of name and former names
  std::vector<std::string> other_keys;  // of the name in the other language, former ones included
};

using Applications = std::vector<const KnownApplication*>;

// Issuers that bear one of the row's names. Unless `officially`, names from stories count too, but
// only for an issuer that HKEX has not named yet in that script: a translated or short name may
// well be the official name of another company.
IssuerSet issuers_named(const Index& index, const RowView& view, bool officially);

// The one issuer that a new id belongs to: HKEX has named it so before, and neither its name in the
// other script nor a young application that is still alive speaks against it.
std::optional<IssuerId> issuer_of_refiling(const Index& index, const RowView& view);

// Another issuer that HKEX has called as the row does, if the row's own one (`owner`) did not bear
// that name so far: the re-filing of a company that was not recognised at first.
std::optional<IssuerId> issuer_to_join(const Index& index, const RowView& view, IssuerId owner);

// An application without an HKEX id: could its days be those of the row?
bool days_fit(const KnownApplication& told, const RowView& view);

// Applications without an HKEX id that the row may be about: of issuers that bear its name, with
// days that can be the row's …
Applications unlinked_by_name(const Index& index, const RowView& view);
// … or that a story told under another name with the same distinctive words, for the same step on
// the same days.
Applications unlinked_by_alias(const Index& index, const RowView& view);

// For rows without an id: the one application that the row can be about, and why. `torn`: several
// fit equally.
struct RowMatch {
  std::optional<ApplicationId> application;
  std::string by;
  bool torn = false;
};
RowMatch match_without_id(const Index& index, const RowView& view);

}  // namespace gongwatch::tracker
