#include "parser/content/written_date.h"

#include <re2/re2.h>

#include <array>
#include <string>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTextBytes = 2000;

struct Match {
  std::optional<CivilDate> date;
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

unsigned month_of(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (name.starts_with(kMonths[i])) return i + 1;
  }
  return 0;
}

constexpr const char* kMonthNames =
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)";

struct Patterns {
  RE2 year_first{R"((?:^|[^0-9])((\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?))"};
  RE2 day_first{R"((?:^|[^0-9])((\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?:[^0-9]|$))"};
  RE2 month_name{std::string(R"((?:^|[^a-z])()") + kMonthNames +
                 R"(\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{0,2}(\d{4})))"};
  RE2 day_month_name{std::string(R"((?:^|[^0-9])((\d{1,2})(?:st|nd|rd|th)?[\s-](?:of )?)") +
                     kMonthNames + R"(\.?,?[\s-](\d{4})))"};
  RE2 time{
      R"(^[\s,t|@()-]{0,4}(?:at )?(上午|下午|早上|中午|晚上|凌晨|am|pm)?\s?(\d{1,2})\s?[:时]\s?(\d{2})(?:[:分](\d{2}))?(?:\.\d+)?分?\s?(a\.?m|p\.?m)?)"};
  RE2 zone{
      R"(^\.?\s?\(?(?:(z|utc|gmt|hkt|hong kong time)(?:[^a-z+-]|$)|(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?))"};
};

const Patterns& patterns() {
  static const Patterns all;
  return all;
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

// The earliest date that is one; what looks like a date and is none (2025-13-40) is passed over.
Match first_date(const std::string& text) {
  Match best;
  re2::StringPiece whole, a, b, c;
  const auto each = [&](const RE2& pattern, auto read) {
    re2::StringPiece rest(text);
    while (RE2::FindAndConsume(&rest, pattern, &whole, &a, &b, &c)) {
      keep_first(best, text, whole, read());
    }
  };
  each(patterns().year_first, [&] { return date_of(number(a), number(b), number(c)); });
  each(patterns().day_first, [&] {
    const std::optional<CivilDate> date = date_of(number(c), number(b), number(a));
    return date ? date : date_of(number(c), number(a), number(b));
  });
  each(patterns().month_name, [&] {
    return date_of(number(c), static_cast<int>(month_of({a.data(), a.size()})), number(b));
  });
  each(patterns().day_month_name, [&] {
    return date_of(number(c), static_cast<int>(month_of({b.data(), b.size()})), number(a));
  });
  return best;
}

// Seconds after midnight, and how many bytes the time takes.
std::optional<std::chrono::seconds> read_time(std::string_view rest, std::size_t& taken) {
  re2::StringPiece before, hour, minute, second, after;
  re2::StringPiece input(rest.data(), rest.size());
  if (!RE2::Consume(&input, patterns().time, &before, &hour, &minute, &second, &after))
    return std::nullopt;
  int h = number(hour);
  const std::string half = std::string(before) + std::string(after.substr(0, 1));
  const bool afternoon =
      half == "下午" || half == "晚上" || half == "中午" || half.starts_with("p");
  const bool morning = half == "上午" || half == "早上" || half == "凌晨" || half.starts_with("a");
  if (afternoon && h < 12 && !(half == "中午" && h == 11)) h += 12;
  if (morning && h == 12) h = 0;
  if (h > 23 || number(minute) > 59 || number(second) > 59) return std::nullopt;
  taken = rest.size() - input.size();
  return std::chrono::hours(h) + std::chrono::minutes(number(minute)) +
         std::chrono::seconds(number(second));
}

std::optional<std::chrono::minutes> read_zone(std::string_view rest, std::size_t& taken) {
  re2::StringPiece name, sign, hours, minutes;
  re2::StringPiece input(rest.data(), rest.size());
  if (!RE2::Consume(&input, patterns().zone, &name, &sign, &hours, &minutes)) return std::nullopt;
  taken = rest.size() - input.size();
  if (!name.empty())
    return name.starts_with("h") ? std::chrono::minutes(8 * 60) : std::chrono::minutes(0);
  if (number(hours) > 14 || number(minutes) > 59) return std::nullopt;
  const std::chrono::minutes offset(number(hours) * 60 + number(minutes));
  return sign == "-" ? -offset : offset;
}

}  // namespace

std::optional<WrittenDate> find_date(std::string_view text, std::chrono::minutes offset) {
  const std::string folded = text::lower_ascii(text::fold_text(text.substr(0, kMaxTextBytes)));
  const Match match = first_date(folded);
  if (!match.date) return std::nullopt;
  WrittenDate written{std::chrono::sys_days(*match.date), false, match.begin, match.end};
  std::size_t taken = 0;
  if (const auto time = read_time(std::string_view(folded).substr(match.end), taken)) {
    written.has_time = true;
    written.instant += *time;
    written.end += taken;
    if (const auto zone = read_zone(std::string_view(folded).substr(written.end), taken)) {
      offset = *zone;
      written.end += taken;
    }
  }
  written.instant -= offset;
  return written;
}

}  // namespace gongwatch::parser
