#include "scheduler/stamp.h"

#include <algorithm>
#include <array>

namespace gongwatch::scheduler {
namespace {

struct Stamp {
  std::string_view begin, end;  // the stamp stands between them
};
constexpr std::array<Stamp, 2> kStamps{{{"\"genDate\":", ","}, {"<lastBuildDate>", "<"}}};
constexpr std::size_t kMaxStamp = 60;

// Takes the text before the next stamp off `rest`, and the stamp with it; all of it without one.
std::string_view next_piece(std::string_view& rest) {
  std::size_t at = rest.size();
  std::size_t behind = rest.size();
  for (const Stamp& stamp : kStamps) {
    const auto found = rest.find(stamp.begin);
    if (found == std::string_view::npos || found >= at) continue;
    const auto from = found + stamp.begin.size();
    const auto end = rest.substr(from, kMaxStamp).find(stamp.end);
    if (end == std::string_view::npos) continue;
    at = from;
    behind = from + end;
  }
  const std::string_view piece = rest.substr(0, at);
  rest.remove_prefix(behind);
  return piece;
}

}  // namespace

bool same_but_for_stamp(std::string_view a, std::string_view b) {
  // One stamp is half a dozen bytes longer than another at most.
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > kMaxStamp) return false;
  while (!a.empty() || !b.empty()) {
    if (next_piece(a) != next_piece(b)) return false;
  }
  return true;
}

}  // namespace gongwatch::scheduler
