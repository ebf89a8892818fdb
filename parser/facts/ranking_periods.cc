#include "parser/facts/ranking_periods.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

// 二〇二四 → 2024.
std::string year_of(std::string_view written) {
  const auto number = number_at(written, 0);
  return number ? std::to_string(number->value) : std::string();
}

std::string months(int count, const std::string& year) {
  return count == 12 ? year : fmt::format("{}M{}", count, year);
}

// The year's part: 上半年, 前九个月, 首三季, 第一季度.
std::optional<int> han_part(std::string_view words) {
  static const Pattern kMonths("(?:前|首)([一二两三四五六七八九十]{1,2}|\\d{1,2})个?月");
  static const Pattern kQuarters("(?:前|首)([一二两三])个?季");
  if (words.find("上半年") != std::string_view::npos) return 6;
  if (words.find("第一季") != std::string_view::npos ||
      words.find("首季") != std::string_view::npos)
    return 3;
  for (const auto& [pattern, factor] : {std::pair{&kMonths, 1}, std::pair{&kQuarters, 3}}) {
    if (const auto match = pattern->find(words)) {
      const auto count =
          small_number(words.substr(match->groups[0].begin, match->groups[0].size()));
      if (count && *count * factor <= 12) return *count * factor;
    }
  }
  return std::nullopt;
}

void add_han(const PreparedText& text, Span in, std::vector<PeriodMention>& all) {
  // 1 the months' end, 2 its year, 3 the count of months; 4 a range's first year, 5 its last; 6 a
  // year, 7 what follows it.
  static const Pattern kAny(
      "截至 ?(?:(20\\d\\d)年\\d{1,2}月(?:\\d{1,2}日|底|末)?(?:为)?止(?:的)?"
      "([一二两三四五六七八九十]{1,2}|\\d{1,2})个月)|"
      "(20\\d\\d)年?(?:至|到|-|~)(20\\d\\d)年|"
      "(20\\d\\d|二[〇零○◯][一二][〇零○◯一二三四五六七八九]) ?(?:年度?|财年|财政年度)"
      "(上半年|下半年|(?:前|首)[一二两三四五六七八九十\\d]{1,2}个?(?:月|季度?)|首季|"
      "第[一二三四]季度?|末|底|\\d{1,2}月(?:\\d{1,2}日|底|末)?|"
      "[^,;。:()\\d]{0,10}(?:成立|创立|创办|创建|上市|挂牌|递表|递交|入股|收购|开业|起步|注册|"
      "推出|获批|预计|预期))?");
  static const Pattern kOther(
      "日$|\\d月$|下半年|第[二三四]季|成立|创立|创办|创建|上市|挂牌|递|入股|收购|开业|起步|注册|"
      "推出|获批|预计|预期");
  // 升至2024年的第三 is no forecast.
  static const Pattern kForecast("(?:预计|预期|料|将于|(?:^|[^升跌降进跃])(?:至|到))$");
  for (const Match& match : kAny.find_all(text.folded(), in)) {
    if (match.has(0)) {
      const auto count = small_number(text.view(match.groups[1]));
      if (count && *count <= 12)
        all.push_back({match.span, months(*count, std::string(text.view(match.groups[0])))});
      continue;
    }
    if (match.has(2)) {
      all.push_back({match.span, fmt::format("{}..{}", text.view(match.groups[2]),
                                             text.view(match.groups[3]))});
      continue;
    }
    const std::string year = year_of(text.view(match.groups[4]));
    const std::string_view part = match.has(5) ? text.view(match.groups[5]) : std::string_view();
    constexpr std::size_t kReach = 9;
    const Span before{std::max(in.begin, match.span.begin - std::min(match.span.begin, kReach)),
                      match.span.begin};
    if (year.empty() || kOther.find(part) || kForecast.find(text.view(before))) {
      // 截至2024年12月31日, 于2024年6月30日: what stood on a day counts for its year.
      static const Pattern kStood("(?:截至|截止|于)$");
      const bool day = part.find("月") != part.npos || part == "底" || part == "末";
      if (!kStood.find(text.view(before)) || !day) continue;
    }
    const auto count = han_part(part);
    all.push_back({match.span, count ? months(*count, year) : year});
  }
}

std::optional<PeriodMention> english_period(const PreparedText& text, Span in, const Match& match) {
  static const Pattern kNotAPeriod(
      R"((?i)(?:\b(?:founded|established|launched|started|listed|created|incorporated|born|opened|began|since|by|until|expected|forecast|from|acquired|entered|back|debuted|set up)(?: back)?(?: in| by| to)?|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?(?: \d{1,2}(?:st|nd|rd|th)?,?)?|\b\d{1,2}(?:st|nd|rd|th)?,|[-/$.]|chapter|rule)\s*$)");
  static const Pattern kStood(R"((?i)\bas (?:of|at) (?:the end of )?[^,;]{0,16},?\s*$)");
  if (match.has(0)) {  // "six months ended June 30, 2025"
    const auto count = small_number(text.view(match.groups[0]));
    if (!count || *count > 12) return std::nullopt;
    return PeriodMention{match.span, months(*count, std::string(text.view(match.groups[1])))};
  }
  if (match.has(2)) {  // "first half of 2025", "first nine months of 2025", "first quarter of"
    const std::string_view part = text.view(match.groups[2]);
    const std::string year(text.view(match.groups[3]));
    if (part.find("half") != part.npos) return PeriodMention{match.span, months(6, year)};
    const bool quarters = part.find("quarter") != part.npos;
    const auto count = small_number(part.substr(0, part.find(' ')));
    if (part == "quarter") return PeriodMention{match.span, months(3, year)};
    if (!count || *count * (quarters ? 3 : 1) > 12) return std::nullopt;
    return PeriodMention{match.span, months(*count * (quarters ? 3 : 1), year)};
  }
  if (match.has(4)) {
    return PeriodMention{
        match.span, fmt::format("{}..{}", text.view(match.groups[4]), text.view(match.groups[5]))};
  }
  constexpr std::size_t kReach = 40;
  // "established in July, 2014 and is": also in front of the clause.
  const bool opens = match.span.begin - in.begin <= 1;
  const std::size_t from = match.span.begin - std::min(match.span.begin, kReach);
  const Span before{opens ? from : std::max(in.begin, from), match.span.begin};
  if (kNotAPeriod.find(text.view(before)) && !kStood.find(text.view(before))) return std::nullopt;
  return PeriodMention{match.span, std::string(text.view(match.groups[6]))};
}

void add_english(const PreparedText& text, Span in, std::vector<PeriodMention>& all) {
  static const Pattern kAny(
      R"((?i)\b(?:(?:the )?(three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) months (?:ended|ending|to|through) [^,;.()]{0,16}(?:, )?(20\d\d)|(?:the )?first (half|quarter|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) (?:months|quarters))(?: of| in)? (20\d\d)|(?:from |between )(20\d\d) (?:to|and|through|-) (20\d\d)|(?:fy ?|fiscal (?:year )?|the year |calendar )?(20\d\d))\b)");
  for (const Match& match : kAny.find_all(text.folded(), in)) {
    const bool joined_to_han =
        match.span.end + 3 <= in.end && text.view({match.span.end, match.span.end + 3}) == "年";
    if (joined_to_han) continue;
    if (auto period = english_period(text, in, match)) all.push_back(std::move(*period));
  }
}

}  // namespace

std::vector<PeriodMention> find_rank_periods(const PreparedText& text, Span in) {
  std::vector<PeriodMention> all;
  add_han(text, in, all);
  add_english(text, in, all);
  std::sort(all.begin(), all.end(), [](const PeriodMention& a, const PeriodMention& b) {
    return a.span.begin < b.span.begin;
  });
  const auto overlaps = [](const PeriodMention& a, const PeriodMention& b) {
    return a.span.overlaps(b.span);
  };
  all.erase(std::unique(all.begin(), all.end(), overlaps), all.end());
  return all;
}

}  // namespace gongwatch::parser::facts
