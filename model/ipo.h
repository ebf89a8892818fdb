// The tracked records: issuer ≠ application ≠ listing. Ids are ours, never made of a name, URL or
// status. The tracker reads KnownIssuer and writes Decision; the store reads Decision and writes
// rows. Neither knows the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/official.h"

namespace gongwatch {

using IssuerId = std::int64_t;
using ApplicationId = std::int64_t;
using CaptureId = std::int64_t;
using ArticleId = std::int64_t;

enum class NameKind { official, legal, short_name, alias, former };
std::string_view name_of(NameKind kind);
std::optional<NameKind> name_kind_from_name(std::string_view name);

// A name that an issuer bears. key is text::name_key(name): what two spellings of one name share.
struct IssuerName {
  IssuerId issuer_id = 0;
  std::string name;
  std::string key;
  NameKind kind = NameKind::official;
  std::string language;  // en, zh-Hans, zh-Hant; und if not known
};

// One thing that happened to an application, as one source tells it (a witness). Append-only.
struct StageFact {
  std::optional<ApplicationId> application_id;  // null: told, but not attached to any application
  std::string issuer_name;                      // as the source says it
  Stage stage = Stage::filed;
  std::optional<CivilDate> event_date;
  std::optional<CivilDate> disclosed_on;
  std::optional<Board> board;
  bool official = false;  // from HKEX itself
  bool history = false;
  Evidence evidence;  // for an official row: the row's JSON as quote, begin = end = 0
  std::string rule;
  std::string attached_by;  // why it belongs to this application: hkex-id, name, alias+stage+date,
                            // new; empty if unattached
  std::vector<SponsorMention> sponsors;
};

struct KnownApplication {
  ApplicationId application_id = 0;
  IssuerId issuer_id = 0;
  std::optional<std::int64_t> hkex_id;
  std::optional<Board> board;
  std::optional<std::string> stock_code;
  std::optional<ApplicationId>
      previous_application_id;  // a re-filing is chained to the application before it
  std::vector<StageFact>
      stages;  // live (not superseded) facts, oldest first; evidence and sponsors may be left empty
  std::vector<std::string> document_urls;
};

struct KnownIssuer {
  IssuerId issuer_id = 0;
  std::vector<IssuerName> names;
  std::vector<KnownApplication> applications;  // oldest first
};

// What is new after one feed row or one article. New ids are given by the tracker's ledger.
struct Decision {
  std::vector<IssuerId> new_issuers;
  std::vector<KnownApplication> new_applications;  // stages and documents stand in the lists below
  struct HkexIdLink {
    ApplicationId application_id;
    std::int64_t hkex_id;
    std::string reason;
  };
  std::vector<HkexIdLink> hkex_links;  // an IPO first known from the news finds its row in the feed
  struct ApplicationUpdate {
    ApplicationId application_id;
    std::optional<Board> board;
    std::optional<std::string> stock_code;
    std::optional<ApplicationId>
        previous_application_id;  // an older filing of the issuer came to light later
  };
  std::vector<ApplicationUpdate> updates;  // fills what was null; never replaces
  std::vector<IssuerName> new_names;
  std::vector<StageFact> stages;
  struct DocumentLink {
    ApplicationId application_id;
    OfficialDocument document;
  };
  std::vector<DocumentLink> documents;
  struct RankingFact {
    std::optional<ApplicationId> application_id;
    Ranking ranking;
  };
  std::vector<RankingFact> rankings;
  struct FigureFact {
    std::optional<ApplicationId> application_id;
    Figure figure;
  };
  std::vector<FigureFact> figures;

  bool empty() const {
    return new_issuers.empty() && new_applications.empty() && hkex_links.empty() &&
           updates.empty() && new_names.empty() && stages.empty() && documents.empty() &&
           rankings.empty() && figures.empty();
  }
};

// Where a Decision comes from; stored with every row it writes.
struct Provenance {
  CaptureId capture_id = 0;
  std::optional<ArticleId> article_id;  // null for official rows
  std::string source_id;
  Instant known_at{};
};

}  // namespace gongwatch
