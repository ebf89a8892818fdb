// What each origin's robots.txt says, for the lifetime of a Fetcher.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "fetcher/robots.h"
#include "model/result.h"

namespace gongwatch::fetcher {

// robots.txt could not be read: nothing may be asked (RFC 9309 §2.3.1.4), and this is what the
// requests are told.
struct RobotsFailure {
  Error error;
  int http_status = 0;
  std::optional<std::chrono::seconds> retry_after;
};

class RobotsCache {
 public:
  struct Asking {};
  using Entry = std::variant<Asking, RobotsRules, RobotsFailure>;

  // `origin` is scheme, host and port; null if nobody has asked yet.
  const Entry* find(const std::string& origin) const;
  bool asking(const std::string& origin) const;
  void set(const std::string& origin, Entry entry) {
    entries_.insert_or_assign(origin, std::move(entry));
  }
  // Keeps only what was read: failures and interrupted questions are asked again.
  void forget_failures();

 private:
  std::map<std::string, Entry> entries_;
};

}  // namespace gongwatch::fetcher
