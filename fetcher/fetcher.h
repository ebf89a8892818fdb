// HTTP over libcurl's multi interface: requests in, bytes and validators out. Knows nothing of
// sources, parsing or storage.
//
// Polite by construction: FetchPolicy::connections requests at a time per host (name and port), one
// by default, FetchPolicy::delay after the begin and the end of one before the start of the next
// (robots.txt and redirects are requests too; a longer Crawl-delay counts), robots.txt (RFC 9309)
// asked once a day per scheme, host and port. A host that answers 429 or 503 is not asked again
// before the time it names, or for a growing while if it names none; one that does not answer at
// all is left alone after kMaxSilences tries. Safe by construction: http and https only, private
// addresses refused at connect time on every hop (FetchPolicy::allow_private), header, body (after
// decompression), time and redirects bounded.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/http.h"

namespace gongwatch::fetcher {

// "gongwatch/0.2.0 (+https://…)": says who we are.
std::string default_user_agent();

// What became of one request. An error keeps what its answer said, so that the caller can decide
// when to ask again.
struct FetchOutcome {
  Result<HttpResponse> response;
  int http_status = 0;  // of the last answer, robots.txt's included; 0: there was none
  std::optional<std::chrono::seconds>
      retry_after;  // Retry-After of that answer, counted from its arrival
  FetchVerdict verdict = FetchVerdict::ok;
};

// Requests under way at once, all hosts together.
inline constexpr std::size_t kMostAtOnce = 32;

class Fetcher {
 public:
  // should_stop is asked about every 100 ms while waiting; true ends all transfers with
  // ErrorKind::cancelled.
  explicit Fetcher(std::function<bool()> should_stop = {}, std::size_t most_at_once = kMostAtOnce);
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;
  ~Fetcher();

  // Called in the calling thread, once per request, in the order of completion. It may not call
  // fetch_all of this Fetcher.
  using OnDone = std::function<void(const HttpRequest&, FetchOutcome)>;
  // Asks for all of them; hosts in parallel, one host in the order given (with several connections:
  // begun in that order). Returns when every request is answered. An error's context is the URL;
  // its kind is one of
  //   invalid_argument  the URL, proxy or CA file cannot be used
  //   forbidden         robots.txt, the address policy or a redirect's scheme says no
  //   http_status       4xx, 5xx and answers that are not the resource; 5xx for robots.txt (RFC
  //                     9309 §2.3.1.4); a host that wants more rest than a run can wait
  //   empty, too_large, malformed (headers, compression), network, timeout, cancelled
  // and the verdict tells more. Pacing, connections and robots rules are kept between calls; a
  // robots.txt that could not be read, and a host that was silent, are asked again by the next
  // call.
  void fetch_all(const std::vector<HttpRequest>& requests, const OnDone& on_done);

  // As fetch_all, for lists of any length: takes requests from `next` as it goes (nothing: there
  // are no more), so that only a window of them is in memory at a time.
  using Next = std::function<std::optional<HttpRequest>()>;
  void fetch_stream(const Next& next, const OnDone& on_done);

  // What the next process must know to be as polite as this one: hosts asked lately or at rest, and
  // robots.txt read since the last call. May be called from OnDone.
  FetchMemory remember(Instant now);
  void recall(const FetchMemory& memory, Instant now);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::fetcher
