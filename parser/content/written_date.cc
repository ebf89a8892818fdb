#include "parser/content/written_date.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using std::chrono::minutes;

constexpr std::size_t kMaxTextBytes = 2000;

struct Match {
  std::optional<CivilDate> date;
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

class Months {
 public:
  Months() {
    for (const auto& row : table_rows("months", 2)) {
      if (!any_.empty()) any_ += '|';
      any_ += row[1];
      patterns_.push_back(std::make_unique<RE2>("(?i)(?:" + std::string(row[1]) + ")"));
    }
  }
  // An alternation of all names: (?i) knows capitals of every script.
  const std::string& any() const { return any_; }
  int number(re2::StringPiece name) const {
    const auto found = std::find_if(patterns_.begin(), patterns_.end(), [&](const auto& pattern) {
      return RE2::FullMatch(name, *pattern);
    });
    return found == patterns_.end() ? 0 : static_cast<int>(found - patterns_.begin()) + 1;
  }

 private:
  std::string any_;
  std::vector<std::unique_ptr<RE2>> patterns_;
};

const Months& months() {
  static const Months all;
  return all;
}

// The order of day, month and year in the groups 2 to 4 of a pattern.
enum class Order { year_month_day, day_month_year, month_day_year };

struct Pattern {
  Order order;
  bool named_month;
  RE2 regex;
};

std::array<Pattern, 5>& date_patterns() {
  static const std::string name = "(" + months().any() + ")";
  static std::array<Pattern, 5> all = {{
      {Order::year_month_day, false,
       RE2(R"((?:^|[^0-9])((\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})[日일]?))")},
      {Order::day_month_year, false,
       RE2(R"((?:^|[^0-9])((\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}))(?:[^0-9]|$))")},
      {Order::month_day_year, true,
       RE2("(?i)(?:^|[^\\pL])(" + name +
           R"(\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?\.?,?\s{0,2}(\d{4})))")},
      {Order::day_month_year, true,
       RE2(R"((?i)(?:^|[^0-9])((\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?:\s|-|/){0,2}(?:of |de |d')?)" +
           name + R"(\.?,?(?:\s|-|/)?(?:de |del |of )?(\d{4})))")},
      {Order::year_month_day, true,
       RE2(R"((?i)(?:^|[^0-9])((\d{4})(?:\.\s?|\s|-|/))" + name +
           R"((?:\.?\s|-|/)(\d{1,2}))(?:[^0-9]|$))")},
  }};
  return all;
}

// 9.11.25 and 9/11/25: only where nothing says a date with its whole year.
const RE2& short_year() {
  static const RE2 pattern(
      R"((?:^|[^0-9./])((\d{1,2})([./])(\d{1,2})([./])(\d{2}))(?:[^0-9./]|[.](?:[^0-9]|$)|$))");
  return pattern;
}

int number(const re2::StringPiece& digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<CivilDate> date_of(int year, int month, int day) {
  return make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

void keep_first(Match& best, const std::string& text, const re2::StringPiece& whole,
                std::optional<CivilDate> date) {
  const auto begin = static_cast<std::size_t>(whole.data() - text.data());
  if (date && begin < best.begin) best = {date, begin, begin + whole.size()};
}

std::optional<CivilDate> date_in(const Pattern& pattern, const re2::StringPiece& a,
                                 const re2::StringPiece& b, const re2::StringPiece& c) {
  const auto month = [&](const re2::StringPiece& text) {
    return pattern.named_month ? months().number(text) : number(text);
  };
  switch (pattern.order) {
    case Order::year_month_day:
      return date_of(number(a), month(b), number(c));
    case Order::month_day_year:
      return date_of(number(c), month(a), number(b));
    case Order::day_month_year:
      break;
  }
  const std::optional<CivilDate> date = date_of(number(c), month(b), number(a));
  if (date || pattern.named_month) return date;
  return date_of(number(c), number(a), number(b));
}

// 二〇二五年十一月九日 (folded: 〇 stays). 0: no number.
int han_number(re2::StringPiece text) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  const std::string_view han(text.data(), text.size());
  int value = 0;
  bool ten = false;
  for (std::size_t at = 0; at < han.size();) {
    const text::CodePoint point = text::decode_at(han, at);
    at += point.bytes;
    if (point.value == U'十') {
      value = std::max(value, 1) * 10;
      ten = true;
      continue;
    }
    const auto place =
        kDigits.find(point.value == U'零' || point.value == U'○' ? U'〇' : point.value);
    if (place == std::u32string_view::npos) return 0;
    value = (ten ? value : value * 10) + static_cast<int>(place);
  }
  return value;
}

// What the first pages of papers print, and Taiwan's years.
void add_han_dates(const std::string& text, Match& best) {
  if (text.find("年") == std::string::npos) return;
  static const RE2 spelled(
      "(([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3}"
      ")日)");
  static const RE2 republic(R"((民国\s?(\d{2,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日))");
  constexpr int kYearBeforeRepublic = 1911;
  re2::StringPiece whole, year, month, day;
  if (RE2::PartialMatch(text, spelled, &whole, &year, &month, &day))
    keep_first(best, text, whole, date_of(han_number(year), han_number(month), han_number(day)));
  if (RE2::PartialMatch(text, republic, &whole, &year, &month, &day))
    keep_first(best, text, whole,
               date_of(number(year) + kYearBeforeRepublic, number(month), number(day)));
}

// Whether so many digits stand in a row.
bool has_digits(std::string_view text, std::size_t many) {
  std::size_t run = 0;
  return std::any_of(text.begin(), text.end(), [&](char c) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    return run == many;
  });
}

// The earliest date that is one; what looks like a date and is none (2025-13-40) is passed over.
Match first_date(const std::string& text) {
  Match best;
  re2::StringPiece whole, a, b, c;
  const bool has_year = has_digits(text, 4);  // most lines have none
  for (const Pattern& pattern : date_patterns()) {
    if (!has_year) break;
    re2::StringPiece rest(text);
    while (RE2::FindAndConsume(&rest, pattern.regex, &whole, &a, &b, &c))
      keep_first(best, text, whole, date_in(pattern, a, b, c));
  }
  add_han_dates(text, best);
  if (best.date) return best;
  if (!has_digits(text, 2) || text.find_first_of("./") == std::string::npos) return best;
  re2::StringPiece first_mark, second_mark;
  re2::StringPiece rest(text);
  while (RE2::FindAndConsume(&rest, short_year(), &whole, &a, &first_mark, &b, &second_mark, &c)) {
    if (first_mark == second_mark)
      keep_first(best, text, whole, date_of(2000 + number(c), number(b), number(a)));
  }
  return best;
}

// 上午8时, 8am, 8.30 p.m.
const RE2& short_time() {
  static const RE2 pattern(
      R"((?i)^[\s,t|@()/·•-]{0,4}(?:at\s)?(?:(上午|下午|早上|中午|晚上|凌晨)\s?(\d{1,2})\s?[时点](?:整)?|(\d{1,2})(?:\.(\d{2}))?\s?(a\.?m|p\.?m)\b))");
  return pattern;
}

// Seconds after midnight, and how many bytes the time takes.
std::optional<std::chrono::seconds> read_time(std::string_view rest, std::size_t& taken) {
  static const RE2 pattern(
      R"((?i)^[\s,t|@()/·•-]{0,4}(?:(?:星期|周|礼拜)?[一二三四五六日天][\s,)|]{1,3}|(?:星期|周|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[\s,)|]{1,3})?(?:(?:at|um|à|às|as|alle|kl\.?|klo|ore|о|в)\s)?(上午|下午|早上|中午|晚上|凌晨|am|pm)?\s?(\d{1,2})\s?[:时h]\s?(\d{2})(?:[:分](\d{2}))?(?:[.:]\d+)?分?\s?(?:uhr\b\s?)?(a\.?m|p\.?m)?)");
  re2::StringPiece before, hour, minute, second, after;
  re2::StringPiece input(rest.data(), rest.size());
  if (!RE2::Consume(&input, pattern, &before, &hour, &minute, &second, &after)) {
    re2::StringPiece latin_hour;
    if (!RE2::Consume(&input, short_time(), &before, &hour, &latin_hour, &minute, &after))
      return std::nullopt;
    if (hour.empty()) hour = latin_hour;
  }
  int h = number(hour);
  const std::string half = std::string(before) + text::lower_ascii(std::string(after.substr(0, 1)));
  const bool afternoon =
      half == "下午" || half == "晚上" || half == "中午" || half.starts_with("p");
  const bool morning = half == "上午" || half == "早上" || half == "凌晨" || half.starts_with("a");
  if (afternoon && h < 12 && !(half == "中午" && h == 11)) h += 12;
  if (morning && h == 12) h = 0;
  if (h > 23 || number(minute) > 59 || number(second) > 59) return std::nullopt;
  taken = rest.size() - input.size();
  return std::chrono::hours(h) + minutes(number(minute)) + std::chrono::seconds(number(second));
}

minutes named_zone(const std::string& name) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  static constexpr std::array<Zone, 13> kZones = {{{"hkt", 8},
                                                   {"hong kong time", 8},
                                                   {"sgt", 8},
                                                   {"jst", 9},
                                                   {"kst", 9},
                                                   {"cest", 2},
                                                   {"mesz", 2},
                                                   {"cet", 1},
                                                   {"mez", 1},
                                                   {"bst", 1},
                                                   {"est", -5},
                                                   {"edt", -4},
                                                   {"pst", -8}}};
  if (name == "pdt") return std::chrono::hours(-7);
  const auto* found = std::find_if(kZones.begin(), kZones.end(),
                                   [&](const Zone& zone) { return zone.name == name; });
  return std::chrono::hours(found == kZones.end() ? 0 : found->hours);
}

// A number behind a blank and a dash ("20:15 - 3 comments") is no zone; one of four digits is.
std::optional<minutes> read_zone(std::string_view rest, std::size_t& taken) {
  static const RE2 named(
      R"((?i)^\.?\s?\(?(z|utc|gmt|hkt|hong kong time|sgt|jst|kst|cest|cet|mesz|mez|bst|est|edt|pst|pdt)(?:[^a-z+-]|$))");
  static const RE2 counted(R"((?i)^\s?\(?(?:(?:utc|gmt)\s?)([+-])(\d{1,2})(?::?(\d{2}))?)");
  static const RE2 bare(R"(^(?:\s?([+-])(\d{2}):?(\d{2})|([+-])(\d{2})))");
  re2::StringPiece name, sign, hours, minute, short_sign, short_hours;
  re2::StringPiece input(rest.data(), rest.size());
  if (RE2::Consume(&input, named, &name)) {
    taken = rest.size() - input.size();
    return named_zone(text::lower_ascii(std::string(name)));
  }
  if (!RE2::Consume(&input, counted, &sign, &hours, &minute) &&
      !RE2::Consume(&input, bare, &sign, &hours, &minute, &short_sign, &short_hours))
    return std::nullopt;
  if (hours.empty()) {
    sign = short_sign;
    hours = short_hours;
  }
  if (number(hours) > 14 || number(minute) > 59) return std::nullopt;
  taken = rest.size() - input.size();
  const minutes offset(number(hours) * 60 + number(minute));
  return sign == "-" ? -offset : offset;
}

// "08:00 GMT+8, 9 November 2025", "08:00 2025-11-09": the time in front of a date, and its zone.
std::optional<std::chrono::seconds> time_before(std::string_view text,
                                                std::optional<minutes>& zone_told) {
  constexpr std::size_t kLookedBack = 32;
  static const RE2 pattern(
      R"((?i)(?:^|[^0-9:./-])(\d{1,2}):(\d{2})(?::\d{2})?\s?(am|pm|a\.m\.|p\.m\.)?((?:\s?\(?(?:gmt|utc)\s?(?:[+-]\d{1,2}(?::?\d{2})?)?\)?|\s?\(?(?:hkt|sgt|est|edt|cet)\)?)?),?\s{1,2}(?:on )?$)");
  text.remove_prefix(text.size() - std::min(text.size(), kLookedBack));
  re2::StringPiece hour, minute, half, zone;
  if (!RE2::PartialMatch({text.data(), text.size()}, pattern, &hour, &minute, &half, &zone))
    return std::nullopt;
  int h = number(hour);
  const bool afternoon = !half.empty() && (half[0] == 'p' || half[0] == 'P');
  if (afternoon && h < 12) h += 12;
  if (!half.empty() && !afternoon && h == 12) h = 0;
  if (h > 23 || number(minute) > 59) return std::nullopt;
  std::size_t taken = 0;
  zone_told = read_zone(std::string(zone) + " ", taken);
  return std::chrono::hours(h) + minutes(number(minute));
}

std::optional<WrittenDate> of_epoch(const std::string& digits) {
  const std::size_t size = digits.size();
  if (size != 10 && size != 13) return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const Instant instant{std::chrono::seconds(std::stoll(digits.substr(0, 10)))};
  return WrittenDate{instant, std::chrono::floor<std::chrono::days>(instant), true, true, 0, size};
}

}  // namespace

std::optional<WrittenDate> find_date(std::string_view text, minutes offset) {
  const std::string folded = text::fold_text(text.substr(0, kMaxTextBytes));
  if (folded.find_first_of("0123456789") == std::string::npos &&
      folded.find("年") == std::string::npos)
    return std::nullopt;
  const Match match = first_date(folded);
  if (!match.date) return std::nullopt;
  WrittenDate written{
      std::chrono::sys_days(*match.date), *match.date, false, false, match.begin, match.end};
  std::size_t taken = 0;
  if (const auto time = read_time(std::string_view(folded).substr(match.end), taken)) {
    written.has_time = true;
    written.instant += *time;
    written.end += taken;
    if (const auto zone = read_zone(std::string_view(folded).substr(written.end), taken)) {
      offset = *zone;
      written.in_utc = offset == minutes(0);
      written.end += taken;
    }
  }
  std::optional<minutes> zone;
  const auto before = written.has_time
                          ? std::nullopt
                          : time_before(std::string_view(folded).substr(0, match.begin), zone);
  if (before) {
    written.has_time = true;
    written.instant += *before;
    offset = zone.value_or(offset);
    written.in_utc = zone == minutes(0);
  }
  written.instant -= offset;
  return written;
}

std::optional<WrittenDate> read_date_field(std::string_view text, minutes offset) {
  const std::string field(text::trim(text));
  if (auto epoch = of_epoch(field)) return epoch;
  static const RE2 compact(R"((\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?\d{2})?(Z?))?)");
  re2::StringPiece year, month, day, hour, minute, zone;
  if (!RE2::FullMatch(field, compact, &year, &month, &day, &hour, &minute, &zone))
    return find_date(field, offset);
  std::string spelled = std::string(year) + "-" + std::string(month) + "-" + std::string(day);
  if (!hour.empty())
    spelled += "T" + std::string(hour) + ":" + std::string(minute) + std::string(zone);
  return find_date(spelled, offset);
}

std::string_view before_date(std::string_view text) {
  const std::optional<WrittenDate> date = find_date(text, {});
  // Bytes are those of the folded text: only where folding moves nothing.
  if (date && text::fold_text(text.substr(0, date->end)).size() == date->end)
    text = text.substr(0, date->begin);
  text = text::trim(text);
  const std::size_t blank = text.rfind(' ');
  if (blank == std::string_view::npos) return text;
  const std::string_view last = text.substr(blank + 1);
  return months().number({last.data(), last.size()}) > 0 ? text.substr(0, blank) : text;
}

}  // namespace gongwatch::parser
