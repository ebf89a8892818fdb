#include "tracker/row_view.h"

#include <algorithm>

#include "text/names.h"
#include "text/utf8.h"
#include "tracker/identity.h"
#include "tracker/official_stages.h"

namespace gongwatch::tracker {
namespace {

constexpr int kNeighbourDays = 3;         // sources tell one step on neighbouring days
constexpr int kOneFilingDays = 7;         // … and a filing within a week
constexpr int kLongestProcessDays = 400;  // from a filing to the last news of that application
constexpr int kYoungDays = 100;  // an application lives six months: nobody files again this early

bool told_officially(const IssuerName& name) {
  return name.kind == NameKind::official || name.kind == NameKind::former;
}

bool has_official_name_in_script_of(const KnownIssuer& issuer, std::string_view name) {
  return std::any_of(issuer.names.begin(), issuer.names.end(), [&](const IssuerName& known) {
    return known.kind == NameKind::official && has_han(known.name) == has_han(name);
  });
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

std::vector<char32_t> characters(std::string_view utf8) {
  std::vector<char32_t> all;
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint c = text::decode_at(utf8, at);
    all.push_back(c.value);
    at += c.bytes;
  }
  return all;
}

// Equal, cut off, or one character apart: spellings of one name.
bool nearly_equal(std::string_view a, std::string_view b) {
  if (a == b || begins_name(a, b) || begins_name(b, a)) return true;
  const auto x = characters(a);
  const auto y = characters(b);
  const auto& longer = x.size() >= y.size() ? x : y;
  const auto& shorter = x.size() >= y.size() ? y : x;
  if (longer.size() < 4 || longer.size() - shorter.size() > 1) return false;
  const auto head = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  const auto kept = static_cast<std::size_t>(head.first - shorter.begin());
  const std::size_t skip = longer.size() == shorter.size() ? 1 : 0;
  return std::equal(shorter.begin() + static_cast<std::ptrdiff_t>(kept + skip), shorter.end(),
                    longer.begin() + static_cast<std::ptrdiff_t>(kept + 1), longer.end());
}

enum class Verdict { same, near, unknown, other };

// The names in the script that the row itself is not written in.
Verdict by_other_script(const KnownIssuer& issuer, const RowView& view) {
  Verdict verdict = Verdict::unknown;
  for (const std::string& other : view.other_keys) {
    if (other.empty() || has_han(other) == has_han(view.name)) continue;
    for (const IssuerName& name : issuer.names) {
      if (!told_officially(name) || has_han(name.name) != has_han(other)) continue;
      if (name.key == other) return Verdict::same;
      if (nearly_equal(name.key, other)) {
        verdict = Verdict::near;
      } else if (verdict == Verdict::unknown) {
        verdict = Verdict::other;
      }
    }
  }
  return verdict;
}

// It has an application under way that is too young to be followed by another.
bool has_young_application(const Index& index, const KnownIssuer& issuer, const RowView& view) {
  const auto stage = view.row.stage;
  if (!view.filed || (stage && (is_end(*stage) || *stage == Stage::listed))) return false;
  const auto newest = index.newest_first(issuer.issuer_id);
  return std::any_of(newest.begin(), newest.end(), [&](const KnownApplication* application) {
    const auto filed = filed_on(*application);
    if (!application->hkex_id || !filed) return false;
    const bool ended = std::any_of(
        application->stages.begin(), application->stages.end(), [](const StageFact& fact) {
          return fact.official && (is_end(fact.stage) || fact.stage == Stage::listed);
        });
    return !ended && within_days(*filed, *view.filed, kYoungDays);
  });
}

}  // namespace

RowView::RowView(const ApplicationFeedName& feed_name, const OfficialApplication& application,
                 const RowContext& what_else)
    : feed(feed_name),
      row(application),
      context(what_else),
      name(text::plain_name(row.applicant)),
      former(text::former_names(row.applicant)),
      filed(filing_day(feed, row)),
      phip(phip_day(feed, row)),
      keys{text::key_of_plain(name)},
      other_keys{text::name_key(context.other_name)} {
  for (const auto& old : former) keys.push_back(text::name_key(old));
  for (const auto& old : text::former_names(context.other_name)) {
    other_keys.push_back(text::name_key(old));
  }
}

IssuerSet issuers_named(const Index& index, const RowView& view, bool officially) {
  IssuerSet found;
  for (const std::string& key : view.keys) {
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

IssuerSet issuers_of_other_name(const Index& index, const RowView& view) {
  IssuerSet found;
  for (const std::string& key : view.other_keys) {
    if (key.empty() || has_han(key) == has_han(view.name)) continue;
    for (const IssuerId id : index.by_key(key)) {
      const KnownIssuer& issuer = index.issuer(id);
      const bool named =
          std::any_of(issuer.names.begin(), issuer.names.end(),
                      [&](const auto& name) { return name.key == key && told_officially(name); });
      if (named && !has_young_application(index, issuer, view)) found.insert(id);
    }
  }
  return found;
}

std::optional<IssuerId> issuer_of_refiling(const Index& index, const RowView& view) {
  IssuerSet sure, possible;
  for (const IssuerId id : issuers_named(index, view, true)) {
    const Verdict verdict = by_other_script(index.issuer(id), view);
    if (verdict == Verdict::same) sure.insert(id);
    const bool open = verdict == Verdict::unknown || verdict == Verdict::near;
    if (open && !has_young_application(index, index.issuer(id), view)) {
      possible.insert(id);
    }
  }
  // The row's own name may hold a slip of the pen: the other language names the company too.
  if (sure.empty() && possible.empty()) possible = issuers_of_other_name(index, view);
  const IssuerSet& found = sure.empty() ? possible : sure;
  return found.size() == 1 ? std::optional(*found.begin()) : std::nullopt;
}

std::optional<IssuerId> issuer_to_join(const Index& index, const RowView& view, IssuerId owner) {
  const KnownIssuer& own = index.issuer(owner);
  const auto bears = [](const KnownIssuer& issuer, const std::string& key) {
    return std::any_of(issuer.names.begin(), issuer.names.end(), [&](const IssuerName& name) {
      return told_officially(name) && name.key == key;
    });
  };
  if (bears(own, view.keys.front())) return std::nullopt;
  IssuerSet found;
  for (const IssuerId id : issuers_named(index, view, true)) {
    const KnownIssuer& other = index.issuer(id);
    if (id == owner || has_young_application(index, other, view)) continue;
    // In the other script they may not be called otherwise.
    const auto other_script = [&](const IssuerName& name) {
      return told_officially(name) && has_han(name.name) != has_han(view.name);
    };
    const bool named = std::any_of(other.names.begin(), other.names.end(), other_script);
    const bool own_named = std::any_of(own.names.begin(), own.names.end(), other_script);
    const bool agree = std::any_of(own.names.begin(), own.names.end(), [&](const auto& name) {
      if (!other_script(name)) return false;
      return std::any_of(other.names.begin(), other.names.end(), [&](const auto& theirs) {
        if (!other_script(theirs)) return false;
        if (nearly_equal(theirs.key, name.key)) return true;
        // The whole Chinese name is the same: then the first distinctive word of the other will do.
        const auto ours = identity_words(name.name);
        const auto words = identity_words(theirs.name);
        return has_han(view.name) && !ours.empty() && !words.empty() &&
               ours.front() == words.front();
      });
    });
    if (!named || !own_named || agree) found.insert(id);
  }
  return found.size() == 1 ? std::optional(*found.begin()) : std::nullopt;
}

bool days_fit(const KnownApplication& told, const RowView& view) {
  // What was returned is not filed later under an id, and is not listed.
  for (const StageFact& fact : told.stages) {
    if (!fact.official || fact.stage != Stage::returned) continue;
    if (!view.filed || (fact.event_date && *fact.event_date < *view.filed)) return false;
  }
  for (const StageFact& fact : told.stages) {
    const auto day = day_of(fact);
    if (fact.history || !day || !view.filed) continue;
    if (is_filing(fact.stage) && !within_days(*day, *view.filed, kOneFilingDays)) return false;
    if (days_between(*view.filed, *day) < -kNeighbourDays) return false;
    if (days_between(*view.filed, *day) > kLongestProcessDays) return false;
  }
  return true;
}

Applications unlinked_by_name(const Index& index, const RowView& view) {
  Applications found;
  for (const IssuerId id : issuers_named(index, view, false)) {
    for (const KnownApplication& application : index.issuer(id).applications) {
      if (!application.hkex_id && days_fit(application, view)) found.push_back(&application);
    }
  }
  return found;
}

Applications unlinked_by_alias(const Index& index, const RowView& view) {
  if (!index.has_told_application()) return {};
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

}  // namespace gongwatch::tracker
