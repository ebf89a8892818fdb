#include "scheduler/source_values.h"

#include <algorithm>

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

}  // namespace gongwatch::scheduler
