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

// The issuer's application that an event of that day belongs to: the newest one filed by then.
// Nothing if none fits.
std::optional<ApplicationId> application_for(const Index& index, IssuerId issuer,
                                             const Event& event, CivilDate day);

}  // namespace gongwatch::tracker
