#include "fetcher/pacing.h"

#include <algorithm>

namespace gongwatch::fetcher {

void Pacing::ended(const std::string& host, SteadyTime now) { hosts_[host].last_end = now; }

void Pacing::set_crawl_delay(const std::string& host, std::chrono::milliseconds delay) {
  auto& known = hosts_[host].crawl_delay;
  known = std::max(known, delay);
}

void Pacing::rest(const std::string& host, SteadyTime until, int status) {
  hosts_[host].rest = Rest{until, status};
}

SteadyTime Pacing::ready_at(const std::string& host, std::chrono::milliseconds delay) const {
  const auto found = hosts_.find(host);
  if (found == hosts_.end()) return SteadyTime::min();
  const Host& known = found->second;
  SteadyTime ready = SteadyTime::min();
  if (known.last_end) ready = *known.last_end + std::max(delay, known.crawl_delay);
  if (known.rest) ready = std::max(ready, known.rest->until);
  return ready;
}

std::optional<Pacing::Rest> Pacing::rest_of(const std::string& host) const {
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? std::nullopt : found->second.rest;
}

}  // namespace gongwatch::fetcher
