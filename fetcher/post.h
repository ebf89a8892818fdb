// One message to a webhook: POST, no redirects, everything bounded.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "model/result.h"

namespace gongwatch::fetcher {

struct PostRequest {
  std::string url;  // http or https; may hold a secret and never stands in an error
  std::string body;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  std::chrono::milliseconds timeout{10'000};  // for all of it
  bool allow_private = false;                 // private and loopback addresses may be asked
  std::string ca_file;                        // PEM; empty: the system's
};

struct PostAnswer {
  int status = 0;
  std::string body;  // the first 16 KiB
};

// Any complete answer is a success, whatever its status. Errors (without a context, so that no
// secret is told): invalid_argument for the URL or a header, forbidden for a private address,
// timeout, network, cancelled (should_stop, asked about once a second).
Result<PostAnswer> post(const PostRequest& request, const std::function<bool()>& should_stop = {});

}  // namespace gongwatch::fetcher
