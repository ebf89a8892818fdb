// What a reader of feeds knows about a row beside its bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace gongwatch::tracker {

struct RowContext {
  // The day on which the list says that it last changed, if the row was not in it at the reading
  // before: then the row came with that change. Nothing on the first reading of a list.
  std::optional<CivilDate> appeared_on;
  // The row stands in a list of active applications after it had left it, and in no list of ended
  // or listed ones: the application is alive again.
  bool reopened = false;
  // What the same id is called in the feed of the other language, if that is being read too.
  std::string other_name;
  // OfficialApplication::sponsors with their canonical firms.
  std::vector<SponsorMention> sponsors;
};

}  // namespace gongwatch::tracker
