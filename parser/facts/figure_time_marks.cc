#include "parser/facts/figure_time_marks.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

// Where the year's four digits stand in "FY2024", "6M2025", "at 2024-12-31".
std::optional<std::size_t> year_position(const std::string& period) {
  constexpr std::size_t kYear = 4;
  if (period.size() < kYear) return std::nullopt;
  const std::size_t at = period.compare(0, 3, "at ") == 0 ? 3 : period.size() - kYear;
  if (period.size() < at + kYear || period.find_first_not_of("0123456789", at) < at + kYear)
    return std::nullopt;
  return at;
}

const Pattern& year_earlier() {
  static const Pattern pattern(
      R"((?i)(?:上(?:一)?(?:财政)?年度?|去年度?|前一年度?)同(?:期|比)|[上前](?:一|个|一个)?(?:财政?年|会计年)度?|上年度?|[上前]一年度?|(?:\b(?:a|one|the) year (?:earlier|ago|before|prior|previously)|\bthe (?:previous|prior|preceding|year-ago|year-earlier) (?:year|period)|\bthe (?:same|corresponding|comparable) period (?:a year (?:earlier|ago|before)|(?:of |in )?(?:the )?(?:previous|prior|last|preceding) year)|\bthe (?:year-earlier|year-ago|prior-year) period|\b(?:previous|prior)(?:ly)? year)\b)");
  return pattern;
}

const Pattern& same_period() {
  static const Pattern pattern(
      R"((?i)(20\d\d) ?年(?:度)?的?(?:同期|同一期间)|\b(?:same|corresponding|comparable) (?:periods?|half|quarters?|(?:[a-z]+ )?months) (?:of|in) (?:the )?(?:year )?(20\d\d)\b)");
  return pattern;
}

// "12 percent more than the year before, ": what a change is measured by is no time of a value.
bool is_measure_of_change(const PreparedText& text, Span mark, Span zone) {
  static const Pattern kThan(
      R"((?i)\b(?:than|from|over|on|against|versus|with)(?: that (?:of|in))? $)");
  constexpr std::size_t kReach = 24;
  const std::size_t from = std::max(zone.begin, mark.begin - std::min(mark.begin, kReach));
  return mark.end < zone.end && text.folded()[mark.end] == ',' &&
         kThan.find(text.view({from, mark.begin}));
}

}  // namespace

std::optional<Span> last_year_before(const FigureSentence& sentence, Span zone) {
  std::optional<Span> last;
  for (const Match& match : year_earlier().find_all(sentence.text.folded(), zone))
    last = match.span;
  return last;
}

std::vector<TimeMark> find_time_marks(const FigureSentence& sentence,
                                      const std::vector<PeriodList>& lists, Span zone) {
  std::vector<TimeMark> marks;
  if (zone.begin >= zone.end) return marks;
  for (const Match& match : same_period().find_all(sentence.text.folded(), zone)) {
    const Span year = match.has(0) ? match.groups[0] : match.groups[1];
    marks.push_back({match.span, TimeMark::Kind::same, std::string(sentence.text.view(year))});
  }
  for (const Match& match : year_earlier().find_all(sentence.text.folded(), zone)) {
    if (!is_measure_of_change(sentence.text, match.span, zone))
      marks.push_back({match.span, TimeMark::Kind::earlier, {}});
  }
  const std::size_t worded = marks.size();
  for (const PeriodList& list : lists) {
    if (list.periods.size() != 1 || list.span.begin < zone.begin || list.span.end > zone.end)
      continue;
    // 去年同期 means the year before the main value's, not the one before today.
    const bool told =
        std::any_of(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(worded),
                    [&](const TimeMark& mark) { return mark.span.overlaps(list.span); });
    if (!told) marks.push_back({list.span, TimeMark::Kind::period, list.periods.front()});
  }
  std::sort(marks.begin(), marks.end(),
            [](const TimeMark& a, const TimeMark& b) { return a.span.begin < b.span.begin; });
  return marks;
}

bool stands_behind(std::string_view between) {
  constexpr std::size_t kReach = 80;
  static const Pattern kBehind(
      R"((?i)^(?: ?\([^()]{0,48}\))? ?(?:of [a-z ]{2,40} )?(?:\(|(?:respectively )?(?:in|for|during|over|from)|as of|as at|at|of|on|于|在)? ?(?:the )?(?:(?:fiscal |financial |full )?(?:years? )|whole (?:of |year )?|end of )?$)");
  return between.size() <= kReach && kBehind.find(between);
}

std::optional<std::string> year_before(const std::string& period) {
  const auto at = year_position(period);
  if (!at) return std::nullopt;
  int year = 0;
  std::from_chars(period.data() + *at, period.data() + *at + 4, year);
  return in_year(period, fmt::format("{:04}", year - 1));
}

std::optional<std::string> in_year(const std::string& period, std::string_view year) {
  const auto at = year_position(period);
  if (!at || year.size() != 4) return std::nullopt;
  std::string same = period;
  return same.replace(*at, 4, year);
}

std::optional<std::string> year_behind(const std::string& period) {
  const auto at = year_position(period);
  if (!at) return std::nullopt;
  int year = 0;
  std::from_chars(period.data() + *at, period.data() + *at + 4, year);
  return in_year(period, fmt::format("{:04}", year + 1));
}

bool is_earlier(const std::string& a, const std::string& b) {
  const auto at_a = year_position(a);
  const auto at_b = year_position(b);
  return at_a && at_b && a.compare(*at_a, std::string::npos, b, *at_b, std::string::npos) < 0;
}

}  // namespace gongwatch::parser::facts
