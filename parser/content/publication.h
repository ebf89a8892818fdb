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

namespace gongwatch::parser {

// Collects candidates, the most telling first, and keeps the first that can be true.
class DateChoice {
 public:
  DateChoice(std::optional<Instant> captured_at, std::chrono::minutes offset)
      : captured_at_(captured_at), offset_(offset) {}

  // A date as written anywhere in `text`. Later than captured_at: not taken, with a warning
  // (date-in-future).
  void offer(std::string_view text, std::vector<Warning>& warnings);
  const std::optional<Instant>& chosen() const { return chosen_; }

 private:
  std::optional<Instant> captured_at_;
  std::chrono::minutes offset_;
  std::optional<Instant> chosen_;
};

// "2020-08-24" of an address with /2020/08/24/ or /2020-08-24/ in its path; empty without one.
std::string day_in_path(std::string_view url);

// A line that only says when, by whom or from where: dropped at the article's head.
bool is_publication_line(std::string_view line, std::chrono::minutes offset);
// A line that only names editors or the author, as at an article's end.
bool is_credit_line(std::string_view line);
// The author in the lines, else the source.
std::optional<std::string> byline_in(const std::vector<std::string_view>& lines);

}  // namespace gongwatch::parser
