#include "fetcher/robots_cache.h"

#include <algorithm>
#include <utility>

namespace gongwatch::fetcher {
namespace {

constexpr std::size_t kMaxNoted = 64;  // texts; more are asked for again by the next process

}  // namespace

const RobotsCache::Entry* RobotsCache::find(const std::string& origin, SteadyTime now) const {
  const auto found = entries_.find(origin);
  if (found == entries_.end()) return nullptr;
  const Kept& kept = found->second;
  const bool old =
      std::holds_alternative<RobotsRules>(kept.entry) && now - kept.at >= kRobotsLifetime;
  return old ? nullptr : &kept.entry;
}

bool RobotsCache::asking(const std::string& origin) const {
  const auto found = entries_.find(origin);
  return found != entries_.end() && std::holds_alternative<Asking>(found->second.entry);
}

void RobotsCache::set(const std::string& origin, Entry entry, SteadyTime now) {
  if (entries_.size() >= kMaxRobotsKept && entries_.find(origin) == entries_.end()) make_room();
  entries_.insert_or_assign(origin, Kept{std::move(entry), now});
}

void RobotsCache::set_text(const std::string& origin, std::string_view text, SteadyTime now) {
  set(origin, RobotsRules::parse(text, kProductToken), now);
  if (noted_.size() < kMaxNoted)
    noted_.push_back({origin, std::string(text.substr(0, kMaxRobotsBytes)), now});
}

std::vector<FetchMemory::Robots> RobotsCache::remember(SteadyTime steady, Instant now) {
  std::vector<FetchMemory::Robots> robots;
  for (Noted& noted : noted_) {
    robots.push_back({std::move(noted.origin),
                      now - std::chrono::ceil<std::chrono::seconds>(steady - noted.at),
                      std::move(noted.text)});
  }
  noted_.clear();
  return robots;
}

void RobotsCache::recall(const FetchMemory& memory, SteadyTime steady, Instant now) {
  for (const FetchMemory::Robots& kept : memory.robots) {
    if (kept.asked_at > now || now - kept.asked_at >= kRobotsLifetime) continue;
    set(kept.origin, RobotsRules::parse(kept.text, kProductToken), steady - (now - kept.asked_at));
  }
}

// Questions under way stay: requests wait for them.
void RobotsCache::make_room() {
  auto oldest = entries_.end();
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
    if (std::holds_alternative<Asking>(entry->second.entry)) continue;
    if (oldest == entries_.end() || entry->second.at < oldest->second.at) oldest = entry;
  }
  if (oldest != entries_.end()) entries_.erase(oldest);
}

void RobotsCache::forget_failures() {
  std::erase_if(entries_, [](const auto& entry) {
    return !std::holds_alternative<RobotsRules>(entry.second.entry);
  });
}

}  // namespace gongwatch::fetcher
