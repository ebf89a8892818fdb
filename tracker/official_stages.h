// The stages that one row of an application feed tells.
#pragma once

#include <vector>

#include "model/ipo.h"
#include "model/official.h"

namespace gongwatch::tracker {

struct OfficialStage {
  Stage stage = Stage::filed;
  std::optional<CivilDate> event_date, disclosed_on;
  std::string_view rule;
  bool repeated = false;  // a filing behind an earlier one of the same application
};

// Only what `known` (the application's live facts) does not hold yet. Documents date the stages:
// the first Application Proof is the filing (a re-filing if chained), a PHIP behind it is the PHIP,
// a later Application Proof behind a PHIP or of a second submission is a re-filing. A row without
// such a document tells its own stage: in the lists of active applications `d` (the day of the
// latest document) is when it was disclosed, nowhere else (it is no day of listing or lapse).
std::vector<OfficialStage> new_stages(const ApplicationFeedName& feed,
                                      const OfficialApplication& row, bool chained,
                                      const std::vector<StageFact>& known);

// The first day of an Application Proof, and of a PHIP, among the row's documents; else `d` in the
// lists of active ones.
std::optional<CivilDate> filing_day(const ApplicationFeedName& feed,
                                    const OfficialApplication& row);
std::optional<CivilDate> phip_day(const ApplicationFeedName& feed, const OfficialApplication& row);

}  // namespace gongwatch::tracker
