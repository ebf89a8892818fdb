#include "tracker/corrections.h"

#include <algorithm>
#include <string>

#include "tracker/identity.h"

namespace gongwatch::tracker {
namespace {

constexpr int kOneFilingDays = 7;
constexpr int kLongestProcessDays = 400;
constexpr std::string_view kReason = "correction";

bool exists(const Index& index, IssuerId id) { return index.has_issuer(id); }

tl::unexpected<Error> no_issuer(IssuerId id) {
  return fail(ErrorKind::not_found, "no issuer has the id " + std::to_string(id));
}

// Whether an application told by the news alone can be this attempt of HKEX's list.
bool is_one_attempt(const KnownApplication& told, const KnownApplication& official) {
  const auto told_day = first_seen_on(told);
  const auto filed = filed_on(official);
  if (!told_day || !filed) return true;
  if (const auto told_filed = filed_on(told)) {
    return within_days(*told_filed, *filed, kOneFilingDays);
  }
  const int days = days_between(*filed, *told_day);
  return days >= -kOneFilingDays && days <= kLongestProcessDays;
}

std::optional<ApplicationId> attempt_of(const Index& index, const KnownApplication& told,
                                        IssuerId issuer) {
  for (const KnownApplication* official : index.newest_first(issuer)) {
    if (official->application_id != told.application_id && official->hkex_id &&
        is_one_attempt(told, *official)) {
      return official->application_id;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Decision> merge_issuers(Index& index, IssuerId from, IssuerId into) {
  for (const IssuerId id : {from, into}) {
    if (!exists(index, id)) return no_issuer(id);
  }
  if (from == into) {
    return fail(ErrorKind::invalid_argument, "an issuer cannot be merged with itself");
  }
  Decision decision;
  std::vector<ApplicationId> brought;
  for (const KnownApplication& application : index.issuer(from).applications) {
    brought.push_back(application.application_id);
  }
  index.merge_issuer(decision, from, into, std::string(kReason));
  std::vector<ApplicationId> told;
  for (const ApplicationId id : brought) {
    const auto& stages = index.application(id)->stages;
    const bool official = std::any_of(stages.begin(), stages.end(),
                                      [](const StageFact& fact) { return fact.official; });
    if (!index.application(id)->hkex_id && !official) told.push_back(id);
  }
  for (const ApplicationId id : told) {
    const auto attempt = attempt_of(index, *index.application(id), into);
    if (attempt) index.merge_application(decision, id, *attempt, std::string(kReason));
  }
  return decision;
}

namespace {

// What was merged away has neither names nor applications of its own.
Result<Decision> undo_merge(const Index& index, const SplitOrder& order) {
  const IssuerId id = *order.undo;
  if (!exists(index, id)) return no_issuer(id);
  if (index.issuer(id).merged_into != order.from) {
    return fail(ErrorKind::invalid_argument, "issuer " + std::to_string(id) +
                                                 " was not merged into issuer " +
                                                 std::to_string(order.from));
  }
  Decision decision;
  decision.issuer_unmerges.push_back(id);
  decision.application_unmerges = order.applications;
  return decision;
}

}  // namespace

Result<Decision> split_issuer(Index& index, const SplitOrder& order) {
  if (!exists(index, order.from)) return no_issuer(order.from);
  if (order.undo) return undo_merge(index, order);
  if (order.to && !exists(index, *order.to)) return no_issuer(*order.to);
  const KnownIssuer& from = index.issuer(order.from);
  const auto is_absorbed = [&](ApplicationId id) {
    return std::find(from.absorbed.begin(), from.absorbed.end(), id) != from.absorbed.end();
  };
  std::size_t leaving = 0;
  for (const ApplicationId id : order.applications) {
    if (is_absorbed(id)) continue;
    ++leaving;
    const auto* application = index.application(id);
    if (application == nullptr || application->issuer_id != order.from) {
      return fail(ErrorKind::not_found, "issuer " + std::to_string(order.from) +
                                            " has no application #" + std::to_string(id));
    }
  }
  for (const std::string& name : order.names) {
    const bool borne = std::any_of(from.names.begin(), from.names.end(),
                                   [&](const IssuerName& one) { return one.name == name; });
    if (!borne) {
      return fail(ErrorKind::not_found,
                  "issuer " + std::to_string(order.from) + " is not called \"" + name + "\"");
    }
  }
  if (order.applications.empty() && order.names.empty()) {
    return fail(ErrorKind::invalid_argument, "nothing to split: name an application or a name");
  }
  if (leaving > 0 && leaving >= from.applications.size()) {
    return fail(ErrorKind::invalid_argument, "at least one application must stay");
  }
  Decision decision;
  const IssuerId to = order.to ? *order.to : index.add_issuer(decision);
  index.set_corrected(to);
  for (const ApplicationId id : order.applications) {
    if (is_absorbed(id)) {
      // Its facts are told apart again by the store, which knows which are whose.
      decision.application_unmerges.push_back(id);
      decision.application_moves.push_back({id, to, std::string(kReason)});
    } else {
      index.move_application(decision, id, to, std::string(kReason));
    }
  }
  if (order.names.empty()) {
    // Its rows call it so: a namesake, then.
    const std::vector<IssuerName> names = index.issuer(order.from).names;
    for (IssuerName name : names) {
      if (name.kind != NameKind::official) continue;
      name.issuer_id = to;
      index.add_name(decision, std::move(name));
    }
  }
  for (const std::string& name : order.names) {
    index.move_name(decision, order.from, name, to, std::string(kReason));
  }
  return decision;
}

}  // namespace gongwatch::tracker
