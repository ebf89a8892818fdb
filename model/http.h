// What goes over the wire, without libcurl: requests that the fetcher takes, answers that it gives.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch {

// What a server gave us to ask "has it changed?" with (RFC 9110 §8.8).
struct Validators {
  std::string etag;           // with quotes and W/ as received; empty if none
  std::string last_modified;  // as received; empty if none
  // Whose they are, if that is known to be another than the request's URL: where redirects ended.
  // They say nothing about other resources, so only that one is asked with them.
  std::string of_url{};

  bool empty() const { return etag.empty() && last_modified.empty(); }
};

// How a source wants to be asked; from its TOML file.
enum class IpVersion { any, v4, v6 };

struct FetchPolicy {
  std::string user_agent;  // empty: the default, which names the project and its home
  std::string proxy;       // empty: none (the environment's proxy variables are ignored)
  std::string ca_file;     // empty: the system's
  IpVersion ip = IpVersion::any;
  std::chrono::milliseconds delay{
      5000};  // between the end of one request to a host and the start of the next
  std::chrono::seconds timeout{60};
  std::chrono::seconds patience{20};       // with a transfer that hardly moves
  std::size_t max_body_bytes = 64u << 20;  // after decompression
  int max_redirects = 5;
  int connections = 1;  // requests to one host at the same time
  bool respect_robots = true;
  bool allow_private = false;  // private, loopback and link-local addresses

  bool operator==(const FetchPolicy&) const = default;
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
  // How long the server says that this stays as it is (RFC 9111 §4.2.1); nothing if it does not
  // say. A hint, never an order.
  std::optional<std::chrono::seconds> fresh_for;
  std::string moved_to;  // where permanent redirects (301, 308) led from `url`; empty if nowhere

  bool not_modified() const { return status == 304; }
};

// What became of a request: a name of its own for each way in which a server, the network or a rule
// of ours can end it. Kept with the page; docs/design/0006-fetching.md tells what each means.
enum class FetchVerdict {
  ok,
  not_modified,
  not_modified_unasked,
  empty_body,
  partial,
  gone,
  not_found,
  denied,
  login_wanted,
  rate_limited,
  unavailable,
  server_error,
  http_error,
  redirect_loop,
  too_many_redirects,
  redirect_refused,
  address_refused,
  robots_disallowed,
  robots_unreachable,
  host_resting,
  host_silent,
  headers_too_large,
  announced_too_large,
  body_too_large,
  compression_bomb,
  compression_damaged,
  cut_short,
  not_http,
  no_answer,
  too_slow,
  timed_out,
  name_unknown,
  no_connection,
  connection_broken,
  tls_untrusted,
  tls_failed,
  proxy_failed,
  unusable_request,
  out_of_memory,
  stopped,
};

inline constexpr std::size_t kFetchVerdicts = static_cast<std::size_t>(FetchVerdict::stopped) + 1;

// "compression-bomb": stable, stored and printed.
std::string_view name_of(FetchVerdict verdict);

// What of hosts must outlive a process, so that the next one is as polite as this one.
struct FetchMemory {
  struct Host {
    std::string host;                   // "www.example.com", "127.0.0.1:8080"
    Instant asked_at{};                 // last
    std::optional<Instant> rest_until;  // asked for by the host, or found by ourselves
    int rest_status = 0;                // the answer that began the rest
  };
  struct Robots {
    std::string origin;  // "https://www.example.com"
    Instant asked_at{};
    std::string text;  // empty: everything is allowed
  };
  std::vector<Host> hosts;
  std::vector<Robots> robots;
  // The process before was killed: when it asked whom last is not known.
  bool unsure = false;
};

}  // namespace gongwatch
