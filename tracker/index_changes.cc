// Merging and taking apart: what sources or people say of records that are known already.
#include <algorithm>
#include <iterator>
#include <utility>

#include "text/names.h"
#include "tracker/identity.h"
#include "tracker/index.h"

namespace gongwatch::tracker {
namespace {

template <class Map>
void forget(Map& map, std::string_view key, IssuerId issuer) {
  const auto found = map.find(key);
  if (found == map.end()) return;
  found->second.erase(issuer);
  if (found->second.empty()) map.erase(found);
}

}  // namespace

void Index::forget_names(IssuerId id) {
  index_by_words();
  for (const IssuerName& name : issuer(id).names) {
    forget(keys_, name.key, id);
    forget(distinctive_, text::distinctive_key(name.name), id);
    const auto words = identity_words(name.name);
    if (!words.empty()) forget(words_, words.front(), id);
  }
}

void Index::reindex_codes(IssuerId id) {
  for (auto& [code, issuers] : codes_) issuers.erase(id);
  for (const KnownApplication& application : issuer(id).applications) {
    if (application.stock_code) codes_[*application.stock_code].insert(id);
  }
}

void Index::merge_issuer(Decision& decision, IssuerId from, IssuerId into, std::string reason) {
  if (from == into) return;
  forget_names(from);
  KnownIssuer& old = mutable_issuer(from);
  KnownIssuer& kept = mutable_issuer(into);
  for (IssuerName& name : old.names) {
    name.issuer_id = into;
    index_name(name);
    kept.names.push_back(std::move(name));
  }
  old.names.clear();
  old.merged_into = into;
  for (KnownApplication& application : old.applications) {
    application.issuer_id = into;
    owners_[application.application_id] = into;
    kept.applications.push_back(std::move(application));
  }
  old.applications.clear();
  reindex_codes(from);
  reindex_codes(into);
  decision.issuer_merges.push_back({from, into, std::move(reason)});
}

void Index::merge_application(Decision& decision, ApplicationId from, ApplicationId into,
                              std::string reason) {
  const auto owner = owners_.find(from);
  if (from == into || owner == owners_.end() || find(into) == nullptr) return;
  auto& applications = mutable_issuer(owner->second).applications;
  const auto old = std::find_if(applications.begin(), applications.end(),
                                [&](const auto& one) { return one.application_id == from; });
  std::vector<StageFact> stages = std::move(old->stages);
  const Decision::ApplicationUpdate known{into, old->board, old->stock_code, std::nullopt};
  applications.erase(old);
  owners_.erase(from);
  told_.erase(from);
  KnownApplication& kept = *find(into);
  for (StageFact& fact : stages) fact.application_id = into;
  kept.stages.insert(kept.stages.end(), std::make_move_iterator(stages.begin()),
                     std::make_move_iterator(stages.end()));
  mutable_issuer(kept.issuer_id).absorbed.push_back(from);
  fill(decision, known);
  decision.application_merges.push_back({from, into, std::move(reason)});
}

void Index::move_application(Decision& decision, ApplicationId id, IssuerId to,
                             std::string reason) {
  const auto owner = owners_.find(id);
  if (owner == owners_.end() || owner->second == to) return;
  const IssuerId from = owner->second;
  auto& applications = mutable_issuer(from).applications;
  const auto moved = std::find_if(applications.begin(), applications.end(),
                                  [&](const auto& one) { return one.application_id == id; });
  moved->issuer_id = to;
  mutable_issuer(to).applications.push_back(std::move(*moved));
  applications.erase(moved);
  owner->second = to;
  reindex_codes(from);
  reindex_codes(to);
  decision.application_moves.push_back({id, to, std::move(reason)});
}

void Index::move_name(Decision& decision, IssuerId from, const std::string& name, IssuerId to,
                      std::string reason) {
  if (from == to) return;
  forget_names(from);
  auto& names = mutable_issuer(from).names;
  bool moved = false;
  for (auto at = names.begin(); at != names.end();) {
    if (at->name != name) {
      ++at;
      continue;
    }
    moved = true;
    IssuerName taken = std::move(*at);
    at = names.erase(at);
    taken.issuer_id = to;
    index_name(taken);
    mutable_issuer(to).names.push_back(std::move(taken));
  }
  for (const IssuerName& kept : issuer(from).names) index_name(kept);
  if (moved) decision.name_moves.push_back({from, name, to, std::move(reason)});
}

}  // namespace gongwatch::tracker
