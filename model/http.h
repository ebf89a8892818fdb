// What goes over the wire, without libcurl: requests that the fetcher takes, answers that it gives.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch {

// What a server gave us to ask "has it changed?" with (RFC 9110 §8.8).
struct Validators {
  std::string etag;           // with quotes and W/ as received; empty if none
  std::string last_modified;  // as received; empty if none
};

// How a source wants to be asked; from its TOML file.
struct FetchPolicy {
  std::string user_agent;  // empty: the default, which names the project and its home
  std::string proxy;       // empty: none (the environment's proxy variables are ignored)
  std::string ca_file;     // empty: the system's
  std::chrono::milliseconds delay{
      5000};  // between the end of one request to a host and the start of the next
  std::chrono::seconds timeout{60};
  std::size_t max_body_bytes = 64u << 20;  // after decompression
  int max_redirects = 5;
  bool respect_robots = true;
  bool allow_private = false;  // private, loopback and link-local addresses
};

struct HttpRequest {
  std::string url;
  Validators validators;
  FetchPolicy policy;
};

struct HttpResponse {
  std::string url;        // as asked
  std::string final_url;  // after redirects
  int status = 0;         // 304 with an empty body: unchanged
  std::vector<std::pair<std::string, std::string>>
      headers;       // of the last hop; names in lower case, in order
  std::string body;  // decompressed
  Validators validators;
  std::string media_type;  // "text/html; charset=gbk" as received; empty if none
  std::optional<std::chrono::seconds> retry_after;

  bool not_modified() const { return status == 304; }
};

}  // namespace gongwatch
