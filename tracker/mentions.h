// Whom a story means.
#pragma once

#include <string_view>

#include "tracker/index.h"

namespace gongwatch::tracker {

struct Attachment {
  enum class Found { nobody, somebody, several };
  Found found = Found::nobody;
  IssuerId issuer = 0;                       // of somebody
  std::optional<ApplicationId> application;  // set if the way of finding names it
  std::string_view by;                       // name, name+sponsors, stock-code, alias+stage+date
  IssuerSet candidates;                      // of several, if they bear the name
};

// By stock code, then by name (and sponsors, if several bear it), then by a shared distinctive word
// with the same step on neighbouring days (`day`: the event's).
Attachment find_issuer(const Index& index, const Event& event, CivilDate day);

// One company that stories in two languages have made two issuers of, as a story that names both
// says: they share no script, and have told the event's step on neighbouring days.
struct ToldApart {
  IssuerId from = 0, into = 0;  // `from` is known from the news alone
  ApplicationId from_application = 0, into_application = 0;
};
std::optional<ToldApart> told_apart(const Index& index, const Event& event, CivilDate day);

// The issuer's application that an event of that day belongs to: the newest one filed by then.
// Nothing if none fits.
std::optional<ApplicationId> application_for(const Index& index, IssuerId issuer,
                                             const Event& event, CivilDate day);

}  // namespace gongwatch::tracker
