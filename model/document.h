// What one parsed page says: the contract of `gongwatch parse` (docs/parse-output.md). Plain
// records, no behaviour. All strings are valid UTF-8. Offsets count UTF-8 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace gongwatch {

enum class PageKind { article, digest, table, index, paywall, challenge, not_found, empty };
enum class Stage {
  filed,
  refiled,
  csrc_filed,
  hearing,
  phip,
  launched,
  priced,
  allotted,
  listed,
  lapsed,
  withdrawn,
  rejected,
  returned,
};
enum class Board { main, gem };
enum class Role {
  sole_sponsor,
  joint_sponsor,
  sponsor,
  sponsor_overall_coordinator,
  overall_coordinator,
  global_coordinator,
  bookrunner,
  lead_manager,
  underwriter,
  other,
};
enum class RankKind { ordinal, top_n, top_percent };
enum class Outcome { planned, postponed, not_approved, rumoured };
enum class RemovalReason {
  related_articles,
  recommendations,
  navigation,
  share,
  comments,
  subscription,
  advertisement,
  disclaimer,
  duplicate,
};

// The words that prove a fact: bytes [begin, end) of the article's text or title; quote is exactly
// those bytes.
struct Evidence {
  enum class In { text, title };
  In in = In::text;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string quote;
};

struct RemovedBlock {
  RemovalReason reason = RemovalReason::navigation;
  std::size_t block = 0;  // position among all blocks of the page, in page order
  std::string text;
};

struct IssuerMention {
  std::string name;  // as the article mostly calls it
  std::optional<std::string> legal_name;
  std::vector<std::string> aliases;
  std::optional<std::string> stock_code;  // five digits
};

struct SponsorMention {
  std::string name;                 // as written
  std::optional<std::string> firm;  // canonical house, parser/vocabulary/firms.tsv
  Role role = Role::sponsor;
  Evidence evidence;
};

struct Event {
  IssuerMention issuer;
  Stage stage = Stage::filed;
  bool history = false;  // the article only looks back on it
  std::optional<CivilDate> event_date;
  std::optional<CivilDate> disclosed_on;
  std::string exchange = "HKEX";
  std::optional<Board> board;
  std::vector<SponsorMention> sponsors;
  Evidence evidence;
  std::optional<Evidence> date_evidence;  // where the date's words stand, if not inside evidence
  std::string rule;
};

// What has not happened: a plan, a postponement, a hearing not passed, a rumour.
struct Unrealised {
  Event event;
  Outcome outcome = Outcome::planned;
};

struct Ranking {
  std::string issuer;
  double rank = 0;
  RankKind rank_kind = RankKind::ordinal;
  std::string subject;  // as written, in the article's language; likewise region, metric, authority
  std::optional<std::string> region;
  std::optional<std::string> metric;
  std::optional<std::string> period;
  std::optional<double> share_percent;
  std::optional<std::string> authority;
  Evidence evidence;
  std::string rule;
};

struct Figure {
  std::string issuer;
  std::string metric;  // canonical key: revenue, profit, designed_capacity …
  std::optional<std::string> subject;
  std::optional<std::string> period;    // FY2024, 5M2025, at 2024-12-31
  double value = 0;                     // in currency units or in `unit`
  std::optional<std::string> currency;  // ISO 4217
  std::optional<std::string> unit;
  std::optional<std::string> qualifier;  // approximately, at_least, at_most, more_than, less_than
  std::string as_written;
  Evidence evidence;
  std::string rule;
};

struct Warning {
  std::string code;  // kebab-case, stable
  std::string message;
  std::optional<Evidence> evidence;
};

struct Document {
  std::string url;
  std::optional<Instant> captured_at;
  PageKind kind = PageKind::article;
  std::string language;  // en, zh-Hans, zh-Hant, … or und
  std::string charset;   // WHATWG name of the encoding it was decoded from
  std::size_t decode_errors = 0;
  std::string title;
  std::optional<std::string> byline;
  std::optional<Instant> published_at;
  std::optional<CivilDate> date;  // the day that the page gives it
  std::string text;               // paragraphs joined by a blank line; without the title
  std::string fingerprint;        // 16 hex digits, SimHash of the text; empty for empty text
  std::vector<RemovedBlock> removed;
  std::vector<Event> events;
  std::vector<Unrealised> unrealised;
  std::vector<Ranking> rankings;
  std::vector<Figure> figures;
  std::vector<Warning> warnings;
};

}  // namespace gongwatch
