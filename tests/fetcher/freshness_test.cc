// Cache-Control, Expires and Age as hints (RFC 9111).
#include "fetcher/freshness.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/http_message.h"
#include "tests/support/shared_folder.h"

namespace gongwatch::fetcher {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(Freshness, ComesFromMaxAge) {
  EXPECT_EQ(fresh_for({{"cache-control", "public, Max-Age=300"}}), seconds(300));
  EXPECT_EQ(fresh_for({{"cache-control", "max-age=300"}, {"age", "100"}}), seconds(200));
  EXPECT_EQ(fresh_for({{"cache-control", "max-age=300"}, {"age", "1000"}}), seconds(0));
  EXPECT_EQ(fresh_for({{"cache-control", "max-age=99999999999999999999"}}), kMaxFreshness);
}

TEST(Freshness, ComesFromExpiresCountedFromTheAnswersOwnDate) {
  const Headers headers{{"date", "Sun, 09 Nov 2025 08:00:00 GMT"},
                        {"expires", "Sun, 09 Nov 2025 09:00:00 GMT"}};
  EXPECT_EQ(fresh_for(headers), hours(1));
  EXPECT_EQ(fresh_for({{"expires", "Sun, 09 Nov 2025 09:00:00 GMT"}}), std::nullopt);
  EXPECT_EQ(fresh_for({{"date", "Sun, 09 Nov 2025 08:00:00 GMT"}, {"expires", "0"}}), seconds(0));
}

TEST(Freshness, IsNoneWhereTheServerForbidsKeeping) {
  for (const auto* control : {"no-store", "no-cache", "max-age=300, no-cache", "max-age=soon"})
    EXPECT_EQ(fresh_for({{"cache-control", control}}), seconds(0)) << control;
  EXPECT_EQ(fresh_for({{"vary", "*"}, {"cache-control", "max-age=300"}}), seconds(0));
}

TEST(Freshness, IsUnknownWhereNothingIsSaid) {
  EXPECT_EQ(fresh_for({}), std::nullopt);
  EXPECT_EQ(fresh_for({{"cache-control", "public"}}), std::nullopt);
  EXPECT_EQ(fresh_for({{"last-modified", "Sun, 09 Nov 2025 08:00:00 GMT"}}), std::nullopt);
}

TEST(HttpDate, IsReadInItsThreeFormsAndNoOther) {
  const auto expected = http_date_of("Sun, 06 Nov 1994 08:49:37 GMT");
  ASSERT_TRUE(expected);
  EXPECT_EQ(http_date_of("Sunday, 06-Nov-94 08:49:37 GMT"), expected);
  EXPECT_EQ(http_date_of("Sun Nov  6 08:49:37 1994"), expected);
  for (const auto* text : {"", "0", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 94 08:49:37 GMT", "Sun 06 Nov 1994 08:49:37 GMT",
                           "Sun, 06-Nov-1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
                           "Sun, 32 Nov 1994 08:49:37 GMT"})
    EXPECT_FALSE(http_date_of(text)) << text;
}

// The numbers of the suite's date fields are seconds from now.
Headers headers_of(const nlohmann::json& request) {
  const auto now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
  Headers headers;
  for (const auto& field : request.value("response_headers", nlohmann::json::array())) {
    std::string name = field[0].get<std::string>();
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    headers.emplace_back(name, field[1].is_number()
                                   ? testing_support::http_date(now + seconds(field[1].get<int>()))
                                   : field[1].get<std::string>());
  }
  return headers;
}

// What of cache-tests a client without a store of answers can be asked: is the answer fresh once
// the suite's pause of three seconds is over?
TEST(FreshnessConformance, AgreesWithTheSuite) {
  const auto file = testing_support::shared_path("conformance/cache-tests/tests.jsonl");
  if (!file)
    GTEST_SKIP() << "conformance/cache-tests/tests.jsonl is not in GONGWATCH_SHARED or ../shared";
  const std::set<std::string> suites{"cc-freshness", "cc-parse", "age-parse", "expires",
                                     "expires-parse"};
  // Left out: s-maxage is for shared caches; without a Date no clock is asked.
  const std::set<std::string> left_out{"freshness-expires-invalid-date"};
  std::ifstream lines(*file);
  std::string line;
  int compared = 0;
  while (std::getline(lines, line)) {
    const auto row = nlohmann::json::parse(line);
    const std::string id = row["id"];
    if (!suites.contains(row["suite"]) || left_out.contains(id)) continue;
    if (row.value("kind", "required") == "check" || id.find("shared") != std::string::npos)
      continue;
    const auto& requests = row["requests"];
    if (requests.size() != 2 || !requests[1].contains("expected_type")) continue;
    ++compared;
    const bool fresh = fresh_for(headers_of(requests[0])).value_or(seconds(0)) > seconds(3);
    EXPECT_EQ(fresh, requests[1]["expected_type"] == "cached") << line;
  }
  EXPECT_GT(compared, 45);
}

}  // namespace
}  // namespace gongwatch::fetcher
