#include "scheduler/source_values.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace gongwatch::scheduler {

using std::chrono::hours;
using std::chrono::minutes;

bool is_source_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_selector(std::string_view selector) {
  char before = ' ';
  for (const char c : selector) {
    const bool mark = c == '.' || c == '#';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!mark && !letter) return false;
    if (mark && (before == '.' || before == '#')) return false;
    before = c;
  }
  return !selector.empty() && before != '.' && before != '#';
}

std::optional<minutes> offset_of_timezone(std::string_view zone) {
  if (zone == "Asia/Hong_Kong" || zone == "Asia/Shanghai" || zone == "Asia/Singapore")
    return hours{8};
  if (zone == "UTC") return minutes{0};
  const bool shaped = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
                      std::all_of(zone.begin() + 1, zone.end(),
                                  [](char c) { return c == ':' || (c >= '0' && c <= '9'); });
  if (!shaped || zone[1] == ':' || zone[2] == ':' || zone[4] == ':' || zone[5] == ':')
    return std::nullopt;
  const int hour = (zone[1] - '0') * 10 + (zone[2] - '0');
  const int minute = (zone[4] - '0') * 10 + (zone[5] - '0');
  if (hour > 14 || minute > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours{hour} + minutes{minute});
}

namespace {

// How many days ago the word between braces means: "today", "days_ago:7".
std::optional<int> days_ago(std::string_view word) {
  constexpr std::string_view kAgo = "days_ago:";
  if (word == "today") return 0;
  if (word.substr(0, kAgo.size()) != kAgo) return std::nullopt;
  const std::string_view number = word.substr(kAgo.size());
  int days = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), days);
  const bool whole = error == std::errc{} && end == number.data() + number.size();
  return whole && days >= 0 && days <= 999 ? std::optional(days) : std::nullopt;
}

}  // namespace

std::string with_days(std::string_view url, Instant now) {
  std::string out;
  while (!url.empty()) {
    // Braces come back percent-encoded from a canonical URL.
    const bool plain = url.front() == '{';
    const bool encoded = url.substr(0, 3) == "%7B";
    const std::size_t open = plain ? 1 : 3;
    const std::string_view brace = plain ? "}" : "%7D";
    const auto close = plain || encoded ? url.find(brace, open) : std::string_view::npos;
    const auto days =
        close == std::string_view::npos ? std::nullopt : days_ago(url.substr(open, close - open));
    if (!days) {
      out += url.front();
      url.remove_prefix(1);
      continue;
    }
    const std::string day = to_iso(hong_kong_day(now - hours{24} * *days));
    out += day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2);
    url.remove_prefix(close + brace.size());
  }
  return out;
}

std::optional<std::chrono::milliseconds> duration_of(std::string_view text) {
  static constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
      {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || count > 1'000'000) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& [name, length] : kUnits) {
    if (unit == name) return std::chrono::milliseconds{count * length};
  }
  return std::nullopt;
}

}  // namespace gongwatch::scheduler
