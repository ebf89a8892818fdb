// When a host may be asked again. Times are handed in, none is read here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "model/http.h"

namespace gongwatch::fetcher {

using SteadyTime = std::chrono::steady_clock::time_point;

// This many requests in a row to which a host gave no sign of life, and a run asks it no more.
inline constexpr int kMaxSilences = 3;

class Pacing {
 public:
  // The seed is that of the jitter.
  explicit Pacing(std::uint32_t seed = 1) : random_(seed) {}

  // Somebody who watches the host leaves that much between requests: so does everybody else, whom a
  // redirect leads there.
  void require(const std::string& host, std::chrono::milliseconds delay);
  // A request to the host begins, or is over (answered or not); `delay` is what its policy leaves
  // between requests.
  void asked(const std::string& host, SteadyTime now, std::chrono::milliseconds delay);
  // The host answered `status` and asked for rest (Retry-After).
  void rest(const std::string& host, SteadyTime until, int status);
  // The host answered `status`, that it has too much to do, without saying for how long: twice the
  // delay, doubled each time in a row, and up to half as much again by chance.
  void strained(const std::string& host, SteadyTime now, std::chrono::milliseconds delay,
                int status);
  // The host gave an answer that shows no strain.
  void relieved(const std::string& host);
  // No connection, or no answer in time; and how often in a row.
  void silent(const std::string& host) { ++hosts_[host].silences; }
  int silences(const std::string& host) const;
  void forget_silences();

  // The first moment at which the host may be asked by someone who leaves `delay` between requests.
  SteadyTime ready_at(const std::string& host, std::chrono::milliseconds delay) const;

  struct Rest {
    SteadyTime until;
    int status = 0;
  };
  // The rest the host asked for last, if any; it may be over.
  std::optional<Rest> rest_of(const std::string& host) const;
  std::size_t size() const { return hosts_.size(); }

  // What another process must know: every host asked within the last day or at rest, in times of
  // day. `steady` and `now` are the same moment.
  std::vector<FetchMemory::Host> remember(SteadyTime steady, Instant now) const;
  void recall(const FetchMemory& memory, SteadyTime steady, Instant now);

 private:
  struct Host {
    std::chrono::milliseconds delay{0};  // the longest that is required
    std::optional<SteadyTime> last;      // begin or end of a request
    SteadyTime free_at{};                // no delay in use reaches further
    std::optional<Rest> rest;
    int strains = 0;
    int silences = 0;
  };
  void forget_the_free(SteadyTime now);

  std::map<std::string, Host> hosts_;
  std::optional<SteadyTime> unsure_until_now_;  // hosts may have been asked up to then
  std::minstd_rand random_;
};

}  // namespace gongwatch::fetcher
