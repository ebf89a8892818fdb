// The cases of web-platform-tests for http and https (shared conformance data; skipped where it is
// absent).
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/shared_folder.h"
#include "text/percent.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

std::string member(const nlohmann::json& row, const char* name) {
  const auto found = row.find(name);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_web(const std::string& url) {
  return url.rfind("http://", 0) == 0 || url.rfind("https://", 0) == 0;
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string result_of(const nlohmann::json& row) {
  const std::string base = member(row, "base");
  const std::string input = member(row, "input");
  if (base.empty() || base == "about:blank") {
    const auto parts = parse_url(input);
    return parts ? parts->to_string() : "failure";
  }
  const auto resolved = resolve_url(base, input);
  return resolved ? *resolved : "failure";
}

TEST(UrlWpt, AgreesOnHttpAndHttps) {
  const auto file = testing_support::shared_path("conformance/wpt-url/urltestdata.json");
  if (!file)
    GTEST_SKIP() << "conformance/wpt-url/urltestdata.json is not in GONGWATCH_SHARED or ../shared";
  std::ifstream in(*file);
  int compared = 0;
  for (const auto& row : nlohmann::json::parse(in)) {
    if (!row.is_object()) continue;
    const std::string base = member(row, "base");
    const std::string href = member(row, "href");
    const bool failure = row.value("failure", false);
    const bool web_base = base.empty() || base == "about:blank" || is_web(base);
    if (!web_base || !(failure ? is_web(member(row, "input")) : is_web(href))) continue;
    // We refuse user info, and leave internationalised names to libcurl.
    const std::string input = member(row, "input");
    if (!member(row, "username").empty() || input.find('@') != std::string::npos) continue;
    if (href.find("xn--") != std::string::npos || input.find("xn--") != std::string::npos) continue;
    const bool names_host = input.find("//") != std::string::npos || is_web(input);
    const std::string start = percent_decode(input.substr(0, input.find('/', 8)));
    if (names_host && is_valid(start) && !is_ascii(start)) continue;
    ++compared;
    EXPECT_EQ(result_of(row), failure ? "failure" : href) << row.dump();
  }
  EXPECT_GT(compared, 250);
}

// libidn2 refuses more names than the standard (symbols, hyphens at the edges): what it takes, it
// writes as the standard does.
TEST(UrlWpt, AgreesOnNamesInUnicode) {
  const auto file = testing_support::shared_path("conformance/wpt-url/toascii.json");
  if (!file)
    GTEST_SKIP() << "conformance/wpt-url/toascii.json is not in GONGWATCH_SHARED or ../shared";
  std::ifstream in(*file);
  int agreed = 0;
  int refused = 0;
  for (const auto& row : nlohmann::json::parse(in)) {
    if (!row.is_object() || is_ascii(member(row, "input"))) continue;
    const auto url = parse_url("http://" + member(row, "input") + "/");
    const std::string expected = member(row, "output");
    if (!url && !expected.empty()) {
      ++refused;
      continue;
    }
    // Older than the standard's change for the capital sharp s.
    if (member(row, "input").find("ẞ") != std::string::npos) continue;
    ++agreed;
    EXPECT_EQ(url ? url->host : "", expected) << row.dump();
  }
  EXPECT_GT(agreed, 25);
  EXPECT_LT(refused, 16);
}

}  // namespace
}  // namespace gongwatch::text
