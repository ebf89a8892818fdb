// Small feed rows and stories, and a ledger that counts what it is told.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/names.h"
#include "model/time.h"
#include "tracker/ledger.h"

namespace gongwatch::tracker {

inline CivilDate day(std::string_view iso) { return parse_iso_date(iso).value(); }
inline std::optional<CivilDate> maybe_day(std::string_view iso) {
  return iso.empty() ? std::nullopt : std::optional(day(iso));
}

inline ApplicationFeedName feed(std::string list, std::string language = "en") {
  return {std::move(list), Board::main, std::move(language)};
}

inline OfficialDocument document_of(OfficialDocumentKind kind, std::string_view date,
                                    std::optional<int> submission = 1,
                                    const std::string& tag = "") {
  OfficialDocument document;
  document.kind = kind;
  document.label = "label";
  document.date = maybe_day(date);
  document.submission = submission;
  document.url = "https://d.example/" + std::string(name_of(kind)) + std::string(date) + tag;
  document.language = "en";
  return document;
}
inline OfficialDocument proof(std::string_view date, std::optional<int> submission = 1,
                              const std::string& tag = "") {
  return document_of(OfficialDocumentKind::application_proof, date, submission, tag);
}
inline OfficialDocument phip(std::string_view date, std::optional<int> submission = 1) {
  return document_of(OfficialDocumentKind::phip, date, submission);
}

inline OfficialApplication row(std::int64_t hkex_id, std::string applicant, Stage stage,
                               std::vector<OfficialDocument> documents = {},
                               std::string_view latest = "") {
  OfficialApplication application;
  application.hkex_id = hkex_id;
  application.applicant = std::move(applicant);
  application.stage = stage;
  application.latest_document_on = maybe_day(latest);
  for (const auto& document : documents) {
    if (!application.latest_document_on || *application.latest_document_on < *document.date) {
      application.latest_document_on = document.date;
    }
  }
  application.documents = std::move(documents);
  application.row_json = "{\"id\":" + std::to_string(hkex_id) + "}";
  return application;
}

inline IssuerMention called(std::string name, std::optional<std::string> legal = std::nullopt,
                            std::vector<std::string> aliases = {}) {
  IssuerMention mention;
  mention.name = std::move(name);
  mention.legal_name = std::move(legal);
  mention.aliases = std::move(aliases);
  return mention;
}

inline Event event(IssuerMention issuer, Stage stage, std::string_view disclosed_on,
                   bool history = false) {
  Event event;
  event.issuer = std::move(issuer);
  event.stage = stage;
  event.disclosed_on = maybe_day(disclosed_on);
  event.history = history;
  event.rule = "test-rule";
  return event;
}

inline Document story(std::vector<Event> events, std::string language = "en") {
  Document document;
  document.language = std::move(language);
  document.events = std::move(events);
  return document;
}

// Feeds a ledger, and keeps what its decisions add up to.
class World {
 public:
  World() : ledger_({}) {}

  Decision tell(const ApplicationFeedName& name, const OfficialApplication& application,
                const RowContext& context = {}) {
    auto decided = ledger_.decide(name, application, context);
    told_of = decided.application;
    return take(std::move(decided.decision));
  }
  Decision tell(const OfficialAnnouncement& posted) { return take(ledger_.decide(posted)); }
  Decision tell(const PdfFacts& facts, const PdfOrigin& origin) {
    return take(ledger_.decide(facts, origin));
  }
  Result<Decision> merge(IssuerId from, IssuerId into) { return ledger_.merge(from, into); }
  Result<Decision> split(const SplitOrder& order) { return ledger_.split(order); }
  Decision tell(const Document& document, std::string_view published_on = "2025-11-10") {
    return take(ledger_.decide(document, day(published_on)));
  }

  std::size_t applications() const { return owners.size(); }
  // Without those that were merged into another.
  std::size_t records() const { return owners.size() - merged_.size(); }
  std::size_t issuers() const { return issuer_ids.size(); }
  std::set<std::string> names(IssuerId issuer) const {
    const auto found = names_.find(issuer);
    return found == names_.end() ? std::set<std::string>{} : found->second;
  }

  std::map<ApplicationId, KnownApplication> owners;
  std::set<IssuerId> issuer_ids;
  std::vector<StageFact> stages;
  std::optional<ApplicationId> told_of;  // by the last row

 private:
  Decision take(Decision decision) {
    // A document is linked once, as the store does it.
    std::erase_if(decision.documents, [&](const auto& link) {
      return !documents_.insert({link.application_id, link.document.url}).second;
    });
    for (const IssuerId id : decision.new_issuers) EXPECT_TRUE(issuer_ids.insert(id).second);
    for (const auto& application : decision.new_applications) {
      EXPECT_TRUE(owners.emplace(application.application_id, application).second);
      EXPECT_TRUE(issuer_ids.contains(application.issuer_id));
    }
    for (const auto& merge : decision.application_merges) {
      EXPECT_TRUE(owners.contains(merge.application_id) && owners.contains(merge.into));
      EXPECT_TRUE(merged_.insert(merge.application_id).second);
    }
    for (const auto& link : decision.hkex_links)
      owners.at(link.application_id).hkex_id = link.hkex_id;
    for (const auto& name : decision.new_names) names_[name.issuer_id].insert(name.name);
    for (const auto& stage : decision.stages) {
      if (stage.application_id) {
        EXPECT_TRUE(owners.contains(*stage.application_id));
      }
      stages.push_back(stage);
    }
    return decision;
  }

  Ledger ledger_;
  std::map<IssuerId, std::set<std::string>> names_;
  std::set<std::pair<ApplicationId, std::string>> documents_;
  std::set<ApplicationId> merged_;
};

// "filed 2025-05-20 2025-05-20": stage, event date (or "<=" the day by which), disclosure.
inline std::string told(const StageFact& fact) {
  return std::string(name_of(fact.stage)) + " " +
         (fact.event_date ? to_iso(*fact.event_date)
          : fact.event_by ? "<=" + to_iso(*fact.event_by)
                          : "-") +
         " " + (fact.disclosed_on ? to_iso(*fact.disclosed_on) : "-");
}
inline std::vector<std::string> told(const std::vector<StageFact>& facts) {
  std::vector<std::string> lines;
  for (const StageFact& fact : facts) lines.push_back(told(fact));
  return lines;
}

}  // namespace gongwatch::tracker
