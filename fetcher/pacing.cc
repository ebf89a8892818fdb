#include "fetcher/pacing.h"

#include <algorithm>

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kManyHosts =
    4096;  // from here on, hosts of which nothing holds are forgotten
constexpr int kMaxDoublings = 12;
constexpr std::chrono::hours kRemembered{24};  // no delay is longer
constexpr std::chrono::hours kLongestRecalled{24 * 30};

}  // namespace

void Pacing::require(const std::string& host, milliseconds delay) {
  if (delay.count() == 0) return;
  auto& known = hosts_[host].delay;
  known = std::max(known, delay);
}

void Pacing::asked(const std::string& host, SteadyTime now, milliseconds delay) {
  if (hosts_.size() >= kManyHosts) forget_the_free(now);
  Host& known = hosts_[host];
  known.last = now;
  known.free_at = std::max(known.free_at, now + std::max(delay, known.delay));
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
  SteadyTime ready = SteadyTime::min();
  if (unsure_until_now_) ready = *unsure_until_now_ + delay;
  const auto found = hosts_.find(host);
  if (found == hosts_.end()) return ready;
  const Host& known = found->second;
  if (known.last) ready = std::max(ready, *known.last + std::max(delay, known.delay));
  if (known.rest) ready = std::max(ready, known.rest->until);
  return ready;
}

// Rounded so that nobody is asked too early.
std::vector<FetchMemory::Host> Pacing::remember(SteadyTime steady, Instant now) const {
  const auto time_of = [&](SteadyTime time) {
    return now + std::chrono::ceil<std::chrono::seconds>(time - steady);
  };
  std::vector<FetchMemory::Host> hosts;
  for (const auto& [name, host] : hosts_) {
    const bool rests = host.rest && host.rest->until > steady;
    if (!rests && (!host.last || *host.last + kRemembered < steady)) continue;
    FetchMemory::Host& kept = hosts.emplace_back();
    kept.host = name;
    kept.asked_at = host.last ? time_of(*host.last) : now;
    if (!rests) continue;
    kept.rest_until = time_of(host.rest->until);
    kept.rest_status = host.rest->status;
  }
  return hosts;
}

void Pacing::recall(const FetchMemory& memory, SteadyTime steady, Instant now) {
  // A clock that was set back may not put a host to rest for years.
  const auto steady_of = [&](Instant time) {
    return steady + std::min<std::chrono::seconds>(time - now, kLongestRecalled);
  };
  if (memory.unsure) unsure_until_now_ = steady;
  for (const FetchMemory::Host& kept : memory.hosts) {
    Host& host = hosts_[kept.host];
    const SteadyTime asked = std::min(steady_of(kept.asked_at), steady);
    host.last = host.last ? std::max(*host.last, asked) : asked;
    if (kept.rest_until) rest(kept.host, steady_of(*kept.rest_until), kept.rest_status);
  }
}

std::optional<Pacing::Rest> Pacing::rest_of(const std::string& host) const {
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? std::nullopt : found->second.rest;
}

}  // namespace gongwatch::fetcher
