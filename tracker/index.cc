#include "tracker/index.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/names.h"
#include "text/names.h"
#include "tracker/identity.h"

namespace gongwatch::tracker {
namespace {

IssuerSet look_up(const std::map<std::string, IssuerSet, std::less<>>& map, std::string_view key) {
  const auto found = map.find(key);
  return key.empty() || found == map.end() ? IssuerSet{} : found->second;
}

void keep_earlier(std::optional<CivilDate>& earliest, std::optional<CivilDate> day) {
  if (day && (!earliest || *day < *earliest)) earliest = day;
}

}  // namespace

std::optional<CivilDate> filed_on(const KnownApplication& application) {
  std::optional<CivilDate> official, told;
  for (const StageFact& fact : application.stages) {
    if (fact.history || !is_filing(fact.stage)) continue;
    keep_earlier(fact.official ? official : told, day_of(fact));
  }
  return official ? official : told;
}

std::optional<CivilDate> first_seen_on(const KnownApplication& application) {
  std::optional<CivilDate> earliest;
  for (const StageFact& fact : application.stages) {
    if (!fact.history) keep_earlier(earliest, day_of(fact));
  }
  return earliest;
}

bool known_from_news_alone(const KnownIssuer& issuer) {
  return !issuer.corrected &&
         std::none_of(issuer.names.begin(), issuer.names.end(),
                      [](const IssuerName& name) {
                        return name.kind == NameKind::official || name.kind == NameKind::former;
                      }) &&
         std::none_of(issuer.applications.begin(), issuer.applications.end(),
                      [](const KnownApplication& one) { return one.hkex_id.has_value(); });
}

Index::Index(std::vector<KnownIssuer> known) {
  for (KnownIssuer& issuer : known) {
    places_[issuer.issuer_id] = issuers_.size();
    next_issuer_ = std::max(next_issuer_, issuer.issuer_id + 1);
    issuers_.push_back(std::move(issuer));
    for (const ApplicationId id : issuers_.back().absorbed) {
      next_application_ = std::max(next_application_, id + 1);
    }
    for (const IssuerName& name : issuers_.back().names) index_name(name);
    for (const KnownApplication& application : issuers_.back().applications) {
      index_application(application);
    }
  }
}

void Index::index_name(const IssuerName& name) {
  if (name.key.empty()) return;
  keys_[name.key].insert(name.issuer_id);
  unread_names_.emplace_back(name.issuer_id, name.name);
}

void Index::index_by_words() const {
  for (const auto& [id, name] : unread_names_) {
    distinctive_[text::distinctive_key(name)].insert(id);
    const auto words = identity_words(name);
    if (!words.empty()) words_[words.front()].insert(id);
  }
  unread_names_.clear();
}

void Index::index_application(const KnownApplication& application) {
  next_application_ = std::max(next_application_, application.application_id + 1);
  owners_[application.application_id] = application.issuer_id;
  if (application.hkex_id) {
    hkex_ids_[*application.hkex_id] = application.application_id;
  } else {
    told_.insert(application.application_id);
  }
  for (const StageFact& fact : application.stages) index_stage(fact);
  if (application.stock_code) codes_[*application.stock_code].insert(application.issuer_id);
}

void Index::index_stage(const StageFact& fact) {
  if (!fact.official || !fact.application_id) return;
  told_.erase(*fact.application_id);
  if (fact.stage == Stage::returned && fact.event_date) {
    returned_[*fact.event_date].push_back(*fact.application_id);
  }
}

KnownApplication* Index::find(ApplicationId id) {
  const auto owner = owners_.find(id);
  if (owner == owners_.end()) return nullptr;
  for (KnownApplication& application : mutable_issuer(owner->second).applications) {
    if (application.application_id == id) return &application;
  }
  return nullptr;
}

const KnownApplication* Index::application(ApplicationId id) const {
  return const_cast<Index*>(this)->find(id);
}

const KnownApplication* Index::by_hkex_id(std::int64_t hkex_id) const {
  const auto found = hkex_ids_.find(hkex_id);
  return found == hkex_ids_.end() ? nullptr : application(found->second);
}

IssuerSet Index::by_key(std::string_view key) const { return look_up(keys_, key); }
IssuerSet Index::by_distinctive_key(std::string_view key) const {
  index_by_words();
  return look_up(distinctive_, key);
}
IssuerSet Index::by_identity_word(std::string_view word) const {
  index_by_words();
  return look_up(words_, word);
}
IssuerSet Index::by_stock_code(std::string_view code) const { return look_up(codes_, code); }

std::vector<const KnownApplication*> Index::returned_on(CivilDate day) const {
  std::vector<const KnownApplication*> found;
  const auto ids = returned_.find(day);
  if (ids == returned_.end()) return found;
  for (const ApplicationId id : ids->second) {
    const auto* known = application(id);
    if (known != nullptr && !known->hkex_id) found.push_back(known);
  }
  return found;
}

std::vector<const KnownApplication*> Index::heard() const {
  std::vector<const KnownApplication*> found;
  for (const KnownIssuer& issuer : issuers_) {
    for (const KnownApplication& application : issuer.applications) {
      const bool heard = std::any_of(
          application.stages.begin(), application.stages.end(),
          [](const StageFact& fact) { return fact.official && fact.stage == Stage::phip; });
      if (heard) found.push_back(&application);
    }
  }
  return found;
}

std::vector<const KnownApplication*> Index::newest_first(IssuerId id) const {
  std::vector<const KnownApplication*> applications;
  for (const auto& application : issuer(id).applications) applications.push_back(&application);
  const auto rank = [](const KnownApplication* application) {
    const auto filed = filed_on(*application);
    const auto day = filed ? filed : first_seen_on(*application);
    return std::tuple(day.value_or(CivilDate{}), application->hkex_id.value_or(0),
                      application->application_id);
  };
  std::sort(applications.begin(), applications.end(),
            [&](const auto* a, const auto* b) { return rank(a) > rank(b); });
  return applications;
}

IssuerId Index::add_issuer(Decision& decision) {
  const IssuerId id = next_issuer_++;
  places_[id] = issuers_.size();
  issuers_.emplace_back().issuer_id = id;
  decision.new_issuers.push_back(id);
  return id;
}

ApplicationId Index::add_application(Decision& decision, KnownApplication application) {
  application.application_id = next_application_++;
  index_application(application);
  decision.new_applications.push_back(application);
  const ApplicationId id = application.application_id;
  mutable_issuer(application.issuer_id).applications.push_back(std::move(application));
  return id;
}

void Index::add_name(Decision& decision, IssuerName name) {
  if (name.key.empty()) return;
  const auto& names = issuer(name.issuer_id).names;
  const bool known = std::any_of(names.begin(), names.end(), [&](const IssuerName& other) {
    if (name.kind == NameKind::official || name.kind == NameKind::former) {
      return other.name == name.name && other.kind == name.kind;
    }
    // What a story calls it adds nothing if the issuer is known by that name in that language.
    return other.name == name.name || (other.key == name.key && other.language == name.language);
  });
  if (known) return;
  index_name(name);
  decision.new_names.push_back(name);
  mutable_issuer(name.issuer_id).names.push_back(std::move(name));
}

void Index::show_name(Decision& decision, const IssuerName& name) {
  auto& names = mutable_issuer(name.issuer_id).names;
  const auto is_official = [&](const IssuerName& other) {
    return other.kind == NameKind::official && other.language == name.language;
  };
  const auto newest = std::find_if(names.rbegin(), names.rend(), is_official);
  if (newest == names.rend() || newest->name == name.name) return;
  const auto known = std::find_if(names.begin(), names.end(), [&](const IssuerName& other) {
    return is_official(other) && other.name == name.name;
  });
  if (known == names.end()) return;
  std::rotate(known, known + 1, names.end());
  decision.names_shown.push_back({name});
}

void Index::retract_stage(Decision& decision, Decision::StageRetraction retraction) {
  auto* application = find(retraction.application_id);
  if (application == nullptr) return;
  const auto gone = std::erase_if(application->stages, [&](const StageFact& fact) {
    return fact.official && !fact.event_date && fact.stage == retraction.stage &&
           fact.rule == retraction.rule;
  });
  if (gone > 0) decision.stage_retractions.push_back(std::move(retraction));
}

void Index::add_stage(Decision& decision, StageFact fact) {
  if (fact.application_id) {
    index_stage(fact);
    if (auto* application = find(*fact.application_id)) application->stages.push_back(fact);
  }
  decision.stages.push_back(std::move(fact));
}

void Index::add_appointment(Decision& decision, Decision::Appointment appointment) {
  auto* application = find(appointment.application_id);
  if (application != nullptr && is_sponsor(appointment.sponsor.role)) {
    application->sponsors.push_back(appointment.sponsor.firm.value_or(appointment.sponsor.name));
  }
  decision.appointments.push_back(std::move(appointment));
}

void Index::link(Decision& decision, ApplicationId id, std::int64_t hkex_id, std::string reason) {
  auto* application = find(id);
  if (application == nullptr || application->hkex_id) return;
  application->hkex_id = hkex_id;
  hkex_ids_[hkex_id] = id;
  told_.erase(id);
  decision.hkex_links.push_back({id, hkex_id, std::move(reason)});
}

void Index::fill(Decision& decision, Decision::ApplicationUpdate update) {
  auto* application = find(update.application_id);
  if (application == nullptr) return;
  const auto take = [](auto& known, auto& told) {
    if (known) told.reset();
    if (told) known = told;
  };
  take(application->board, update.board);
  take(application->stock_code, update.stock_code);
  take(application->previous_application_id, update.previous_application_id);
  if (update.stock_code) codes_[*update.stock_code].insert(application->issuer_id);
  if (update.corrected_stock_code) {
    application->stock_code = update.corrected_stock_code;
    reindex_codes(application->issuer_id);
  }
  if (update.board || update.stock_code || update.previous_application_id ||
      update.corrected_stock_code) {
    decision.updates.push_back(std::move(update));
  }
}

}  // namespace gongwatch::tracker
