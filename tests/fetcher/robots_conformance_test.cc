// The cases of google/robotstxt (shared conformance data; skipped where it is absent).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "fetcher/robots.h"
#include "tests/support/shared_folder.h"

namespace gongwatch::fetcher {
namespace {

// scheme://host/path?query#fragment → /path?query, as written: the suite's URLs are not normalised.
std::string path_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto slash = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
  const auto query = url.find('?', scheme == std::string::npos ? 0 : scheme + 3);
  if (slash == std::string::npos || query < slash)
    return query == std::string::npos ? "/" : "/" + url.substr(query);
  return url.substr(slash,
                    url.find('#') == std::string::npos ? std::string::npos : url.find('#') - slash);
}

// Where the suite's matcher differs from RFC 9309.
bool is_left_out(const nlohmann::json& row) {
  if (row["test"] == "GoogleOnly_IndexHTMLisDirectory")
    return true;  // /index.html for /: not in the RFC
  // Unescaped or over-escaped octets in the URL: that matcher leaves them to its caller, §2.2.2
  // compares them normalised.
  static const std::set<int> kEscapes{419, 430, 441};
  return kEscapes.count(row["line"].get<int>()) != 0;
}

TEST(RobotsConformance, AgreesWithTheSuite) {
  const auto file = testing_support::shared_path("conformance/robotstxt/allowed.jsonl");
  if (!file)
    GTEST_SKIP() << "conformance/robotstxt/allowed.jsonl is not in GONGWATCH_SHARED or ../shared";
  std::ifstream lines(*file);
  std::string line;
  int compared = 0;
  while (std::getline(lines, line)) {
    const auto row = nlohmann::json::parse(line);
    if (is_left_out(row)) continue;
    ++compared;
    const auto rules =
        RobotsRules::parse(row["robots"].get<std::string>(), row["agent"].get<std::string>());
    EXPECT_EQ(rules.allows(path_of(row["url"].get<std::string>())), row["allowed"].get<bool>())
        << line;
  }
  EXPECT_GT(compared, 135);
}

}  // namespace
}  // namespace gongwatch::fetcher
