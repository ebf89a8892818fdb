// The words for a time that stand at single values: "in 2022", 2023年同期, "a year earlier".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/figure_sentence.h"

namespace gongwatch::parser::facts {

struct TimeMark {
  enum class Kind {
    period,   // `word` is a period
    same,     // the months of the main value in the year `word`
    earlier,  // the time of the main value, one year back
  };
  Span span;
  Kind kind;
  std::string word;
};

// Marks of one period each inside the zone, in order. Lists of several periods are none.
std::vector<TimeMark> find_time_marks(const FigureSentence& sentence,
                                      const std::vector<PeriodList>& lists, Span zone);
// The last 上年同期, "a year earlier" and the like in the zone.
std::optional<Span> last_year_before(const FigureSentence& sentence, Span zone);

// Whether a mark belongs to the value in front of it: only "in", "for the year", "(" and the like
// stand between.
bool stands_behind(std::string_view between);

// "FY2024" → "FY2023", "6M2025" → "6M2024", "at 2024-12-31" → "at 2023-12-31".
std::optional<std::string> year_before(const std::string& period);
// The other way: "FY2023" → "FY2024".
std::optional<std::string> year_behind(const std::string& period);
// The same months in another year.
std::optional<std::string> in_year(const std::string& period, std::string_view year);
// Whether the year of `a` is earlier than that of `b`.
bool is_earlier(const std::string& a, const std::string& b);

}  // namespace gongwatch::parser::facts
