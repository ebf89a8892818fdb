// fixtures/ as a small web on one loopback port: https://<host>/<path> is answered at
// http://127.0.0.1:<port>/<host>/<path>.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/result.h"
#include "model/time.h"
#include "tests/support/fixture_pages.h"
#include "tests/support/http_message.h"

namespace gongwatch::testing_support {

// A handler for LoopbackServer; immutable after construction, so safe in several threads.
class FixtureWorld {
 public:
  struct Options {
    std::optional<Instant> as_of;  // pages captured later do not exist yet
  };

  static Result<FixtureWorld> load(const std::filesystem::path& root, Options options);
  // Of several pages with one URL the newest (not after as_of) counts.
  FixtureWorld(std::vector<FixturePage> pages, Options options);

  // 200 (or the fixture's status) with ETag and Last-Modified; 304 if the client has it; 404 for
  // what no fixture is. Absolute links to known hosts in text bodies point to this server.
  // robots.txt allows everything unless a fixture is one.
  ServerAnswer operator()(const ServerRequest& request) const;

  const std::set<std::string>& hosts() const { return hosts_; }

 private:
  const FixturePage* find(const std::string& target) const;
  // own_host: of the page, for its root-relative links (href="/…").
  std::string rewrite(const std::string& body, const std::string& own_host, int port) const;
  bool append_link(std::string_view body, std::size_t& at, int port, std::string& out) const;

  std::vector<FixturePage> pages_;
  std::set<std::string> hosts_;
  std::map<std::string, std::size_t>
      by_url_;  // canonical URL with the scheme http → index of the page
  std::map<std::string, std::set<std::size_t>>
      by_path_;  // "/path?query" → the pages of all hosts that have it
};

}  // namespace gongwatch::testing_support
