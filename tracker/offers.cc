#include "tracker/offers.h"

#include <algorithm>
#include <array>

#include "text/names.h"
#include "text/utf8.h"
#include "tracker/identity.h"

namespace gongwatch::tracker {
namespace {

constexpr int kNeighbourDays = 3;
constexpr int kHearingToOfferDays = 180;  // a PHIP older than this is followed by no offer
constexpr int kLongestOfferDays = 60;  // from the listing back to the launch, and on to late papers

constexpr std::string_view kPostedRule = "hkex-posted:";

std::optional<CivilDate> official_day(const KnownApplication& application, Stage stage) {
  std::optional<CivilDate> latest;
  for (const StageFact& fact : application.stages) {
    const auto day = day_of(fact);
    if (fact.official && fact.stage == stage && day && (!latest || *latest < *day)) latest = day;
  }
  return latest;
}

bool has_official(const KnownApplication& application, Stage stage) {
  return std::any_of(application.stages.begin(), application.stages.end(),
                     [&](const auto& fact) { return fact.official && fact.stage == stage; });
}

// Its offer may have been under way on that day: heard before, not listed long ago, not ended.
bool may_be_offering(const KnownApplication& application, CivilDate day) {
  if (const auto listed = official_day(application, Stage::listed)) {
    return within_days(*listed, day, kLongestOfferDays);
  }
  const auto heard = official_day(application, Stage::phip);
  if (!heard) return false;
  const int days = days_between(*heard, day);
  return days >= -kNeighbourDays && days <= kHearingToOfferDays;
}

// A code may be borne by a listed company whose papers are no IPO's: days decide.
bool fits_code(const KnownApplication& application, CivilDate day) {
  if (may_be_offering(application, day)) return true;
  const auto filed = filed_on(application);
  const bool dated = official_day(application, Stage::listed) || filed;
  if (!dated) return !has_official(application, Stage::listed);
  return filed && !official_day(application, Stage::listed) && days_between(*filed, day) >= 0 &&
         days_between(*filed, day) <= 2 * kHearingToOfferDays;
}

std::optional<ApplicationId> by_code(const Index& index, std::string_view code, CivilDate day) {
  std::vector<ApplicationId> found;
  for (const IssuerId issuer : index.by_stock_code(code)) {
    for (const KnownApplication* application : index.newest_first(issuer)) {
      if (application->stock_code != code || !fits_code(*application, day)) continue;
      found.push_back(application->application_id);
      break;
    }
  }
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

// "XIAOMI-W" → "XIAOMI"; the exchange writes the marker without blanks.
std::string without_marker(std::string_view short_name) {
  const std::string_view name = text::trim(short_name);
  static constexpr std::string_view kMarkers = "BWPSZ";
  const bool marked = name.size() > 2 && name[name.size() - 2] == '-' &&
                      kMarkers.find(name.back()) != std::string_view::npos;
  return std::string(marked ? name.substr(0, name.size() - 2) : name);
}

// "tech" for technology, "hldg" for holdings: the same first letter, and the others in order.
bool abbreviates(std::string_view shorter, std::string_view word) {
  if (shorter.empty() || word.empty() || shorter.front() != word.front()) return false;
  std::size_t at = 0;
  for (const char c : word) {
    if (at < shorter.size() && shorter[at] == c) ++at;
  }
  return at == shorter.size();
}

// The exchange abbreviates words and leaves some out, but keeps their order and the first one.
bool abbreviates_name(const std::vector<std::string>& shorter,
                      const std::vector<std::string>& name) {
  if (shorter.empty() || name.empty() || shorter.front() != name.front()) return false;
  // One short word alone may begin many names.
  if (shorter.size() == 1 && shorter.front().size() < 5) return false;
  std::size_t at = 0;
  for (const std::string& word : name) {
    if (at < shorter.size() && abbreviates(shorter[at], word)) ++at;
  }
  return at == shorter.size();
}

bool bears_short_name(const KnownIssuer& issuer, std::string_view short_name) {
  const std::string plain = without_marker(short_name);
  const std::string han = text::distinctive_key(plain);
  const auto words = all_words(plain);
  return std::any_of(issuer.names.begin(), issuer.names.end(), [&](const IssuerName& name) {
    if (name.kind != NameKind::official && name.kind != NameKind::legal) return false;
    if (has_han(plain) != has_han(name.name)) return false;
    if (has_han(plain)) {
      return text::count_han(han) >= 2 && name.key.find(han) != std::string::npos;
    }
    return abbreviates_name(words, all_words(name.name));
  });
}

std::optional<ApplicationId> by_short_name(const Index& index, const OfficialAnnouncement& posted,
                                           CivilDate day) {
  std::vector<ApplicationId> found;
  if (text::trim(posted.stock_name).empty()) return std::nullopt;
  for (const KnownApplication* application : index.heard()) {
    if (application->stock_code && application->stock_code != posted.stock_code) continue;
    if (!may_be_offering(*application, day)) continue;
    if (bears_short_name(index.issuer(application->issuer_id), posted.stock_name)) {
      found.push_back(application->application_id);
    }
  }
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

std::optional<Stage> stage_of(OfficialDocumentKind kind) {
  switch (kind) {
    case OfficialDocumentKind::prospectus:
    case OfficialDocumentKind::new_listing_announcement:
      return Stage::launched;
    case OfficialDocumentKind::allotment_results:
      return Stage::allotted;
    default:
      return std::nullopt;
  }
}

// One day of one step is told once by all official papers.
bool is_told(const KnownApplication& application, Stage stage, CivilDate day) {
  return std::any_of(
      application.stages.begin(), application.stages.end(), [&](const StageFact& fact) {
        return fact.official && fact.stage == stage && fact.event_date &&
               within_days(*fact.event_date, day, stage == Stage::listed ? 0 : kNeighbourDays);
      });
}

class PdfDecision {
 public:
  PdfDecision(Index& index, const PdfFacts& facts, const PdfOrigin& origin)
      : index_(index), facts_(facts), origin_(origin) {}

  Decision decide() {
    application_ = whose();
    if (application_) {
      learn_names();
      learn_code();
      for (const SponsorMention& firm : facts_.appointments) {
        index_.add_appointment(decision_, {*application_, firm, "hkex-pdf-appointment"});
      }
      if (facts_.subscription_closes) {
        decision_.closes.push_back(
            {*application_, facts_.subscription_closes->day, facts_.subscription_closes->evidence});
      }
    }
    for (const PdfFacts::Day& day : facts_.days) {
      if (is_settled(day.stage)) add_day(day);
    }
    for (const Figure& figure : facts_.figures) {
      decision_.figures.push_back({application_, figure, true});
    }
    return std::move(decision_);
  }

 private:
  // A prospectus only expects its days of pricing and dealing; the allotment results are told on
  // the eve.
  bool is_settled(Stage stage) const {
    const auto kind = facts_.kind ? facts_.kind : origin_.kind;
    return stage == Stage::launched || stage == Stage::allotted ||
           kind == OfficialDocumentKind::allotment_results;
  }

  std::optional<ApplicationId> whose() const {
    if (origin_.application) return origin_.application;
    if (facts_.stock_code) {
      if (const auto coded = by_code(index_, facts_.stock_code->code, origin_.captured_on)) {
        return coded;
      }
    }
    IssuerSet issuers;
    for (const PdfFacts::Name& name : facts_.issuer_names) {
      issuers.merge(index_.by_key(text::name_key(name.name)));
    }
    if (issuers.size() != 1) return std::nullopt;
    for (const KnownApplication* application : index_.newest_first(*issuers.begin())) {
      if (may_be_offering(*application, origin_.captured_on)) return application->application_id;
    }
    return std::nullopt;
  }

  void learn_names() {
    const IssuerId issuer = index_.application(*application_)->issuer_id;
    for (const PdfFacts::Name& name : facts_.issuer_names) {
      const std::string key = text::name_key(name.name);
      const IssuerSet bearers = index_.by_key(key);
      const bool taken = std::any_of(bearers.begin(), bearers.end(),
                                     [&](IssuerId bearer) { return bearer != issuer; });
      if (taken) continue;
      index_.add_name(decision_, {issuer, name.name, key, NameKind::legal,
                                  language_of(name.name, facts_.language)});
    }
  }

  void learn_code() {
    if (!facts_.stock_code) return;
    index_.fill(decision_, {*application_, std::nullopt, facts_.stock_code->code, std::nullopt});
  }

  // Told by the row that lists the document already. What another document tells does not count:
  // read again, each must tell the same.
  bool is_told_by_row(const PdfFacts::Day& day) const {
    if (!application_) return false;
    const auto& stages = index_.application(*application_)->stages;
    return std::any_of(stages.begin(), stages.end(), [&](const StageFact& fact) {
      return fact.rule.compare(0, kPostedRule.size(), kPostedRule) == 0 &&
             fact.stage == day.stage && fact.event_date &&
             within_days(*fact.event_date, day.day, kNeighbourDays);
    });
  }

  void add_day(const PdfFacts::Day& day) {
    if (is_told_by_row(day)) return;
    StageFact fact;
    fact.application_id = application_;
    fact.issuer_name = facts_.issuer_names.empty() ? "" : facts_.issuer_names.front().name;
    fact.stage = day.stage;
    fact.event_date = day.day;
    if (day.stage != Stage::listed) fact.disclosed_on = day.day;
    if (facts_.stock_code) fact.stock_code = facts_.stock_code->code;
    fact.official = true;
    fact.evidence = day.evidence;
    fact.rule = day.rule;
    fact.attached_by = application_ ? "document" : "";
    index_.add_stage(decision_, std::move(fact));
  }

  Index& index_;
  const PdfFacts& facts_;
  const PdfOrigin& origin_;
  std::optional<ApplicationId> application_;
  Decision decision_;
};

}  // namespace

Decision decide_announcement(Index& index, const OfficialAnnouncement& posted) {
  Decision decision;
  const auto stage = stage_of(posted.document.kind);
  if (!posted.document.date || !stage) return decision;
  const CivilDate day = *posted.document.date;
  auto application = by_code(index, posted.stock_code, day);
  const std::string by = application ? "stock-code" : "name+date";
  if (!application) application = by_short_name(index, posted, day);
  if (!application) return decision;
  const ApplicationId id = *application;
  index.fill(decision, {id, posted.board, posted.stock_code, std::nullopt});
  if (!is_told(*index.application(id), *stage, day)) {
    StageFact fact;
    fact.application_id = id;
    fact.issuer_name = posted.stock_name;
    fact.stage = *stage;
    fact.event_date = fact.disclosed_on = day;
    fact.board = posted.board;
    fact.stock_code = posted.stock_code;
    fact.official = true;
    fact.evidence.quote = posted.row;
    fact.rule = std::string(kPostedRule) + std::string(name_of(posted.document.kind));
    fact.attached_by = by;
    index.add_stage(decision, std::move(fact));
  }
  decision.documents.push_back({id, posted.document});
  return decision;
}

Decision decide_pdf(Index& index, const PdfFacts& facts, const PdfOrigin& origin) {
  return PdfDecision(index, facts, origin).decide();
}

}  // namespace gongwatch::tracker
