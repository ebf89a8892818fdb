// HTTP over libcurl's multi interface: requests in, bytes and validators out. Knows nothing of
// sources, parsing or storage.
//
// Polite by construction: one request at a time per host, FetchPolicy::delay between them,
// robots.txt (RFC 9309) asked once per host and run. Safe by construction: http and https only,
// private addresses refused at connect time on every hop (FetchPolicy::allow_private), header, body
// (after decompression), time and redirects bounded.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/http.h"

namespace gongwatch::fetcher {

// "gongwatch/0.1.0 (+https://…)": says who we are.
std::string default_user_agent();

class Fetcher {
 public:
  // should_stop is asked about every 100 ms while waiting; true ends all transfers with
  // ErrorKind::cancelled.
  explicit Fetcher(std::function<bool()> should_stop = {});
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;
  ~Fetcher();

  // Called in the calling thread, once per request, in the order of completion.
  using OnDone = std::function<void(const HttpRequest&, Result<HttpResponse>)>;
  // Asks for all of them; hosts in parallel, one host in the order given. Returns when every
  // request is answered. An error's context is the URL. Answers 4xx and 5xx are errors
  // (http_status) except 304; a robots.txt refusal is `forbidden`, as is a refused address.
  void fetch_all(std::vector<HttpRequest> requests, const OnDone& on_done);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::fetcher
