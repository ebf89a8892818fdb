#include "parser/facts/periods.h"

#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr const char* kMonth =
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|"
    "Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|"
    "Nov|Dec)";

// A period that ends behind a list of years keeps the list open; anything else closes it.
bool joins_periods(std::string_view between) {
  static const Pattern kJoin(
      R"(^[\s,、及和与]*(?:(?:and|as well as|以及|in|for|the|fiscal|financial|years?|ended|of|FY)[\s,]*)*$)");
  return between.size() <= 60 && kJoin.find(between).has_value();
}

struct PeriodPattern {
  Pattern pattern;
  std::size_t year, months;  // group numbers; months may be a literal
  int fixed_months;          // 0: group `months` says; 12: a full year
};

const std::vector<PeriodPattern>& period_patterns() {
  static const std::vector<PeriodPattern> patterns = [] {
    const std::string count = "(three|four|five|six|seven|eight|nine|ten|eleven|\\d{1,2})";
    const std::string end_day =
        std::string("(?:") + kMonth + R"( \d{1,2}(?:st|nd|rd|th)?,?|\d{1,2} )" + kMonth + ",?)";
    const std::string han = "([一二三四五六七八九十]{1,2}|\\d{1,2})";
    std::vector<PeriodPattern> all;
    all.push_back(
        {Pattern("(?i)" + count + " months (?:ended|ending)(?: on)? " + end_day + R"( (20\d\d)\b)"),
         1, 0, 0});
    all.push_back({Pattern("(?i)first " + count + R"( months of (20\d\d)\b)"), 1, 0, 0});
    all.push_back({Pattern(R"((?i)first half of (20\d\d)\b)"), 0, 0, 6});
    all.push_back({Pattern(R"((?i)first three quarters of (20\d\d)\b)"), 0, 0, 9});
    all.push_back({Pattern(R"((?i)first quarter of (20\d\d)\b)"), 0, 0, 3});
    all.push_back(
        {Pattern("(?i)years? end(?:ed|ing)(?: on)? " + end_day + R"( (20\d\d)\b)"), 0, 0, 12});
    all.push_back(
        {Pattern(R"((20\d\d) ?年? ?截至(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?止?(?:的)?)" +
                 han + "个月"),
         0, 1, 0});
    all.push_back({Pattern(R"(截至 ?(20\d\d) ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日|底|末)?止?(?:的)?)" +
                           han + "个月"),
                   0, 1, 0});
    all.push_back({Pattern(R"((20\d\d) ?年(?:的)?(?:首|前)?)" + han + "个月"), 0, 1, 0});
    all.push_back({Pattern(R"((20\d\d) ?年 ?1 ?[-至] ?(\d{1,2}) ?月)"), 0, 1, 0});
    all.push_back({Pattern(R"((20\d\d) ?年(?:上半年|中期))"), 0, 0, 6});
    all.push_back({Pattern(R"((20\d\d) ?年(?:前三季度|首三季))"), 0, 0, 9});
    all.push_back({Pattern(R"((20\d\d) ?年(?:第一季度|首季|一季度))"), 0, 0, 3});
    all.push_back({Pattern(R"((20\d\d) ?(?:财年|财政年度|年度|年))"), 0, 0, 12});
    all.push_back({Pattern(R"((?i)\b(?:FY ?)?(20\d\d)\b)"), 0, 0, 12});
    return all;
  }();
  return patterns;
}

// "2000" of "2000 thousand tons" and of "RMB 2000" is a number, "2025" of "November 2025" a month.
bool stands_as_year(const PreparedText& text, Span in, Span year) {
  static const Pattern kNumberBehind(
      R"((?i)^(?:[.,]\d| ?(?:thousand|million|billion|trillion|mn|bn|tons?|tonnes?|units|%|percent|万|亿|千|吨|台|元|倍|人|家|个)))");
  static const Pattern kNotInFront(std::string(R"((?:\d[.,]|(?:RMB|CNY|HK\$|US\$|\$|¥|人民币|)") +
                                   kMonth + R"(\.?,?) ?)$)");
  const Span before{year.begin - std::min<std::size_t>(year.begin - in.begin, 16), year.begin};
  return !kNumberBehind.find(text.view({year.end, in.end})) && !kNotInFront.find(text.view(before));
}

struct OnePeriod {
  Span span;
  std::string period;
};

std::vector<OnePeriod> single_periods(const PreparedText& text, Span in,
                                      const std::vector<DateMention>& dates) {
  std::vector<OnePeriod> found;
  const auto taken = [&found](Span span) {
    return std::any_of(found.begin(), found.end(),
                       [&](const OnePeriod& p) { return p.span.overlaps(span); });
  };
  for (const PeriodPattern& kind : period_patterns()) {
    for (const Match& match : kind.pattern.find_all(text.folded(), in)) {
      if (taken(match.span) ||
          (&kind == &period_patterns().back() && !stands_as_year(text, in, match.span)))
        continue;
      // "2025" inside "November 6, 2025" is no period of its own.
      if (std::any_of(dates.begin(), dates.end(),
                      [&](const DateMention& d) { return d.span.contains(match.span); }))
        continue;
      const std::string_view year = text.view(match.groups[kind.year]);
      int months = kind.fixed_months;
      if (months == 0) months = small_number(text.view(match.groups[kind.months])).value_or(0);
      if (months < 1 || months > 12) continue;
      found.push_back({match.span, months == 12 ? fmt::format("FY{}", year)
                                                : fmt::format("{}M{}", months, year)});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const OnePeriod& a, const OnePeriod& b) { return a.span.begin < b.span.begin; });
  return found;
}

}  // namespace

std::vector<PeriodList> find_periods(const PreparedText& text, Span in,
                                     const std::vector<DateMention>& dates) {
  std::vector<PeriodList> lists;
  for (OnePeriod& one : single_periods(text, in, dates)) {
    if (!lists.empty() && joins_periods(text.view({lists.back().span.end, one.span.begin}))) {
      lists.back().span.end = one.span.end;
      lists.back().periods.push_back(std::move(one.period));
    } else {
      lists.push_back({one.span, {std::move(one.period)}});
    }
  }
  return lists;
}

std::vector<AsOf> find_as_of(const PreparedText& text, Span in,
                             const std::vector<DateMention>& dates) {
  static const Pattern kOpener(R"((?i)(?:\bas (?:of|at)|\bup to|截至|截止|于)\s*$)");
  static const Pattern kPeriodEnd("^止");
  std::vector<AsOf> found;
  for (const DateMention& date : dates) {
    if (!in.contains(date.span) || !date.date) continue;
    const Span before{
        std::max(in.begin, date.span.begin - std::min<std::size_t>(date.span.begin, 24)),
        date.span.begin};
    if (!kOpener.find(text.view(before)) || kPeriodEnd.find(text.view({date.span.end, in.end})))
      continue;
    found.push_back({date.span, "at " + to_iso(*date.date)});
  }
  return found;
}

}  // namespace gongwatch::parser::facts
