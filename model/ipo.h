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
  std::optional<CivilDate>
      event_by;  // it happened on or before this day: a hearing known by its PHIP
  std::optional<CivilDate> disclosed_on;
  std::optional<Board> board;
  std::optional<std::string> stock_code;  // as the source says it
  bool official = false;                  // from HKEX or the CSRC itself
  bool history = false;
  Evidence evidence;  // for an official row: the row's JSON as quote, begin = end = 0
  std::string rule;
  std::string attached_by;  // why it belongs to this application: hkex-id, stock-code, name,
                            // name+date, name+sponsors, alias+stage+date, document, new; empty if
                            // unattached
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
  std::vector<std::string> sponsors;  // canonical firms of official appointments
};

// As everything that was merged or split by now reads: what was merged away has neither names nor
// applications, but its id stays taken.
struct KnownIssuer {
  IssuerId issuer_id = 0;
  std::vector<IssuerName> names;
  std::vector<KnownApplication> applications;  // oldest first
  std::vector<ApplicationId> absorbed;         // applications merged into one of these
  std::optional<IssuerId> merged_into;         // then it has no names and applications of its own
  bool corrected = false;  // a person has said what belongs here: only a person merges it away
};

// One row of a feed as it stood when last read.
struct FeedRow {
  ApplicationId application_id = 0;
  std::int64_t hkex_id = 0;  // 0: published without an id
  std::uint64_t hash = 0;    // OfficialApplication::row_hash
  std::string status;        // token as written
  bool present = true;       // false: it has vanished
};

// What became of the rows of one feed since it was last read. `status`: the token has changed.
struct FeedRowChange {
  enum class What { appeared, vanished, returned, status };
  What what = What::appeared;
  FeedRow row;  // as it stands now
};
std::string_view name_of(FeedRowChange::What what);

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
    std::optional<std::string> corrected_stock_code{};  // replaces the code that HKEX gave before
  };
  std::vector<ApplicationUpdate> updates;  // fills what was null; never replaces
  std::vector<IssuerName> new_names;
  struct NameShown {
    IssuerName name;  // official, known, and shown again behind another one
  };
  std::vector<NameShown> names_shown;
  // An official stage without a day that a document has dated since.
  struct StageRetraction {
    ApplicationId application_id;
    Stage stage;
    std::string rule;
  };
  std::vector<StageRetraction> stage_retractions;
  // What sources told apart turns out to be one. Facts keep the application they were attached to;
  // they are shown under `into`.
  struct Merge {
    ApplicationId application_id;  // known from the news alone
    ApplicationId into;
    std::string reason;
  };
  std::vector<Merge> application_merges;
  struct IssuerMerge {
    IssuerId issuer_id;
    IssuerId into;
    std::string reason;
  };
  std::vector<IssuerMerge> issuer_merges;
  // What a person takes apart again. A merged application or issuer named here is a record of its
  // own again; then applications and names go where they belong.
  std::vector<ApplicationId> application_unmerges;
  std::vector<IssuerId> issuer_unmerges;
  struct ApplicationMove {
    ApplicationId application_id;
    IssuerId to;
    std::string reason;
  };
  std::vector<ApplicationMove> application_moves;
  struct NameMove {  // all rows of that name: `from` bears it no longer, `to` does
    IssuerId from;
    std::string name;
    IssuerId to;
    std::string reason;
  };
  std::vector<NameMove> name_moves;
  std::vector<StageFact> stages;
  // A firm that an official document or row names for an application.
  struct Appointment {
    ApplicationId application_id;
    SponsorMention sponsor;
    std::string rule;
  };
  std::vector<Appointment> appointments;
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
    bool official = false;
  };
  std::vector<FigureFact> figures;
  struct Close {  // last day of the public offer
    ApplicationId application_id;
    CivilDate day;
    Evidence evidence;
  };
  std::vector<Close> closes;

  bool empty() const {
    return new_issuers.empty() && new_applications.empty() && hkex_links.empty() &&
           updates.empty() && new_names.empty() && names_shown.empty() &&
           stage_retractions.empty() && application_merges.empty() && issuer_merges.empty() &&
           application_unmerges.empty() && issuer_unmerges.empty() && application_moves.empty() &&
           name_moves.empty() && stages.empty() && appointments.empty() && documents.empty() &&
           rankings.empty() && figures.empty() && closes.empty();
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
