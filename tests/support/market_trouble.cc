#include "tests/support/market_trouble.h"

#include <array>

#include "tests/support/prng.h"

namespace gongwatch::testing_support {
namespace {

constexpr int kCalmStart = 3;
constexpr int kCalmEnd = 6;

}  // namespace

TroublePlan::TroublePlan(std::size_t feeds, const TroubleScale& scale) : feeds_(feeds) {
  static constexpr std::array<Trouble, 5> kTroubles{
      Trouble::unavailable, Trouble::challenge, Trouble::cut, Trouble::emptied, Trouble::shrunk};
  Prng random(scale.seed ^ 0x7B0B1E5u);
  for (auto& days : feeds_) days.resize(static_cast<std::size_t>(scale.days));
  for (int day = kCalmStart; day < scale.days - kCalmEnd; ++day) {
    const auto at = static_cast<std::size_t>(day);
    const bool all_down = random.chance(scale.per_mille / 3);
    for (auto& days : feeds_) {
      if (random.chance(30)) days[at].late = true;
      const bool again = days[at - 1].trouble != Trouble::none && random.chance(100);
      if (again || random.chance(scale.per_mille))
        days[at].trouble = kTroubles[random.below(kTroubles.size())];
      if (all_down) days[at].trouble = Trouble::unavailable;
    }
  }
}

Trouble TroublePlan::on(std::size_t feed, int day) const {
  const auto at = static_cast<std::size_t>(day);
  return day < 0 || at >= feeds_[feed].size() ? Trouble::none : feeds_[feed][at].trouble;
}

bool TroublePlan::is_late(std::size_t feed, int day) const {
  const auto at = static_cast<std::size_t>(day);
  return day >= 0 && at < feeds_[feed].size() && feeds_[feed][at].late;
}

std::string spoilt_body(Trouble trouble, std::string_view whole, std::string_view envelope,
                        const std::vector<std::string_view>& rows) {
  if (trouble == Trouble::challenge) {
    return "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><p>Checking "
           "your browser before you go on.</p></body></html>";
  }
  if (trouble == Trouble::cut) return std::string(whole.substr(0, whole.size() * 7 / 10));
  std::string body(envelope);
  if (trouble == Trouble::shrunk) {
    std::string kept;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i % 5 >= 2) continue;
      if (!kept.empty()) kept += ',';
      kept += rows[i];
    }
    body += kept;
  }
  return body + "]}\n";
}

}  // namespace gongwatch::testing_support
