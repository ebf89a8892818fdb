// When a host may be asked again. Times are handed in, none is read here.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace gongwatch::fetcher {

using SteadyTime = std::chrono::steady_clock::time_point;

class Pacing {
 public:
  // A request to the host is over (answered or not).
  void ended(const std::string& host, SteadyTime now);
  // The host's robots.txt asks for that much between requests; the longest counts.
  void set_crawl_delay(const std::string& host, std::chrono::milliseconds delay);
  // The host answered `status` and asked for rest (Retry-After).
  void rest(const std::string& host, SteadyTime until, int status);

  // The first moment at which the host may be asked by someone who leaves `delay` between requests.
  SteadyTime ready_at(const std::string& host, std::chrono::milliseconds delay) const;

  struct Rest {
    SteadyTime until;
    int status = 0;
  };
  // The rest the host asked for last, if any; it may be over.
  std::optional<Rest> rest_of(const std::string& host) const;

 private:
  struct Host {
    std::optional<SteadyTime> last_end;
    std::chrono::milliseconds crawl_delay{0};
    std::optional<Rest> rest;
  };
  std::map<std::string, Host> hosts_;
};

}  // namespace gongwatch::fetcher
