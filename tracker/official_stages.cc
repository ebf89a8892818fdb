#include "tracker/official_stages.h"

#include <algorithm>
#include <tuple>

#include "tracker/identity.h"

namespace gongwatch::tracker {
namespace {

constexpr std::string_view kByDocument = "hkex-feed-document";
constexpr std::string_view kByStatus = "hkex-feed-status";

bool is_active_list(const ApplicationFeedName& feed) {
  return feed.list.compare(0, 9, "appactive") == 0;
}

bool dates_a_stage(const OfficialDocument& document) {
  return document.date && (document.kind == OfficialDocumentKind::application_proof ||
                           document.kind == OfficialDocumentKind::phip);
}

std::optional<CivilDate> first_day(const OfficialApplication& row, OfficialDocumentKind kind) {
  std::optional<CivilDate> first;
  for (const OfficialDocument& document : row.documents) {
    if (document.kind != kind || !document.date) continue;
    if (!first || *document.date < *first) first = document.date;
  }
  return first;
}

// By day; on one day the Application Proof comes before the PHIP.
std::vector<const OfficialDocument*> dated_documents(const OfficialApplication& row) {
  std::vector<const OfficialDocument*> documents;
  for (const OfficialDocument& document : row.documents) {
    if (dates_a_stage(document)) documents.push_back(&document);
  }
  const auto rank = [](const OfficialDocument* document) {
    return std::tuple(*document->date, document->kind, document->submission.value_or(1));
  };
  std::sort(documents.begin(), documents.end(),
            [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  return documents;
}

std::vector<OfficialStage> stages_of_documents(const OfficialApplication& row, bool chained) {
  std::vector<OfficialStage> stages;
  std::optional<Stage> now;
  for (const OfficialDocument* document : dated_documents(row)) {
    const CivilDate day = *document->date;
    const bool numbered = document->submission.value_or(1) > 1;
    if (document->kind == OfficialDocumentKind::phip) {
      if (now != Stage::phip) stages.push_back({Stage::phip, day, day, kByDocument, false});
      now = Stage::phip;
      continue;
    }
    const bool repeated = numbered || now == Stage::phip;
    if (now && !repeated) continue;  // a revised version is no new filing
    if (!stages.empty() && is_filing(stages.back().stage) && stages.back().event_date == day) {
      continue;  // the same submission in another language
    }
    now = chained || repeated ? Stage::refiled : Stage::filed;
    stages.push_back({*now, day, day, kByDocument, repeated});
  }
  return stages;
}

// The row's own word. Without a dated document it is all there is; an end is told by nothing else.
std::optional<OfficialStage> stage_of_status(const ApplicationFeedName& feed,
                                             const OfficialApplication& row, bool chained,
                                             const std::vector<OfficialStage>& by_documents) {
  if (!row.stage) return std::nullopt;
  OfficialStage told{*row.stage, std::nullopt, std::nullopt, kByStatus, false};
  if (!is_filing(told.stage) && told.stage != Stage::phip) return told;
  const bool dated = std::any_of(by_documents.begin(), by_documents.end(), [&](const auto& stage) {
    return same_step(stage.stage, told.stage);
  });
  if (dated || (is_filing(told.stage) && !by_documents.empty())) return std::nullopt;
  if (is_active_list(feed)) told.disclosed_on = row.latest_document_on;
  if (is_filing(told.stage) && chained) told.stage = Stage::refiled;
  return told;
}

// A document's stage is known if it was told for that day, or if the same step was dated earlier
// and nothing went back since: rows show fewer documents later on, and a replaced PHIP is no second
// one.
bool is_known(const OfficialStage& told, const std::vector<StageFact>& known) {
  std::optional<CivilDate> refiled;
  for (const StageFact& fact : known) {
    if (!fact.official || fact.stage != Stage::refiled || !fact.event_date) continue;
    if (told.event_date && *fact.event_date <= *told.event_date) {
      refiled = refiled ? std::max(*refiled, *fact.event_date) : fact.event_date;
    }
  }
  return std::any_of(known.begin(), known.end(), [&](const StageFact& fact) {
    const bool one_step =
        is_filing(told.stage) && !told.repeated ? is_filing(fact.stage) : fact.stage == told.stage;
    if (!fact.official || !one_step) return false;
    if (fact.event_date == told.event_date && fact.disclosed_on == told.disclosed_on) return true;
    if (!told.event_date) return true;  // the row's own word adds nothing to a fact of that stage
    if (!fact.event_date || *fact.event_date > *told.event_date) return false;
    if (is_filing(told.stage)) return !told.repeated;
    return !refiled || *fact.event_date >= *refiled;
  });
}

}  // namespace

std::optional<CivilDate> filing_day(const ApplicationFeedName& feed,
                                    const OfficialApplication& row) {
  const auto first = first_day(row, OfficialDocumentKind::application_proof);
  if (first) return first;
  return is_active_list(feed) && row.stage == Stage::filed ? row.latest_document_on : std::nullopt;
}

std::optional<CivilDate> phip_day(const ApplicationFeedName& feed, const OfficialApplication& row) {
  const auto first = first_day(row, OfficialDocumentKind::phip);
  if (first) return first;
  return is_active_list(feed) && row.stage == Stage::phip ? row.latest_document_on : std::nullopt;
}

std::vector<OfficialStage> new_stages(const ApplicationFeedName& feed,
                                      const OfficialApplication& row, bool chained,
                                      const std::vector<StageFact>& known) {
  std::vector<OfficialStage> told = stages_of_documents(row, chained);
  if (auto status = stage_of_status(feed, row, chained, told)) told.push_back(*status);
  std::erase_if(told, [&](const OfficialStage& stage) { return is_known(stage, known); });
  return told;
}

}  // namespace gongwatch::tracker
