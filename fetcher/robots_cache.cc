#include "fetcher/robots_cache.h"

namespace gongwatch::fetcher {

const RobotsCache::Entry* RobotsCache::find(const std::string& origin) const {
  const auto found = entries_.find(origin);
  return found == entries_.end() ? nullptr : &found->second;
}

bool RobotsCache::asking(const std::string& origin) const {
  const Entry* entry = find(origin);
  return entry != nullptr && std::holds_alternative<Asking>(*entry);
}

void RobotsCache::forget_failures() {
  std::erase_if(entries_, [](const auto& entry) {
    return !std::holds_alternative<RobotsRules>(entry.second);
  });
}

}  // namespace gongwatch::fetcher
