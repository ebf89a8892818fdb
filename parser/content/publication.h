// When the article was published and by whom, reconciled from metadata and from what stands near
// the title.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/content/written_date.h"

namespace gongwatch::parser {

struct PublishedTime {
  Instant instant;
  CivilDate day;  // as the page's own readers read it
};

// Collects candidates, the most telling first, and keeps the first that can be true.
class DateChoice {
 public:
  DateChoice(std::optional<Instant> captured_at, std::chrono::minutes offset)
      : captured_at_(captured_at), offset_(offset) {}

  // What a field or a line says. Later than captured_at: not taken, with a warning
  // (date-in-future).
  void offer(std::string_view text, std::vector<Warning>& warnings);
  // A line that may tell a time without its year, or how long before the capture it was.
  void offer_undated(std::string_view text, std::vector<Warning>& warnings);
  // A line at the article's head: a day in it tells on which day its readers saw what was stored in
  // UTC.
  void note_printed(std::string_view text);
  // The day of the address: it tells more than what is printed.
  void note_address(std::string_view day);
  // The day is the written one. That of a time in UTC, which is how systems store times, is the day
  // of the address or one printed beside the title if that is the same or a neighbour, else that of
  // the clocks at home
  // (`home_clock`: the source's offset is where its readers live), else UTC's own.
  std::optional<PublishedTime> chosen(bool home_clock) const;
  bool found() const { return chosen_.has_value(); }

 private:
  std::optional<Instant> captured_at_;
  std::chrono::minutes offset_;
  std::optional<WrittenDate> chosen_;
  std::vector<CivilDate> printed_;
  std::optional<CivilDate> address_;
};

// "2020-08-24" of an address with /2020/08/24/, /2020-08/24/ or t20200824_ in its path; empty
// without one.
std::string day_in_path(std::string_view url);

// A line that only says when, by whom or from where: dropped at the article's head.
bool is_publication_line(std::string_view line, std::chrono::minutes offset);
// A line that only names editors or the author, as at an article's end.
bool is_credit_line(std::string_view line);
// The author in the lines, else the source.
std::optional<std::string> byline_in(const std::vector<std::string_view>& lines);

}  // namespace gongwatch::parser
