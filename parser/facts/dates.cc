#include "parser/facts/dates.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr const char* kMonth =
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|"
    "Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|"
    "Nov|Dec)";

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The year in which month/day lies nearest to the reference without being more than a week after
// it.
std::optional<CivilDate> with_inferred_year(unsigned month, unsigned day, CivilDate reference) {
  const int year = static_cast<int>(reference.year());
  for (const int candidate : {year + 1, year, year - 1}) {
    const auto date = make_date(candidate, month, day);
    if (date && days_between(reference, *date) <= 7) return date;
  }
  return std::nullopt;
}

struct Parts {
  std::string_view year, month, day;
};

DateMention date_mention(Span span, const Parts& parts, std::optional<CivilDate> reference) {
  DateMention mention{span, std::nullopt, false, false};
  const unsigned by_name = month_number(parts.month);
  const unsigned month = by_name != 0 ? by_name : static_cast<unsigned>(number(parts.month));
  const auto day = static_cast<unsigned>(number(parts.day));
  if (!parts.year.empty()) {
    mention.date = make_date(number(parts.year), month, day);
  } else if (reference) {
    mention.date = with_inferred_year(month, day, *reference);
    mention.year_inferred = mention.date.has_value();
  } else {
    mention.year_missing = true;
  }
  return mention;
}

struct DatePattern {
  Pattern pattern;
  std::size_t year, month, day;  // group numbers
};

const std::vector<DatePattern>& date_patterns() {
  static const std::vector<DatePattern> patterns = [] {
    const std::string month = std::string("(") + kMonth + ")\\.?";
    std::vector<DatePattern> all;
    all.push_back(
        {Pattern(R"(((?:19|20|21)\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号])"), 0, 1, 2});
    all.push_back({Pattern(R"(\b((?:19|20|21)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b)"), 0, 1, 2});
    all.push_back(
        {Pattern("\\b" + month + R"( (\d{1,2})(?:st|nd|rd|th)?\b(?:,? ((?:19|20|21)\d\d)\b)?)"), 2,
         0, 1});
    all.push_back({Pattern(R"(\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? )" + month +
                           R"((?:,? ((?:19|20|21)\d\d)\b)?)"),
                   2, 1, 0});
    all.push_back({Pattern(R"(()(\d{1,2}) ?月 ?(\d{1,2}) ?[日号])"), 0, 1, 2});
    return all;
  }();
  return patterns;
}

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

unsigned month_number(std::string_view name) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return 0;
  const std::string lower = text::lower_ascii(name.substr(0, 3));
  const auto at = kMonths.find(lower);
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<unsigned>(at / 3 + 1);
}

std::optional<int> small_number(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kCardinal{
      "",      "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  static constexpr std::array<std::string_view, 13> kOrdinal{
      "",        "first",  "second", "third", "fourth",   "fifth",  "sixth",
      "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth"};
  static constexpr std::array<std::string_view, 11> kHan{"",   "一", "二", "三", "四", "五",
                                                         "六", "七", "八", "九", "十"};
  if (word.empty()) return std::nullopt;
  if (word.front() >= '0' && word.front() <= '9') {
    const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
    if (digits > 6) return std::nullopt;
    return number(word.substr(0, digits));
  }
  const std::string lower = text::lower_ascii(word);
  for (std::size_t i = 1; i < kCardinal.size(); ++i) {
    if (lower == kCardinal[i] || lower == kOrdinal[i]) return static_cast<int>(i);
  }
  // 一 … 九十九
  const auto han_digit = [](std::string_view c) -> int {
    for (std::size_t i = 1; i <= 9; ++i) {
      if (c == kHan[i]) return static_cast<int>(i);
    }
    return c == "两" ? 2 : 0;
  };
  const auto ten = word.find(kHan[10]);
  if (ten == std::string_view::npos) {
    const int value = han_digit(word);
    return value == 0 ? std::nullopt : std::optional(value);
  }
  const std::string_view tens = word.substr(0, ten);
  const std::string_view ones = word.substr(ten + kHan[10].size());
  const int high = tens.empty() ? 1 : han_digit(tens);
  const int low = ones.empty() ? 0 : han_digit(ones);
  if (high == 0 || (!ones.empty() && low == 0)) return std::nullopt;
  return high * 10 + low;
}

std::vector<DateMention> find_dates(const PreparedText& text, std::optional<CivilDate> reference) {
  std::vector<DateMention> found;
  for (const DatePattern& kind : date_patterns()) {
    for (const Match& match : kind.pattern.find_all(text.folded(), text.whole())) {
      const auto overlaps = [&](const DateMention& other) {
        return other.span.overlaps(match.span);
      };
      if (std::any_of(found.begin(), found.end(), overlaps)) continue;
      const Parts parts{text.view(match.groups[kind.year]), text.view(match.groups[kind.month]),
                        text.view(match.groups[kind.day])};
      found.push_back(date_mention(match.span, parts, reference));
    }
  }
  std::sort(found.begin(), found.end(),
            [](const DateMention& a, const DateMention& b) { return a.span.begin < b.span.begin; });
  return found;
}

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
