#include "tracker/rows.h"

#include <algorithm>

#include "text/names.h"
#include "tracker/identity.h"
#include "tracker/official_stages.h"

namespace gongwatch::tracker {
namespace {

constexpr int kNeighbourDays = 3;         // sources tell one step on neighbouring days
constexpr int kOneFilingDays = 7;         // … and a filing within a week
constexpr int kLongestProcessDays = 400;  // from a filing to the last news of that application

struct RowView {
  const ApplicationFeedName& feed;
  const OfficialApplication& row;
  std::string name;                 // without markers and remarks
  std::vector<std::string> former;  // what it was called before
  std::optional<CivilDate> filed, phip;

  std::vector<std::string> keys() const {
    std::vector<std::string> keys{text::name_key(name)};
    for (const auto& old : former) keys.push_back(text::name_key(old));
    return keys;
  }
};

bool told_officially(const IssuerName& name) {
  return name.kind == NameKind::official || name.kind == NameKind::former;
}

bool has_official_name_in_script_of(const KnownIssuer& issuer, std::string_view name) {
  return std::any_of(issuer.names.begin(), issuer.names.end(), [&](const IssuerName& known) {
    return known.kind == NameKind::official && has_han(known.name) == has_han(name);
  });
}

// Issuers that bear one of the row's names. Names from stories count only for an issuer that HKEX
// has not named yet in that script: a translated or short name may well be the official name of
// another company.
IssuerSet issuers_named(const Index& index, const RowView& view, bool officially) {
  IssuerSet found;
  for (const std::string& key : view.keys()) {
    for (const IssuerId id : index.by_key(key)) {
      const KnownIssuer& issuer = index.issuer(id);
      const bool fits =
          std::any_of(issuer.names.begin(), issuer.names.end(), [&](const auto& name) {
            if (name.key != key) return false;
            if (told_officially(name)) return true;
            return !officially && !has_official_name_in_script_of(issuer, view.name);
          });
      if (fits) found.insert(id);
    }
  }
  return found;
}

// An application known from the news alone: could its days be those of the row?
bool days_fit(const KnownApplication& told, const RowView& view) {
  for (const StageFact& fact : told.stages) {
    const auto day = day_of(fact);
    if (fact.history || !day || !view.filed) continue;
    if (is_filing(fact.stage) && !within_days(*day, *view.filed, kOneFilingDays)) return false;
    if (days_between(*view.filed, *day) < -kNeighbourDays) return false;
    if (days_between(*view.filed, *day) > kLongestProcessDays) return false;
  }
  return true;
}

// The row's filing or PHIP and a step of the application on neighbouring days.
bool shares_a_step(const KnownApplication& told, const RowView& view) {
  return std::any_of(told.stages.begin(), told.stages.end(), [&](const StageFact& fact) {
    const auto day = day_of(fact);
    if (fact.history || !day) return false;
    const auto near = [&](Stage stage, std::optional<CivilDate> official) {
      return official && same_step(stage, fact.stage) &&
             within_days(*day, *official, kNeighbourDays);
    };
    return near(Stage::filed, view.filed) || near(Stage::phip, view.phip);
  });
}

using Applications = std::vector<const KnownApplication*>;

Applications unlinked_by_name(const Index& index, const RowView& view) {
  Applications found;
  for (const IssuerId id : issuers_named(index, view, false)) {
    for (const KnownApplication& application : index.issuer(id).applications) {
      if (!application.hkex_id && days_fit(application, view)) found.push_back(&application);
    }
  }
  return found;
}

// A story told it under another name that begins with the same distinctive word, for the same step
// on the same days.
Applications unlinked_by_alias(const Index& index, const RowView& view) {
  IssuerSet sharers;
  const auto words = identity_words(view.name);
  if (words.empty()) return {};
  for (const IssuerId id : index.by_identity_word(words.front())) {
    const auto& names = index.issuer(id).names;
    const bool fits = std::any_of(names.begin(), names.end(), [&](const IssuerName& name) {
      return begins_with_words(words, identity_words(name.name));
    });
    if (fits) sharers.insert(id);
  }
  if (sharers.size() != 1) return {};
  // HKEX calls that issuer otherwise: a new name of it would come with its former one.
  if (has_official_name_in_script_of(index.issuer(*sharers.begin()), view.name)) return {};
  Applications found;
  for (const KnownApplication& application : index.issuer(*sharers.begin()).applications) {
    if (!application.hkex_id && days_fit(application, view) && shares_a_step(application, view)) {
      found.push_back(&application);
    }
  }
  return found;
}

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
  const IssuerSet named = issuers_named(index, view, true);
  KnownApplication fresh;
  fresh.hkex_id = hkex_id;
  fresh.board = view.feed.board;
  fresh.stock_code = view.row.stock_code;
  const IssuerId issuer = named.size() == 1 ? *named.begin() : index.add_issuer(decision);
  fresh.issuer_id = issuer;
  return add_refiling(index, decision, issuer, std::move(fresh));
}

void learn_names(Index& index, Decision& decision, IssuerId issuer, const RowView& view) {
  const auto learn = [&](const std::string& name, NameKind kind) {
    const std::string language = has_han(name) ? language_of(name, view.feed.language) : "en";
    index.add_name(decision, {issuer, name, text::name_key(name), kind, language});
  };
  learn(view.name, NameKind::official);
  for (const auto& old : view.former) learn(old, NameKind::former);
}

StageFact fact_of(const OfficialStage& stage, ApplicationId application, const RowView& view) {
  StageFact fact;
  fact.application_id = application;
  fact.issuer_name = view.row.applicant;
  fact.stage = stage.stage;
  fact.event_date = stage.event_date;
  fact.disclosed_on = stage.disclosed_on;
  fact.board = view.feed.board;
  fact.official = true;
  fact.evidence.quote = view.row.row_json;
  fact.rule = stage.rule;
  fact.attached_by = "hkex-id";
  return fact;
}

}  // namespace

Decision decide_row(Index& index, const ApplicationFeedName& feed, const OfficialApplication& row) {
  Decision decision;
  const RowView view{feed,
                     row,
                     text::plain_name(row.applicant),
                     text::former_names(row.applicant),
                     filing_day(feed, row),
                     phip_day(feed, row)};
  const ApplicationId id = place(index, decision, view);
  learn_names(index, decision, index.application(id)->issuer_id, view);
  index.fill(decision, {id, feed.board, row.stock_code, std::nullopt});
  const KnownApplication& known = *index.application(id);
  const bool chained = known.previous_application_id.has_value();
  for (const OfficialStage& stage : new_stages(feed, row, chained, known.stages)) {
    index.add_stage(decision, fact_of(stage, id, view));
  }
  for (const OfficialDocument& document : row.documents) index.add_document(decision, id, document);
  return decision;
}

}  // namespace gongwatch::tracker
