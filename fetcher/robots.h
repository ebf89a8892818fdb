// robots.txt by RFC 9309: a pure parser and matcher.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::fetcher {

inline constexpr std::string_view kProductToken = "gongwatch";
inline constexpr std::size_t kMaxRobotsBytes =
    500 * 1024;  // RFC 9309 §2.5; what follows is not read
inline constexpr std::size_t kMaxRobotsLineBytes = 16 * 1024;  // a longer line is cut
inline constexpr std::chrono::seconds kMaxCrawlDelay{60};

// The rules of one file for one crawler.
class RobotsRules {
 public:
  // No rules: everything is allowed.
  RobotsRules() = default;
  // Reads the groups that name the product token (letter case ignored), or those for "*" if none
  // does; all of them count as one group (§2.2.1). Any bytes are accepted: what is not a rule is
  // skipped.
  static RobotsRules parse(std::string_view robots_txt, std::string_view product_token);

  // `path_and_query` as it goes over the wire, "/a?b". The longest matching rule decides, `allow`
  // wins a tie (§2.2.2);
  // "/robots.txt" is always allowed.
  bool allows(std::string_view path_and_query) const;

  // Crawl-delay (not in the RFC, but sites write it), at most kMaxCrawlDelay; the longest if there
  // are several.
  std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    bool allow = false;
    std::vector<std::string> pieces;  // of the normalised pattern between its "*"
    bool to_end = false;              // the pattern ended in "$"
    std::size_t length = 0;           // octets of the normalised pattern: how specific it is
  };
  struct Group {
    std::vector<Rule> rules;
    std::optional<std::chrono::milliseconds> crawl_delay;
  };
  class Reader;

  static Rule make_rule(bool allow, std::string_view pattern);
  static bool matches(const Rule& rule, std::string_view path);

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
};

}  // namespace gongwatch::fetcher
