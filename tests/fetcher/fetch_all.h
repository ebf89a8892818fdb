// What the fetcher's tests share.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "fetcher/fetcher.h"

namespace gongwatch::fetcher {

// A policy for loopback servers: no pause, no robots.txt, private addresses allowed.
inline HttpRequest loopback_request(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  request.policy.delay = std::chrono::milliseconds(0);
  request.policy.timeout = std::chrono::seconds(10);
  request.policy.respect_robots = false;
  request.policy.allow_private = true;
  return request;
}

// The outcomes in the order of completion, with the URLs asked for.
inline std::vector<std::pair<std::string, FetchOutcome>> fetch_each(
    Fetcher& fetcher, std::vector<HttpRequest> requests) {
  std::vector<std::pair<std::string, FetchOutcome>> outcomes;
  fetcher.fetch_all(std::move(requests),
                    [&outcomes](const HttpRequest& request, FetchOutcome outcome) {
                      outcomes.emplace_back(request.url, std::move(outcome));
                    });
  return outcomes;
}

inline FetchOutcome fetch_one(Fetcher& fetcher, HttpRequest request) {
  auto outcomes = fetch_each(fetcher, {std::move(request)});
  return outcomes.size() == 1
             ? std::move(outcomes.front().second)
             : FetchOutcome{fail(ErrorKind::internal, "not answered exactly once"), 0, {}};
}

inline FetchOutcome fetch_one(HttpRequest request) {
  Fetcher fetcher;
  return fetch_one(fetcher, std::move(request));
}

}  // namespace gongwatch::fetcher
