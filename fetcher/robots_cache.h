// What each origin's robots.txt says, for the lifetime of a Fetcher and at most for a day.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fetcher/pacing.h"
#include "fetcher/robots.h"
#include "model/http.h"
#include "model/result.h"

namespace gongwatch::fetcher {

inline constexpr std::chrono::hours kRobotsLifetime{24};  // RFC 9309 §2.4
inline constexpr std::size_t kMaxRobotsKept = 1024;       // origins; the oldest go first

// robots.txt could not be read: nothing may be asked (RFC 9309 §2.3.1.4), and this is what the
// requests are told.
struct RobotsFailure {
  Error error;
  FetchVerdict verdict = FetchVerdict::robots_unreachable;
  int http_status = 0;
  std::optional<std::chrono::seconds> retry_after;
};

class RobotsCache {
 public:
  struct Asking {};
  using Entry = std::variant<Asking, RobotsRules, RobotsFailure>;

  // `origin` is scheme, host and port; null if nobody has asked yet, or too long ago.
  const Entry* find(const std::string& origin, SteadyTime now) const;
  bool asking(const std::string& origin) const;
  void set(const std::string& origin, Entry entry, SteadyTime now);
  // As set, for what a robots.txt said (empty: it allows everything); its text is noted for the
  // next process.
  void set_text(const std::string& origin, std::string_view text, SteadyTime now);
  // The texts noted since the last call.
  std::vector<FetchMemory::Robots> remember(SteadyTime steady, Instant now);
  void recall(const FetchMemory& memory, SteadyTime steady, Instant now);
  // Keeps only what was read: failures and interrupted questions are asked again.
  void forget_failures();

 private:
  struct Kept {
    Entry entry;
    SteadyTime at;
  };
  struct Noted {
    std::string origin, text;
    SteadyTime at;
  };
  void make_room();

  std::map<std::string, Kept> entries_;
  std::vector<Noted> noted_;
};

}  // namespace gongwatch::fetcher
