// The stages that one row of an application feed tells.
#pragma once

#include <string_view>
#include <vector>

#include "model/ipo.h"
#include "model/official.h"
#include "tracker/row_context.h"

namespace gongwatch::tracker {

struct OfficialStage {
  Stage stage = Stage::filed;
  std::optional<CivilDate> event_date, disclosed_on;
  std::string_view rule;
  bool repeated = false;              // a filing behind an earlier one of the same application
  std::optional<CivilDate> event_by;  // a hearing known by its PHIP: on or before that day

  std::optional<CivilDate> day() const { return event_date ? event_date : event_by; }
};

// Only what `known` (the application's live facts) does not hold yet. Documents date the stages:
// the first Application Proof is the filing (a re-filing if chained), a PHIP behind it is the PHIP,
// a later Application Proof behind a PHIP or of a second submission is a re-filing. A row without
// such a document tells its own stage: in the lists of active applications `d` (the day of the
// latest document) is when it was disclosed, nowhere else (it is no day of listing or lapse). A
// PHIP means that the hearing was passed: on or before its day. A row that has just moved into the
// list of the ended or listed ones was disclosed when that list changed (RowContext::appeared_on).
std::vector<OfficialStage> new_stages(const ApplicationFeedName& feed,
                                      const OfficialApplication& row, const RowContext& context,
                                      bool chained, const std::vector<StageFact>& known);

// The row is active again after its end (context.reopened): that is news, whatever its documents
// said before.
std::optional<OfficialStage> alive_again(const ApplicationFeedName& feed,
                                         const OfficialApplication& row, const RowContext& context,
                                         const std::vector<StageFact>& known);

// The rules of what a row tells by its status alone, and of a hearing known by its PHIP.
inline constexpr std::string_view kByStatus = "hkex-feed-status";
inline constexpr std::string_view kByPhip = "phip-posted";

// The first day of an Application Proof, and of a PHIP, among the row's documents; else `d` in the
// lists of active ones.
std::optional<CivilDate> filing_day(const ApplicationFeedName& feed,
                                    const OfficialApplication& row);
std::optional<CivilDate> phip_day(const ApplicationFeedName& feed, const OfficialApplication& row);

}  // namespace gongwatch::tracker
