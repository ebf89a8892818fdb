// What HKEX and the CSRC publish about applicants and new listings (docs/sources.md): rows of feeds
// and tables, and what the PDFs behind them say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace gongwatch {

enum class OfficialDocumentKind {
  application_proof,
  phip,
  oc_announcement,
  warning_statement,
  new_listing_announcement,  // formal notice and the like
  prospectus,
  allotment_results,
};
std::string_view name_of(OfficialDocumentKind kind);
std::optional<OfficialDocumentKind> document_kind_from_name(std::string_view name);

struct OfficialDocument {
  OfficialDocumentKind kind = OfficialDocumentKind::application_proof;
  std::string label;  // as written: "Application Proof (1st submission)"
  std::string url;    // absolute
  std::optional<CivilDate> date;
  std::optional<int> submission;  // 1 for "1st submission", "第一次呈交"; null for a revised
                                  // version or an announcement
  std::string language;           // of the document: en, zh-Hant
};

// A row about one application. Lists without ids (returned applications, the consolidated index,
// the CSRC's list) give rows with hkex_id 0.
struct OfficialApplication {
  std::int64_t hkex_id = 0;    // 0: published without an id
  std::string applicant;       // as written, suffixes and "(formerly known as …)" included
  std::string status;          // token as written: A, LT, LP, W, RJ, Lapsed; may be empty
  std::optional<Stage> stage;  // what the row says: filed, phip, listed, lapsed, withdrawn,
                               // rejected, returned, csrc_filed; nullopt: unknown token
  std::optional<CivilDate> latest_document_on;
  std::optional<std::string> stock_code;
  bool has_phip = false;
  std::vector<OfficialDocument> documents;  // each URL once; this and earlier submissions
  // Rows without an id only:
  std::optional<CivilDate> filed_on;  // "Date of First Posting"
  std::optional<CivilDate> stage_on;  // day of `stage`, where the row says it ("rd")
  std::vector<std::string> sponsors;  // as written, each once ("s" of a returned application)
  std::string row_json;               // the row as received, compact; the evidence
  std::uint64_t row_hash = 0;         // XXH3 of the row's bytes as received
};

// Which feed it is, from its file name: appactive_appphip_sehk_c.json.
struct ApplicationFeedName {
  std::string list;  // appactive_app, appactive_appphip, appinactive, applisted, appreturned,
                     // app_2025, consolidated_index, csrc_filings
  Board board = Board::main;
  std::string language;  // en ("e") or zh-Hant ("c"); zh-Hans for csrc_filings

  bool is_active() const { return list.compare(0, 9, "appactive") == 0; }
};

struct ApplicationFeed {
  ApplicationFeedName name;
  std::optional<Instant> generated_at;
  std::optional<CivilDate> updated_on;            // "uDate": the list last changed on that day
  std::vector<OfficialApplication> applications;  // new or changed rows; each id once
  std::size_t skipped = 0;                        // rows that could not be read; each has a warning
  std::vector<std::uint64_t> unchanged;  // hashes of the rows that the caller knows already
  std::vector<Warning> warnings;

  std::size_t rows() const { return applications.size() + unchanged.size(); }
};

// One posted document of a company that is being listed: a row of New Listing Information, of the
// title search or of the latest announcements. What is no document of an IPO is left out by the
// reader.
struct OfficialAnnouncement {
  std::string stock_code;  // five digits
  std::string stock_name;  // the exchange's short name; may be empty
  Board board = Board::main;
  OfficialDocument document;  // kind prospectus, allotment_results or new_listing_announcement
  std::string row;            // the row as received: the evidence
};

struct AnnouncementFeed {
  std::string language;  // en, zh-Hant, zh-Hans
  std::size_t rows = 0;  // all rows of the page, of whatever company and kind
  std::vector<OfficialAnnouncement> announcements;
  std::vector<Warning> warnings;
};

// What one PDF says (OC announcement, prospectus, allotment results). Offsets count bytes of
// `text`.
struct PdfFacts {
  std::optional<OfficialDocumentKind> kind;  // by its own words; nullopt: none of ours
  std::string language;                      // en, zh-Hant, zh-Hans
  std::string text;                          // pages joined by a form feed, as pdftotext gives them
  struct Name {
    std::string name;
    Evidence evidence;
  };
  std::vector<Name> issuer_names;  // legal names of the issuer, best first
  struct Code {
    std::string code;  // five digits
    Evidence evidence;
  };
  std::optional<Code> stock_code;
  std::vector<SponsorMention> appointments;  // sponsors, overall coordinators and others, in order
  struct Day {
    Stage stage;  // launched, priced, allotted, listed
    CivilDate day;
    Evidence evidence;
    std::string rule;
  };
  std::vector<Day> days;
  struct Close {
    CivilDate day;
    Evidence evidence;
  };
  std::optional<Close> subscription_closes;
  std::vector<Figure> figures;  // offer_price, offer_price_low, offer_price_high
  std::vector<Warning> warnings;
};

}  // namespace gongwatch
