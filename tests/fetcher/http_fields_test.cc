#include "fetcher/http_fields.h"

#include <gtest/gtest.h>

namespace gongwatch::fetcher {
namespace {

using std::chrono::seconds;

std::optional<seconds> retry_after(std::string value, std::string date = {}) {
  Headers headers{{"retry-after", std::move(value)}};
  if (!date.empty()) headers.emplace_back("date", std::move(date));
  return retry_after_of(headers);
}

TEST(RetryAfter, ReadsSeconds) {
  EXPECT_EQ(retry_after("120"), seconds(120));
  EXPECT_EQ(retry_after("0"), seconds(0));
}

TEST(RetryAfter, ReadsADateAgainstTheAnswersOwnDate) {
  EXPECT_EQ(retry_after("Sun, 09 Nov 2025 08:01:00 GMT", "Sun, 09 Nov 2025 08:00:00 GMT"),
            seconds(60));
  EXPECT_EQ(retry_after("Sun, 09 Nov 2025 07:00:00 GMT", "Sun, 09 Nov 2025 08:00:00 GMT"),
            seconds(0));
  EXPECT_EQ(retry_after("Sun, 09 Nov 2025 08:01:00 GMT"), seconds(0));
  EXPECT_EQ(retry_after("Sun, 09 Nov 2025 08:01:00 GMT", "yesterday"), seconds(0));
}

TEST(RetryAfter, IsBounded) {
  EXPECT_EQ(retry_after("99999999999999999999999999"), seconds(kMaxRetryAfter));
  EXPECT_EQ(retry_after("Sun, 09 Nov 2190 08:01:00 GMT", "Sun, 09 Nov 2025 08:00:00 GMT"),
            seconds(kMaxRetryAfter));
}

TEST(RetryAfter, IsNothingIfAbsentOrUnreadable) {
  EXPECT_EQ(retry_after_of({}), std::nullopt);
  for (const auto* value : {"", "soon", "-1", "1.5", "12 s"})
    EXPECT_EQ(retry_after(value), std::nullopt) << value;
}

TEST(DescribeStatus, NamesTheCode) {
  EXPECT_EQ(describe_status(503), "HTTP 503 Service Unavailable");
  EXPECT_EQ(describe_status(599), "HTTP 599");
}

TEST(FieldValue, HoldsNoControls) {
  EXPECT_TRUE(is_field_value("W/\"a\" \xE4\xB8\xAD\t"));
  for (const std::string& value :
       {std::string("a\r\nb"), std::string("a\nb"), std::string("a\0b", 3), std::string("\x7F")}) {
    EXPECT_FALSE(is_field_value(value));
  }
}

}  // namespace
}  // namespace gongwatch::fetcher
