#include "tracker/rows.h"

#include <algorithm>

#include "text/names.h"
#include "tracker/identity.h"
#include "tracker/official_stages.h"
#include "tracker/row_view.h"

namespace gongwatch::tracker {
namespace {

// Chains the new application behind the issuer's filing with the next lower HKEX id (ids grow with
// time), and the one with the next higher id behind it, if that stands unchained: feeds may tell
// the newer row first.
ApplicationId add_refiling(Index& index, Decision& decision, IssuerId issuer,
                           KnownApplication fresh) {
  const KnownApplication* before = nullptr;
  const KnownApplication* after = nullptr;
  for (const KnownApplication& other : index.issuer(issuer).applications) {
    const std::int64_t id = other.hkex_id.value_or(0);
    if (id < *fresh.hkex_id) {
      if (before == nullptr || id >= before->hkex_id.value_or(0)) before = &other;
    } else if (after == nullptr || id < *after->hkex_id) {
      after = &other;
    }
  }
  if (before != nullptr) fresh.previous_application_id = before->application_id;
  const bool chain_after = after != nullptr && !after->previous_application_id;
  const ApplicationId after_id = chain_after ? after->application_id : 0;
  const ApplicationId id = index.add_application(decision, std::move(fresh));
  if (chain_after) index.fill(decision, {after_id, std::nullopt, std::nullopt, id});
  return id;
}

// The CSRC publishes filings that HKEX has not shown yet, of confidential applications above all.
bool told_by_csrc_alone(const KnownApplication& one) {
  bool told = false;
  for (const StageFact& fact : one.stages) {
    if (!fact.official) continue;
    if (fact.stage != Stage::csrc_filed) return false;
    told = true;
  }
  return told && !one.hkex_id;
}

const KnownApplication* known_to_csrc(const Index& index, IssuerId issuer, const RowView& view) {
  const KnownApplication* found = nullptr;
  for (const KnownApplication& one : index.issuer(issuer).applications) {
    if (!told_by_csrc_alone(one) || !days_fit(one, view)) continue;
    if (found != nullptr) return nullptr;
    found = &one;
  }
  return found;
}

// An application that no story told before: of the issuer that HKEX has named so, or of a new one.
ApplicationId add_fresh(Index& index, Decision& decision, const RowView& view) {
  KnownApplication fresh;
  if (view.row.hkex_id != 0) fresh.hkex_id = view.row.hkex_id;
  fresh.board = view.feed.board;
  fresh.stock_code = view.row.stock_code;
  const auto known = issuer_of_refiling(index, view);
  if (known && fresh.hkex_id) {
    if (const KnownApplication* same = known_to_csrc(index, *known, view)) {
      const ApplicationId id = same->application_id;
      index.link(decision, id, *fresh.hkex_id, "name");
      return id;
    }
  }
  const IssuerId issuer = known ? *known : index.add_issuer(decision);
  fresh.issuer_id = issuer;
  if (fresh.hkex_id) return add_refiling(index, decision, issuer, std::move(fresh));
  return index.add_application(decision, std::move(fresh));
}

ApplicationId place(Index& index, Decision& decision, const RowView& view) {
  const std::int64_t hkex_id = view.row.hkex_id;
  if (const auto* known = index.by_hkex_id(hkex_id)) return known->application_id;
  for (const bool by_name : {true, false}) {
    const Applications unlinked =
        by_name ? unlinked_by_name(index, view) : unlinked_by_alias(index, view);
    if (unlinked.size() != 1) continue;
    const ApplicationId id = unlinked.front()->application_id;
    index.link(decision, id, hkex_id, by_name ? "name" : "alias+stage+date");
    return id;
  }
  return add_fresh(index, decision, view);
}

// Stories in two languages may have made two issuers of one company before HKEX named it: the row
// that bears both names joins them. Names count that are the row's own, or else what would have
// linked the story to the row had the row come first.
void join_told_apart(Index& index, Decision& decision, ApplicationId application,
                     const RowView& view) {
  const IssuerId owner = index.application(application)->issuer_id;
  struct Apart {
    IssuerId issuer;
    ApplicationId application;
  };
  std::vector<Apart> apart;
  const auto take = [&](const Applications& told) {
    for (const KnownApplication* one : told) {
      if (one->issuer_id == owner) continue;
      const KnownIssuer& issuer = index.issuer(one->issuer_id);
      const bool csrc_alone = !issuer.corrected && issuer.applications.size() == 1 &&
                              told_by_csrc_alone(issuer.applications.front());
      if (csrc_alone || known_from_news_alone(issuer))
        apart.push_back({one->issuer_id, one->application_id});
    }
  };
  take(unlinked_by_name(index, view));
  const bool by_name = !apart.empty();
  if (!by_name) {
    const Applications told = unlinked_by_alias(index, view);
    if (told.size() == 1) take(told);
  }
  const std::string reason = by_name ? "name" : "alias+stage+date";
  for (const Apart& one : apart) {
    index.merge_issuer(decision, one.issuer, owner, reason);
    index.merge_application(decision, one.application, application, reason);
  }
}

// A re-filing under a misspelt or one-language name is recognised only once the right name is
// shown.
void join_recognised(Index& index, Decision& decision, ApplicationId application,
                     const RowView& view) {
  const IssuerId owner = index.application(application)->issuer_id;
  if (index.issuer(owner).corrected) return;
  const auto known = issuer_to_join(index, view, owner);
  if (!known) return;
  const std::int64_t own_id = index.application(application)->hkex_id.value_or(0);
  std::optional<ApplicationId> before;
  std::int64_t before_id = -1;
  for (const KnownApplication& other : index.issuer(*known).applications) {
    const std::int64_t id = other.hkex_id.value_or(0);
    if (id >= own_id || id <= before_id) continue;
    before_id = id;
    before = other.application_id;
  }
  index.merge_issuer(decision, owner, *known, "name");
  if (before) index.fill(decision, {application, std::nullopt, std::nullopt, before});
}

void learn_names(Index& index, Decision& decision, IssuerId issuer, const RowView& view) {
  const auto learn = [&](const std::string& name, const std::string& key, NameKind kind) {
    const std::string language = has_han(name) ? language_of(name, view.feed.language) : "en";
    index.add_name(decision, {issuer, name, key, kind, language});
  };
  learn(view.name, view.keys.front(), NameKind::official);
  const std::string language =
      has_han(view.name) ? language_of(view.name, view.feed.language) : "en";
  const auto newest = index.newest_first(issuer);
  // The row of an older application may still bear the name of its time.
  if (!newest.empty() && newest.front()->hkex_id == view.row.hkex_id) {
    index.show_name(decision, {issuer, view.name, view.keys.front(), NameKind::official, language});
  }
  for (std::size_t i = 0; i < view.former.size(); ++i) {
    learn(view.former[i], view.keys[i + 1], NameKind::former);
  }
}

StageFact fact_of(const OfficialStage& stage, ApplicationId application, const RowView& view,
                  const std::string& attached_by) {
  StageFact fact;
  fact.application_id = application;
  fact.issuer_name = view.row.applicant;
  fact.stage = stage.stage;
  fact.event_date = stage.event_date;
  fact.event_by = stage.event_by;
  fact.disclosed_on = stage.disclosed_on;
  fact.board = view.feed.board;
  fact.stock_code = view.row.stock_code;
  fact.official = true;
  fact.evidence.quote = view.row.row_json;
  fact.rule = stage.rule;
  fact.attached_by = attached_by;
  return fact;
}

void add_sponsors(Index& index, Decision& decision, ApplicationId application,
                  const RowView& view) {
  const KnownApplication& known = *index.application(application);
  for (const SponsorMention& sponsor : view.context.sponsors) {
    const std::string firm = sponsor.firm.value_or(sponsor.name);
    const bool had =
        std::find(known.sponsors.begin(), known.sponsors.end(), firm) != known.sponsors.end();
    if (!had) index.add_appointment(decision, {application, sponsor, "hkex-returned-row"});
  }
}

void record(Index& index, Decision& decision, ApplicationId id, const RowView& view,
            const std::string& attached_by) {
  learn_names(index, decision, index.application(id)->issuer_id, view);
  index.fill(decision, {id, view.feed.board, view.row.stock_code, std::nullopt});
  const KnownApplication& known = *index.application(id);
  if (view.row.stock_code && known.stock_code != view.row.stock_code) {
    Decision::ApplicationUpdate corrected{id, std::nullopt, std::nullopt, std::nullopt};
    corrected.corrected_stock_code = view.row.stock_code;
    index.fill(decision, std::move(corrected));
  }
  const bool chained = known.previous_application_id.has_value();
  for (const OfficialStage& stage :
       new_stages(view.feed, view.row, view.context, chained, known.stages)) {
    if (stage.rule != kByStatus && stage.day()) {
      const auto& by = stage.stage == Stage::hearing ? kByPhip : kByStatus;
      index.retract_stage(decision, {id, stage.stage, std::string(by)});
    }
    index.add_stage(decision, fact_of(stage, id, view, attached_by));
  }
  add_sponsors(index, decision, id, view);
  for (const OfficialDocument& document : view.row.documents) {
    if (!document.url.empty()) decision.documents.push_back({id, document});
  }
}

// Rows that HKEX and the CSRC publish without an id.
DecidedRow decide_without_id(Index& index, const RowView& view) {
  DecidedRow decided;
  const RowMatch match = match_without_id(index, view);
  if (match.torn || (!match.application && !view.row.stage && !view.row.filed_on)) return decided;
  const std::string by = match.application ? match.by : "new";
  decided.application =
      match.application ? match.application : add_fresh(index, decided.decision, view);
  record(index, decided.decision, *decided.application, view, by);
  return decided;
}

}  // namespace

Decision reopen_application(Index& index, const ApplicationFeedName& list, std::int64_t hkex_id,
                            std::optional<CivilDate> day) {
  Decision decision;
  const KnownApplication* known = index.by_hkex_id(hkex_id);
  if (known == nullptr) return decision;
  OfficialApplication row;
  row.hkex_id = hkex_id;
  row.stage = list.list == "appactive_appphip" ? Stage::phip : Stage::filed;
  row.row_json = "{\"id\":" + std::to_string(hkex_id) + "} stands in " + list.list +
                 " and is gone from the list of ended applications";
  RowContext context;
  context.appeared_on = day;
  context.reopened = true;
  const RowView view(list, row, context);
  if (const auto again = alive_again(list, row, context, known->stages)) {
    StageFact fact = fact_of(*again, known->application_id, view, "hkex-id");
    fact.issuer_name = index.issuer(known->issuer_id).names.empty()
                           ? ""
                           : index.issuer(known->issuer_id).names.front().name;
    index.add_stage(decision, std::move(fact));
  }
  return decision;
}

DecidedRow decide_row(Index& index, const ApplicationFeedName& feed, const OfficialApplication& row,
                      const RowContext& context) {
  const RowView view(feed, row, context);
  if (row.hkex_id == 0) return decide_without_id(index, view);
  DecidedRow decided;
  const bool known = index.by_hkex_id(row.hkex_id) != nullptr;
  const ApplicationId id = place(index, decided.decision, view);
  decided.application = id;
  const auto board = index.application(id)->board;
  if (board && *board != feed.board) decided.other_board = board;
  join_told_apart(index, decided.decision, id, view);
  if (known) join_recognised(index, decided.decision, id, view);
  record(index, decided.decision, id, view, "hkex-id");
  return decided;
}

}  // namespace gongwatch::tracker
