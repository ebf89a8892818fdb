#include "fetcher/pacing.h"

#include <algorithm>

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kManyHosts =
    4096;  // from here on, hosts of which nothing holds are forgotten
constexpr int kMaxDoublings = 12;

}  // namespace

void Pacing::asked(const std::string& host, SteadyTime now, milliseconds delay) {
  if (hosts_.size() >= kManyHosts) forget_the_free(now);
  Host& known = hosts_[host];
  known.last = now;
  known.free_at = std::max(known.free_at, now + delay);
}

void Pacing::forget_the_free(SteadyTime now) {
  std::erase_if(hosts_, [now](const auto& entry) {
    const Host& host = entry.second;
    return host.free_at < now && (!host.rest || host.rest->until < now) && host.strains == 0 &&
           host.silences == 0;
  });
}

void Pacing::rest(const std::string& host, SteadyTime until, int status) {
  auto& known = hosts_[host].rest;
  if (!known || known->until < until) known = Rest{until, status};
}

void Pacing::strained(const std::string& host, SteadyTime now, milliseconds delay, int status) {
  Host& known = hosts_[host];
  known.strains = std::min(known.strains + 1, kMaxDoublings);
  const double chance = std::uniform_real_distribution<double>(1.0, 1.5)(random_);
  const auto wait = static_cast<double>(delay.count()) * (1 << known.strains) * chance;
  rest(host, now + milliseconds(static_cast<long>(wait)), status);
}

void Pacing::relieved(const std::string& host) {
  const auto found = hosts_.find(host);
  if (found != hosts_.end()) found->second.strains = found->second.silences = 0;
}

int Pacing::silences(const std::string& host) const {
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? 0 : found->second.silences;
}

void Pacing::forget_silences() {
  for (auto& [name, host] : hosts_) host.silences = 0;
}

SteadyTime Pacing::ready_at(const std::string& host, milliseconds delay) const {
  const auto found = hosts_.find(host);
  if (found == hosts_.end()) return SteadyTime::min();
  const Host& known = found->second;
  SteadyTime ready = SteadyTime::min();
  if (known.last) ready = *known.last + delay;
  if (known.rest) ready = std::max(ready, known.rest->until);
  return ready;
}

std::optional<Pacing::Rest> Pacing::rest_of(const std::string& host) const {
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? std::nullopt : found->second.rest;
}

}  // namespace gongwatch::fetcher
