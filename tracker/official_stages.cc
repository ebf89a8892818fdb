#include "tracker/official_stages.h"

#include <algorithm>
#include <tuple>

#include "tracker/identity.h"

namespace gongwatch::tracker {
namespace {

constexpr std::string_view kByDocument = "hkex-feed-document";
constexpr std::string_view kAgain = "hkex-feed-status-again";

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
      if (now != Stage::phip)
        stages.push_back({Stage::phip, day, day, kByDocument, false, std::nullopt});
      now = Stage::phip;
      continue;
    }
    const bool repeated = numbered || now == Stage::phip;
    if (now && !repeated) continue;  // a revised version is no new filing
    if (!stages.empty() && is_filing(stages.back().stage) && stages.back().event_date == day) {
      continue;  // the same submission in another language
    }
    now = chained || repeated ? Stage::refiled : Stage::filed;
    stages.push_back({*now, day, day, kByDocument, repeated, std::nullopt});
  }
  return stages;
}

// The last official fact that ended the application and was not followed by a life again.
bool has_ended(const std::vector<StageFact>& known) {
  bool ended = false;
  for (const StageFact& fact : known) {
    if (!fact.official || fact.history) continue;
    if (is_end(fact.stage)) ended = true;
    if (fact.rule == kAgain) ended = false;
  }
  return ended;
}

// The row's own word. Without a dated document it is all there is; an end is told by nothing else.
std::optional<OfficialStage> stage_of_status(const ApplicationFeedName& feed,
                                             const OfficialApplication& row,
                                             const RowContext& context, bool chained,
                                             const std::vector<OfficialStage>& by_documents) {
  if (!row.stage) return std::nullopt;
  OfficialStage told{*row.stage, row.stage_on, row.stage_on, kByStatus, false, std::nullopt};
  if (!is_filing(told.stage) && told.stage != Stage::phip) {
    if (!told.disclosed_on) told.disclosed_on = context.appeared_on;
    return told;
  }
  const bool dated = std::any_of(by_documents.begin(), by_documents.end(), [&](const auto& stage) {
    return same_step(stage.stage, told.stage);
  });
  if (dated || (is_filing(told.stage) && !by_documents.empty())) return std::nullopt;
  if (feed.is_active()) told.disclosed_on = row.latest_document_on;
  if (is_filing(told.stage) && row.filed_on) told.event_date = told.disclosed_on = row.filed_on;
  if (is_filing(told.stage) && chained) told.stage = Stage::refiled;
  return told;
}

// A closing stage is news again only if the application was alive again in between, or if another
// end was told since and this one has just been seen to come.
bool end_is_known(const OfficialStage& told, const std::vector<StageFact>& known) {
  bool is_known = false;
  std::optional<Stage> last;
  for (const StageFact& fact : known) {
    if (!fact.official) continue;
    if (is_end(fact.stage)) last = fact.stage;
    if (fact.stage == told.stage && (!told.event_date || fact.event_date == told.event_date)) {
      is_known = true;
    }
    if (fact.rule == kAgain && !told.event_date) is_known = false;
  }
  const bool just_came = told.disclosed_on && !told.event_date;
  return is_known && !(just_came && last != told.stage);
}

// A document's stage is known if it was told for that day, or if the same step was dated earlier
// and nothing went back since: rows show fewer documents later on, and a replaced PHIP is no second
// one.
bool is_known(const OfficialStage& told, const std::vector<StageFact>& known) {
  if (is_end(told.stage)) return end_is_known(told, known);
  const auto fact_day = [](const StageFact& fact) {
    return fact.event_date ? fact.event_date : fact.event_by;
  };
  std::optional<CivilDate> refiled;
  for (const StageFact& fact : known) {
    if (!fact.official || fact.stage != Stage::refiled || !fact.event_date) continue;
    if (told.day() && *fact.event_date <= *told.day()) {
      refiled = refiled ? std::max(*refiled, *fact.event_date) : fact.event_date;
    }
  }
  return std::any_of(known.begin(), known.end(), [&](const StageFact& fact) {
    const bool one_step =
        is_filing(told.stage) && !told.repeated ? is_filing(fact.stage) : fact.stage == told.stage;
    if (!fact.official || !one_step) return false;
    const auto day = fact_day(fact);
    if (day == told.day() && fact.disclosed_on == told.disclosed_on) return true;
    if (!told.day()) return true;  // the row's own word adds nothing to a fact of that stage
    if (!day || *day > *told.day()) return false;
    if (is_filing(told.stage)) return !told.repeated;
    return !refiled || *day >= *refiled;
  });
}

// Behind each PHIP the hearing that it proves.
void add_hearings(std::vector<OfficialStage>& stages) {
  std::vector<OfficialStage> all;
  for (const OfficialStage& stage : stages) {
    if (stage.stage == Stage::phip) {
      const auto day = stage.event_date ? stage.event_date : stage.disclosed_on;
      all.push_back({Stage::hearing, std::nullopt, stage.disclosed_on, kByPhip, false, day});
    }
    all.push_back(stage);
  }
  stages = std::move(all);
}

}  // namespace

std::optional<OfficialStage> alive_again(const ApplicationFeedName& feed,
                                         const OfficialApplication& row, const RowContext& context,
                                         const std::vector<StageFact>& known) {
  const bool active = row.stage && (is_filing(*row.stage) || *row.stage == Stage::phip);
  if (!context.reopened || !feed.is_active() || !active || !has_ended(known)) return std::nullopt;
  return OfficialStage{*row.stage, std::nullopt, context.appeared_on, kAgain, false, std::nullopt};
}

std::optional<CivilDate> filing_day(const ApplicationFeedName& feed,
                                    const OfficialApplication& row) {
  const auto first = first_day(row, OfficialDocumentKind::application_proof);
  if (first || row.filed_on) return first ? first : row.filed_on;
  return feed.is_active() && row.stage == Stage::filed ? row.latest_document_on : std::nullopt;
}

std::optional<CivilDate> phip_day(const ApplicationFeedName& feed, const OfficialApplication& row) {
  const auto first = first_day(row, OfficialDocumentKind::phip);
  if (first) return first;
  return feed.is_active() && row.stage == Stage::phip ? row.latest_document_on : std::nullopt;
}

std::vector<OfficialStage> new_stages(const ApplicationFeedName& feed,
                                      const OfficialApplication& row, const RowContext& context,
                                      bool chained, const std::vector<StageFact>& known) {
  std::vector<OfficialStage> told = stages_of_documents(row, chained);
  if (auto status = stage_of_status(feed, row, context, chained, told)) told.push_back(*status);
  const bool filing_told = std::any_of(
      told.begin(), told.end(), [](const OfficialStage& stage) { return is_filing(stage.stage); });
  if (row.filed_on && !filing_told) {  // the index says both when it was filed and how it ended
    told.insert(told.begin(), {chained ? Stage::refiled : Stage::filed, row.filed_on, row.filed_on,
                               kByStatus, false, std::nullopt});
  }
  add_hearings(told);
  std::erase_if(told, [&](const OfficialStage& stage) { return is_known(stage, known); });
  const bool news = std::any_of(told.begin(), told.end(), [](const OfficialStage& stage) {
    return is_filing(stage.stage) || stage.stage == Stage::phip;
  });
  if (!news) {
    if (const auto again = alive_again(feed, row, context, known)) told.push_back(*again);
  }
  return told;
}

}  // namespace gongwatch::tracker
