// What is worth telling: changes as a person counts them, and days to come.
#pragma once

#include <optional>
#include <string>

#include "model/ipo.h"

namespace gongwatch {

// The IPO that a change or a day is about, as the view `ipo` shows it now.
struct NewsIssuer {
  ApplicationId application_id = 0;
  IssuerId issuer_id = 0;
  std::optional<std::int64_t> hkex_id;
  std::optional<std::string> stock_code, name_en, name_zh, board;
  std::optional<std::string> stage, stage_on;  // where it stands now
  std::vector<std::string> sponsors;           // canonical where known
};

// One change, however many sources tell it.
struct NewsRow {
  std::string id;     // 32 hex digits, the same for ever: made of the fact that told it first
  std::string what;   // stage, stage retracted, sponsor, subscription closes, stock code
  std::string value;  // the stage, the firm, the day, the code
  std::optional<std::string> day;  // of a stage: when it happened or became public
  std::optional<std::string>
      dated;  // what its age counts from: the day of what is told, or of the article
  bool on_or_before = false;   // that day is a bound: a hearing known by its PHIP
  std::string changed_at;      // when we knew it (UTC)
  std::string source_id, url;  // who told it first
  bool official = false;
  std::string quote;  // the words that prove it; empty for a row of a feed
  NewsIssuer issuer;
};

// A day of an IPO that people put into their calendar.
struct CalendarRow {
  std::string kind;  // listing, subscription closes, lapses
  std::string day;   // Hong Kong day
  std::string known_at;
  std::string source_id, url;  // who says so; of a lapse: the filing it counts from
  NewsIssuer issuer;
};

}  // namespace gongwatch
