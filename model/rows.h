// What the store answers: rows for people and machines. Dates are ISO text as stored; empty
// optionals print as nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/http.h"
#include "model/ipo.h"

namespace gongwatch {

// How a URL was last asked for.
struct PageState {
  std::int64_t page_id = 0;
  std::string url;  // canonical
  std::string source_id;
  std::string role;  // "feed" (the source's own list), "follow" (its next step), "document",
                     // "article" or "correction"
  Validators validators;
  std::optional<std::string> body_sha256;  // hex, of the newest capture
  std::optional<CaptureId> capture_id;     // the newest
  std::optional<Instant> fetched_at;       // last attempt of any outcome
  std::optional<Instant> due_at;           // null: never again
  int failures = 0;                        // in a row
  int last_status = 0;
  std::string verdict;   // name_of the last FetchVerdict; empty if never asked
  std::string moved_to;  // where permanent redirects led last; empty if nowhere
};

struct Capture {
  CaptureId capture_id = 0;
  std::string url;
  std::string final_url;
  std::string source_id;
  Instant captured_at{};
  int status = 0;
  std::string media_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // decompressed bytes, exactly as received
};

// One row of the view `ipo`.
struct IpoRow {
  ApplicationId application_id = 0;
  IssuerId issuer_id = 0;
  std::optional<std::int64_t> hkex_id;
  std::optional<std::string> stock_code, name_en, name_zh, board, stage;
  std::optional<std::string> stage_on;      // day of the current stage
  std::optional<std::string> disclosed_on;  // of the current stage
  std::vector<std::string> sponsors;  // canonical firms where known, else as written; each once
  std::vector<std::string>
      rankings;  // "#12 aluminum electrolysis producer, China (production, 2024, CRU)"
};

// One witness of one stage, for `show` and `explain`.
struct TimelineRow {
  std::int64_t fact_id = 0;
  std::string stage;
  std::optional<std::string> event_date, disclosed_on;
  std::string known_at, source_id, url, quote, rule, attached_by;
  bool official = false;
  bool history = false;
  std::string evidence_in;  // text | title | feed (the row) | document (the text of a PDF)
  std::size_t begin = 0, end = 0;
  std::optional<std::string> article_title;
  std::optional<std::string> event_by;  // it happened on or before this day
};

// One article or official row that tells a stage of an application: a row of the view `witness`.
struct WitnessRow {
  std::string fact;  // as in FactRow, of the fact that leads in that article: "stage 3"
  std::string stage;
  std::optional<std::string> event_date, event_by, disclosed_on;
  std::vector<std::string> sponsors;  // canonical firms where known, else as written
  std::string source_id, url;
  std::optional<std::string> language, title, published_at;  // null for an official row
  std::string captured_at;                                   // the page, first
  std::string known_at;
  bool official = false;
  bool history = false;
  std::optional<std::string> copy_of;  // the fact of an earlier witness of the stage
};

// Two sources disagree; the leading one is shown elsewhere.
struct ConflictRow {
  std::string field;  // event_date, board, sponsors …
  std::optional<std::string> stage;
  std::string leading_value, leading_source, other_value, other_source;
};

// A fact of any kind with its proof, for `explain`.
struct FactRow {
  std::string fact;     // "stage 3", "sponsor 5", "ranking 2", "figure 9": kind and row id
  std::string summary;  // one line: "hearing, disclosed 2025-11-09"
  std::string wording;  // of a figure: as written
  // Of a ranking or a figure that another one before it tells, be it in another language: that one.
  std::string same_as;
  std::string quote;
  std::string evidence_in;
  std::size_t begin = 0, end = 0;
  std::string paragraph;  // the whole paragraph of the article in which the quote stands; empty for
                          // a feed row and a PDF
  std::size_t quote_at = 0;  // byte offset of the quote in paragraph
  std::string rule, parser_version, source_id, url, known_at;
  std::optional<std::string> article_title;
};

// How one source fared in one run.
struct SourceRun {
  std::string source_id;
  std::int64_t requests = 0;
  std::int64_t unchanged = 0;  // 304, or the same bytes again
  std::int64_t captured = 0;   // new bytes kept
  std::int64_t articles = 0;   // new or changed articles read
  std::int64_t facts = 0;      // new facts stored
  std::int64_t failures = 0;
  std::string outcome;       // ok, failed, not-due
  std::string message;       // one line; empty if ok
  std::int64_t entries = 0;  // that its lists held, where they were read
};

// A source in trouble: one row an episode.
struct AlarmRow {
  std::int64_t alarm_id = 0;
  std::string source_id;
  std::string kind;  // zero-yield, blocked, drift, failing, stale
  Instant began_at{};
  std::optional<Instant> ended_at;
  std::string message;
  std::optional<std::string> url;       // canonical, of the page that showed it
  std::optional<CaptureId> capture_id;  // its bytes, if it gave any
};

// How full a source's articles are: shares from 0 to 1.
struct FieldFill {
  std::int64_t articles = 0;
  double title = 0, date = 0, text = 0;
};

}  // namespace gongwatch
