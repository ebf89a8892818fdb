// Everything that the report shows, as it was known at one moment. The store fills it, render/
// makes pages of it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/ipo.h"
#include "model/news.h"
#include "model/rows.h"

namespace gongwatch {

inline constexpr std::size_t kStageCount = 13;

// An article or official row that tells a stage, with its words.
struct ReportWitness {
  WitnessRow row;
  std::string quote;        // empty for a row of a feed
  std::string evidence_in;  // text, title, document, feed
  std::string rule;
};

// A ranking, a figure or an official appointment with its words.
struct ReportFact {
  enum class Kind { ranking, figure, appointment };
  Kind kind = Kind::figure;
  std::string label;   // "#12 aluminum electrolysis producer, China (…)"; metric; firm
  std::string detail;  // empty; period; role
  std::string value;   // empty; as written; the firm as written
  std::string quote, source_id, url;
  bool official = false;
  // What facts of a kind have in common that say the same in other words or another language;
  // empty: nothing but their label, detail and value.
  std::string same_as;
};

struct ReportArticle {
  std::string url, title, source_id, language;
  std::optional<std::string> published_at;
};

// One application: a row of the view `ipo` and all that is told of it.
struct ReportIpo {
  ApplicationId application_id = 0;
  IssuerId issuer_id = 0;
  std::optional<std::int64_t> hkex_id;
  std::optional<ApplicationId> previous_application_id;
  std::optional<std::string> stock_code, name_en, name_zh, board;
  std::string stage;  // "unknown" if nothing tells one
  std::optional<std::string> stage_on, disclosed_on;
  std::array<std::optional<std::string>, kStageCount> days;  // <stage>_on, in the order of Stage
  std::optional<std::string> subscription_closes_on, lapse_day, vanished_on;
  std::optional<std::int64_t> days_in_stage;
  std::optional<double> offer_price;
  std::vector<std::string> sponsors;

  std::vector<IssuerName> names;
  std::vector<ReportWitness> witnesses;  // in the order of stages, captured first comes first
  std::vector<ConflictRow> conflicts;
  std::vector<ReportFact> facts;
  std::vector<OfficialDocument> documents;  // newest first
  std::vector<ReportArticle> articles;      // newest first
};

// A row of the view `change`.
struct ReportChange {
  std::string changed_at;
  ApplicationId application_id = 0;
  std::string what, value, source_id;
};

// A row of the view `sponsor_league`.
struct LeagueRow {
  std::string sponsor;
  std::int64_t applications = 0, main_board = 0, gem = 0, heard = 0, listed = 0, ended = 0;
};

// A row of the view `source_health`.
struct SourceState {
  std::string source_id;
  std::optional<std::string> last_ok_at, alarms, newest_capture_at;
};

struct Report {
  Instant at{};                       // "now"
  std::vector<ReportIpo> ipos;        // newest stage first
  std::vector<ReportChange> changes;  // of the last days, newest first
  std::vector<CalendarRow> days;      // of the last two weeks and to come, oldest first
  std::vector<LeagueRow> league;      // most applications first
  std::vector<SourceState> sources;
};

}  // namespace gongwatch
