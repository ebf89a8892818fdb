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

}  // namespace
}  // namespace gongwatch::text
