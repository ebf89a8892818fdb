// Dates as pages print them near a title, or as metadata state them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "model/time.h"

namespace gongwatch::parser {

struct WrittenDate {
  Instant instant;  // of the day's first second if no time is written
  CivilDate day;    // as written, whatever the zone
  bool has_time = false;
  // Its zone is UTC, in which systems store times; no reader's day need be the one that it names.
  bool in_utc = false;
  std::size_t begin = 0;  // bytes of the folded text
  std::size_t end = 0;
};

// The first date in the text: 2025-11-09, 2025/11/9 08:00, 2025.11.09, 2025年11月9日 上午8:00,
// 二〇二五年十一月九日, 民國114年11月9日, 09/11/2025 (day first, as Hong Kong writes it; month
// first only if the other way round is no date), Nov 9, 2025 8:00 AM, 9 November 2025, 9. November
// 2025 in the languages of parser/vocabulary/months.tsv, and ISO 8601; if there is none of
// these, 9.11.25. Without a zone (Z, GMT+8, HKT, CEST, +08:00) it is read at `offset`.
std::optional<WrittenDate> find_date(std::string_view text, std::chrono::minutes offset);

// What a field for a date holds: ISO 8601, seconds or milliseconds since 1970, 20251109 with or
// without 0815, else any date that is found in it.
std::optional<WrittenDate> read_date_field(std::string_view text, std::chrono::minutes offset);

// The text before a date in it, or before a last word that is a month's name; the text if it has
// neither.
std::string_view before_date(std::string_view text);

}  // namespace gongwatch::parser
