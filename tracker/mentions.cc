#include "tracker/mentions.h"

#include <algorithm>
#include <functional>

#include "text/names.h"
#include "text/utf8.h"
#include "tracker/identity.h"

namespace gongwatch::tracker {
namespace {

constexpr int kNeighbourDays = 3;
// Between the first thing we know of an application without a known filing, and an older event of
// it.
constexpr int kLongestUntoldDays = 270;
constexpr std::size_t kMinShortLatin = 5;
constexpr std::size_t kMinShortHan = 2;

Attachment one_of(const IssuerSet& issuers, std::string_view by) {
  Attachment attachment;
  if (issuers.size() == 1)
    attachment = {Attachment::Found::somebody, *issuers.begin(), std::nullopt, by, {}};
  if (issuers.size() > 1) {
    attachment.found = Attachment::Found::several;
    attachment.candidates = issuers;
  }
  return attachment;
}

bool is_full_name(const IssuerName& name) {
  return name.kind == NameKind::official || name.kind == NameKind::legal ||
         name.kind == NameKind::former;
}

// The story gives a legal name, and the issuer bears others in that script: then a shared short
// name proves nothing.
bool contradicts(const KnownIssuer& issuer, const IssuerMention& mention) {
  if (!mention.legal_name) return false;
  const std::string key = text::name_key(*mention.legal_name);
  bool other = false;
  for (const IssuerName& name : issuer.names) {
    if (name.key == key) return false;
    other = other || (is_full_name(name) && has_han(name.name) == has_han(*mention.legal_name));
  }
  return other;
}

IssuerSet bearing(const Index& index, std::string_view name, const IssuerMention& mention) {
  const std::string key = text::name_key(name);
  IssuerSet found;
  for (const IssuerId id : index.by_key(key)) {
    const KnownIssuer& issuer = index.issuer(id);
    const bool full = std::any_of(issuer.names.begin(), issuer.names.end(), [&](const auto& known) {
      return known.key == key && is_full_name(known);
    });
    if (full || !contradicts(issuer, mention)) found.insert(id);
  }
  return found;
}

// "明湾实业" for 明灣實業集團有限公司: it begins the full name, and what follows is only "group",
// "holdings" and the like.
IssuerSet shortened(const Index& index, std::string_view name, const IssuerMention& mention) {
  const std::string key = text::name_key(name);
  const std::string distinctive = text::distinctive_key(name);
  const bool long_enough = has_han(distinctive) ? text::count_han(distinctive) >= kMinShortHan
                                                : distinctive.size() >= kMinShortLatin;
  IssuerSet found;
  if (!long_enough) return found;
  for (const IssuerId id : index.by_distinctive_key(distinctive)) {
    const KnownIssuer& issuer = index.issuer(id);
    const bool fits = std::any_of(issuer.names.begin(), issuer.names.end(), [&](const auto& known) {
      return is_full_name(known) && text::distinctive_key(known.name) == distinctive &&
             begins_name(key, known.key);
    });
    if (fits && !contradicts(issuer, mention)) found.insert(id);
  }
  return found;
}

std::vector<std::string> names_of(const IssuerMention& mention) {
  std::vector<std::string> names;
  if (mention.legal_name) names.push_back(*mention.legal_name);
  names.push_back(mention.name);
  names.insert(names.end(), mention.aliases.begin(), mention.aliases.end());
  return names;
}

// Stronger names decide first: the legal one, the usual one, the others; then shortened ones.
Attachment by_name(const Index& index, const IssuerMention& mention) {
  const std::string_view by = "name";
  std::vector<std::string> strong{mention.name};
  if (mention.legal_name) strong.insert(strong.begin(), *mention.legal_name);
  for (const std::string& name : strong) {
    const Attachment found = one_of(bearing(index, name, mention), by);
    if (found.found != Attachment::Found::nobody) return found;
  }
  IssuerSet by_alias, by_short;
  for (const std::string& alias : mention.aliases) by_alias.merge(bearing(index, alias, mention));
  if (!by_alias.empty()) return one_of(by_alias, by);
  for (const std::string& name : names_of(mention)) by_short.merge(shortened(index, name, mention));
  return one_of(by_short, by);
}

const KnownApplication* with_step(const KnownIssuer& issuer, Stage stage, CivilDate day,
                                  bool officially) {
  for (const KnownApplication& application : issuer.applications) {
    for (const StageFact& fact : application.stages) {
      const auto known_day = day_of(fact);
      if ((fact.official || !officially) && !fact.history && known_day &&
          same_step(fact.stage, stage) && within_days(*known_day, day, kNeighbourDays)) {
        return &application;
      }
    }
  }
  return nullptr;
}

Attachment by_alias_and_day(const Index& index, const Event& event, CivilDate day) {
  IssuerSet sharers;
  for (const std::string& name : names_of(event.issuer)) {
    const auto words = identity_words(name);
    if (words.empty()) continue;
    for (const IssuerId id : index.by_identity_word(words.front())) {
      const auto& names = index.issuer(id).names;
      const bool fits = std::any_of(names.begin(), names.end(), [&](const IssuerName& known) {
        return begins_with_words(identity_words(known.name), words);
      });
      if (fits) sharers.insert(id);
    }
  }
  std::vector<const KnownApplication*> stepped;
  for (const IssuerId id : sharers) {
    const auto* application = with_step(index.issuer(id), event.stage, day, true);
    if (application != nullptr) stepped.push_back(application);
  }
  Attachment attachment;
  if (stepped.empty()) return attachment;
  if (sharers.size() > 1) {
    attachment.found = Attachment::Found::several;
    return attachment;
  }
  return {Attachment::Found::somebody,
          stepped.front()->issuer_id,
          stepped.front()->application_id,
          "alias+stage+date",
          {}};
}

// Of several that bear the name, the one whose official sponsors the story names too.
Attachment by_sponsors(const Index& index, const Event& event, const Attachment& torn) {
  std::vector<std::string> firms;
  for (const SponsorMention& sponsor : event.sponsors) {
    if (sponsor.firm) firms.push_back(*sponsor.firm);
  }
  IssuerSet sharing;
  for (const IssuerId id : torn.candidates) {
    const auto& applications = index.issuer(id).applications;
    const bool shares =
        std::any_of(applications.begin(), applications.end(), [&](const KnownApplication& one) {
          return std::any_of(one.sponsors.begin(), one.sponsors.end(), [&](const auto& firm) {
            return std::find(firms.begin(), firms.end(), firm) != firms.end();
          });
        });
    if (shares) sharing.insert(id);
  }
  return sharing.size() == 1 ? one_of(sharing, "name+sponsors") : torn;
}

bool share_a_script(const KnownIssuer& one, const KnownIssuer& other) {
  return std::any_of(one.names.begin(), one.names.end(), [&](const IssuerName& name) {
    return std::any_of(other.names.begin(), other.names.end(), [&](const IssuerName& theirs) {
      return has_han(name.name) == has_han(theirs.name);
    });
  });
}

}  // namespace

std::optional<ToldApart> told_apart(const Index& index, const Event& event, CivilDate day) {
  IssuerSet named;
  for (const std::string& name : names_of(event.issuer)) {
    named.merge(index.by_key(text::name_key(name)));
  }
  if (event.history || named.size() != 2) return std::nullopt;
  // Of two that only stories tell, the later one goes.
  IssuerId into = *named.begin(), from = *named.rbegin();
  if (!known_from_news_alone(index.issuer(from))) std::swap(from, into);
  const KnownIssuer& told = index.issuer(from);
  const KnownIssuer& kept = index.issuer(into);
  if (!known_from_news_alone(told) || told.applications.size() != 1 || share_a_script(told, kept)) {
    return std::nullopt;
  }
  const auto* old = with_step(told, event.stage, day, false);
  const auto* same = with_step(kept, event.stage, day, false);
  if (old == nullptr || same == nullptr) return std::nullopt;
  return ToldApart{from, into, old->application_id, same->application_id};
}

Attachment find_issuer(const Index& index, const Event& event, CivilDate day) {
  const Attachment named = by_name(index, event.issuer);
  if (event.issuer.stock_code) {
    const Attachment coded = one_of(index.by_stock_code(*event.issuer.stock_code), "stock-code");
    if (coded.found == Attachment::Found::somebody) {
      // The code of one company and the name of another: one of them is wrong.
      const bool agree = named.found != Attachment::Found::somebody || named.issuer == coded.issuer;
      if (agree) return coded;
      Attachment torn;
      torn.found = Attachment::Found::several;
      return torn;
    }
  }
  if (named.found == Attachment::Found::several) return by_sponsors(index, event, named);
  if (named.found != Attachment::Found::nobody) return named;
  return by_alias_and_day(index, event, day);
}

std::optional<ApplicationId> application_for(const Index& index, IssuerId issuer,
                                             const Event& event, CivilDate day) {
  for (const KnownApplication* application : index.newest_first(issuer)) {
    if (const auto filed = filed_on(*application)) {
      if (days_between(*filed, day) >= -kNeighbourDays) return application->application_id;
      continue;
    }
    const auto seen = first_seen_on(*application);
    if (!seen || days_between(*seen, day) >= -kNeighbourDays) return application->application_id;
    // Its filing is not known, so an older end may be another application's.
    const bool recent = days_between(day, *seen) <= kLongestUntoldDays;
    if (recent && !is_end(event.stage)) return application->application_id;
  }
  return std::nullopt;
}

}  // namespace gongwatch::tracker
