#include "fetcher/freshness.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace gongwatch::fetcher {
namespace {

using std::chrono::seconds;

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Digits alone; what is larger than kMaxFreshness counts as that.
std::optional<seconds> delta_of(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  constexpr long kMost = seconds(kMaxFreshness).count();
  long count = 0;
  for (const char c : text) count = std::min(count * 10 + (c - '0'), kMost);
  return seconds(count);
}

// What the Cache-Control fields say, all lines together.
struct CacheControl {
  bool forbids = false;            // no-store, no-cache
  std::optional<seconds> max_age;  // the shortest; 0 if one cannot be read

  void take(std::string_view name, std::string_view value) {
    if (same(name, "no-store") || same(name, "no-cache")) forbids = true;
    if (!same(name, "max-age")) return;
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    const seconds read = delta_of(value).value_or(seconds(0));
    max_age = std::min(max_age.value_or(read), read);
  }
};

// "a, b=\"x, y\", c=1" → take(name, value) for each.
void read_directives(std::string_view list, CacheControl& out) {
  while (!list.empty()) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < list.size() && (quoted || list[end] != ','); ++end) {
      if (list[end] == '"') quoted = !quoted;
      if (quoted && list[end] == '\\') ++end;
    }
    const auto directive = trim(list.substr(0, std::min(end, list.size())));
    const auto equals = directive.find('=');
    out.take(directive.substr(0, equals),
             equals == std::string_view::npos ? std::string_view() : directive.substr(equals + 1));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

// The first member of the first field counts; what is no number says nothing (RFC 9111 §5.1).
seconds age_of(const Headers& headers) {
  const auto field = find_header(headers, "age");
  if (!field) return seconds(0);
  const auto member = field->substr(0, field->find_first_of(",;"));
  return delta_of(trim(member)).value_or(seconds(0));
}

// "Sun, 06 Nov 1994 08:49:37 GMT", as far as its shape tells.
bool is_fixdate(std::string_view text) {
  constexpr std::string_view kShape = "aaa, 00 aaa 0000 00:00:00 aaa";
  if (text.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool fits = kShape[i] == 'a'   ? std::isalpha(c) != 0
                      : kShape[i] == '0' ? std::isdigit(c) != 0
                                         : c == static_cast<unsigned char>(kShape[i]);
    if (!fits) return false;
  }
  return same(text.substr(26), "GMT");
}

// "Sunday, 06-Nov-94 08:49:37 GMT" → "Sun, 06 Nov 1994 08:49:37 GMT"; a year more than 50 years
// ahead is one of the past (counted from 2020).
std::optional<std::string> from_rfc850(std::string_view text) {
  const auto comma = text.find(", ");
  if (comma == std::string_view::npos || comma < 6 || text.size() != comma + 24)
    return std::nullopt;
  const auto rest = text.substr(comma + 2);
  if (rest[2] != '-' || rest[6] != '-' || !delta_of(rest.substr(7, 2))) return std::nullopt;
  const std::string century = rest.substr(7, 2) < "70" ? "20" : "19";
  return std::string(text.substr(0, 3)) + ", " + std::string(rest.substr(0, 2)) + " " +
         std::string(rest.substr(3, 3)) + " " + century + std::string(rest.substr(7));
}

// "Sun Nov  6 08:49:37 1994" → the same.
std::optional<std::string> from_asctime(std::string_view text) {
  if (text.size() != 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[19] != ' ')
    return std::nullopt;
  std::string day(text.substr(8, 2));
  if (day[0] == ' ') day[0] = '0';
  return std::string(text.substr(0, 3)) + ", " + day + " " + std::string(text.substr(4, 3)) + " " +
         std::string(text.substr(20)) + " " + std::string(text.substr(11, 8)) + " GMT";
}

}  // namespace

std::optional<Instant> http_date_of(std::string_view text) {
  std::string fixdate(text);
  if (const auto read = from_rfc850(text)) fixdate = *read;
  if (const auto read = from_asctime(text)) fixdate = *read;
  if (!is_fixdate(fixdate)) return std::nullopt;
  const auto number = [&fixdate](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : fixdate.substr(at, length)) value = value * 10 + (c - '0');
    return value;
  };
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto month =
      std::find_if(kMonths.begin(), kMonths.end(), [&fixdate](std::string_view name) {
        return same(name, std::string_view(fixdate).substr(8, 3));
      });
  const std::chrono::year_month_day day{
      std::chrono::year(number(12, 4)),
      std::chrono::month(static_cast<unsigned>(month - kMonths.begin() + 1)),
      std::chrono::day(static_cast<unsigned>(number(5, 2)))};
  const bool time_exists = number(17, 2) < 24 && number(20, 2) < 60 && number(23, 2) <= 60;
  if (!day.ok() || !time_exists) return std::nullopt;
  return Instant{std::chrono::sys_days{day}} + std::chrono::hours(number(17, 2)) +
         std::chrono::minutes(number(20, 2)) + seconds(number(23, 2));
}

std::optional<seconds> fresh_for(const Headers& headers) {
  CacheControl control;
  for (const auto& [name, value] : headers) {
    if (name == "cache-control") read_directives(value, control);
    if (name == "vary" && trim(value) == "*") control.forbids = true;
  }
  if (control.forbids) return seconds(0);
  std::optional<seconds> lifetime = control.max_age;
  if (const auto expires = find_header(headers, "expires"); !lifetime && expires) {
    const auto until = http_date_of(*expires);
    const auto date = find_header(headers, "date");
    const auto from = date ? http_date_of(*date) : std::nullopt;
    if (until && !from) return std::nullopt;
    lifetime = until ? *until - *from : seconds(0);
  }
  if (!lifetime) return std::nullopt;
  return std::clamp<seconds>(*lifetime - age_of(headers), seconds(0), kMaxFreshness);
}

}  // namespace gongwatch::fetcher
