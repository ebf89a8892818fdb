// Rows of HKEX's application feeds (docs/sources.md, "hkex-applications").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace gongwatch {

enum class OfficialDocumentKind { application_proof, phip, oc_announcement, warning_statement };
std::string_view name_of(OfficialDocumentKind kind);

struct OfficialDocument {
  OfficialDocumentKind kind = OfficialDocumentKind::application_proof;
  std::string label;  // as written: "Application Proof (1st submission)"
  std::string url;    // absolute
  std::optional<CivilDate> date;
  std::optional<int> submission;  // 1 for "1st submission", "第一次呈交"; null for a revised
                                  // version or an announcement
  std::string language;           // of the document: en, zh-Hant
};

struct OfficialApplication {
  std::int64_t hkex_id = 0;
  std::string applicant;       // as written, suffixes and "(formerly known as …)" included
  std::string status;          // token as written: A, LT, LP, W, RJ; may be empty
  std::optional<Stage> stage;  // what the row says: filed, phip, listed, lapsed, withdrawn,
                               // rejected; nullopt: unknown token
  std::optional<CivilDate> latest_document_on;
  std::optional<std::string> stock_code;
  bool has_phip = false;
  std::vector<OfficialDocument> documents;  // each URL once; this and earlier submissions
  std::string row_json;                     // the row as received, compact
};

// Which feed it is, from its file name: appactive_appphip_sehk_c.json.
struct ApplicationFeedName {
  std::string list;  // appactive_app, appactive_appphip, appinactive, applisted, app_2025
  Board board = Board::main;
  std::string language;  // en ("e") or zh-Hant ("c")
};

struct ApplicationFeed {
  ApplicationFeedName name;
  std::optional<Instant> generated_at;
  std::vector<OfficialApplication> applications;  // each id once
  std::vector<Warning> warnings;
};

}  // namespace gongwatch
