// Serves a made-up market's feeds of the day as HKEX does.
#pragma once

#include <atomic>
#include <mutex>

#include "tests/support/http_message.h"
#include "tests/support/ipo_market.h"

namespace gongwatch::testing_support {

// A handler for LoopbackServer (by reference: `[&](const auto& request) { return
// market_server(request); }`). Feeds stand under /ncms/json/eds/ with an ETag; 304 if the client
// has them. robots.txt allows everything. Everything else, documents included, is 404.
class MarketServer {
 public:
  explicit MarketServer(IpoMarket& market) : market_(market) {}

  ServerAnswer operator()(const ServerRequest& request);
  // To the market's next day; waits for answers under way.
  void advance();

  struct Counts {
    std::size_t requests = 0;  // robots.txt not counted
    std::size_t documents = 0;
    std::size_t unchanged = 0;  // 304
    std::size_t bytes = 0;
    std::size_t rows = 0;  // in whole feeds
  };
  Counts counts() const;

 private:
  ServerAnswer feed(const ServerRequest& request, const std::string& name);

  IpoMarket& market_;
  mutable std::mutex mutex_;
  Counts counts_;
};

}  // namespace gongwatch::testing_support
