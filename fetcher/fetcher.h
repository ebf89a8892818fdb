// HTTP over libcurl's multi interface: requests in, bytes and validators out. Knows nothing of
// sources, parsing or storage.
//
// Polite by construction: one request at a time per host (name and port), FetchPolicy::delay
// between the end of one and the start of the next (robots.txt and redirects are requests too; a
// longer Crawl-delay counts), robots.txt (RFC 9309) asked once per scheme, host and port, and a
// host that answers 429 or 503 with Retry-After is not asked again before that. Safe by
// construction: http and https only, private addresses refused at connect time on every hop
// (FetchPolicy::allow_private), header, body (after decompression), time and redirects bounded.
#pragma once

#include <chrono>
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
};

class Fetcher {
 public:
  // should_stop is asked about every 100 ms while waiting; true ends all transfers with
  // ErrorKind::cancelled.
  explicit Fetcher(std::function<bool()> should_stop = {});
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;
  ~Fetcher();

  // Called in the calling thread, once per request, in the order of completion. It may not call
  // fetch_all of this Fetcher.
  using OnDone = std::function<void(const HttpRequest&, FetchOutcome)>;
  // Asks for all of them; hosts in parallel, one host in the order given. Returns when every
  // request is answered. An error's context is the URL. Its kind:
  //   invalid_argument  the URL, proxy or CA file cannot be used
  //   forbidden         robots.txt, the address policy or a redirect's scheme says no
  //   http_status       4xx, 5xx and answers that are not the resource; 5xx for robots.txt (RFC
  //   9309 §2.3.1.4); a host that
  //                     asked for more rest (Retry-After) than a run can wait
  //   too_large, malformed (headers, compression), network, timeout, cancelled
  // Pacing, connections and robots rules are kept between calls; a robots.txt that could not be
  // read is asked again by the next call.
  void fetch_all(const std::vector<HttpRequest>& requests, const OnDone& on_done);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::fetcher
