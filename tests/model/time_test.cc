#include "model/time.h"

#include <gtest/gtest.h>

namespace gongwatch {
namespace {

std::string utc(const Result<Instant>& result) {
  return result ? to_iso(*result) : result.error().message;
}

TEST(Time, ReadsIsoInstantsInEveryUsualForm) {
  EXPECT_EQ(utc(parse_iso_instant("2025-11-10T00:00:00Z")), "2025-11-10T00:00:00Z");
  EXPECT_EQ(utc(parse_iso_instant("2025-11-10T08:00:00+08:00")), "2025-11-10T00:00:00Z");
  EXPECT_EQ(utc(parse_iso_instant("2025-11-10T08:00:00.123+0800")), "2025-11-10T00:00:00Z");
  EXPECT_EQ(utc(parse_iso_instant("2025-11-10 08:00")), "2025-11-10T00:00:00Z");
  EXPECT_EQ(utc(parse_iso_instant("2025-11-10")), "2025-11-09T16:00:00Z");
}

TEST(Time, RefusesWhatIsNoTime) {
  for (const char* bad :
       {"", "2025", "2025-02-30", "2025-11-10T25:00Z", "2025-11-10T08:61Z",
        "2025-11-10T08:00+99:00", "2025-11-10x", "10/11/2025", "0000-01-01", "9999-01-01"}) {
    EXPECT_FALSE(parse_iso_instant(bad)) << bad;
  }
}

TEST(Time, ReadsFeedDates) {
  EXPECT_EQ(utc(parse_rfc822("Sun, 09 Nov 2025 08:00:00 +0800")), "2025-11-09T00:00:00Z");
  EXPECT_EQ(utc(parse_rfc822("9 Nov 25 08:00 GMT")), "2025-11-09T08:00:00Z");
  EXPECT_EQ(utc(parse_rfc822("Sunday, 09-Nov-25 08:00:00 GMT")), "2025-11-09T08:00:00Z");
  EXPECT_FALSE(parse_rfc822("Sun, 31 Feb 2025 08:00:00 GMT"));
  EXPECT_FALSE(parse_rfc822("yesterday"));
}

TEST(Time, ReadsHkexDays) {
  const auto day = parse_day_month_year("31/12/2025");
  ASSERT_TRUE(day);
  EXPECT_EQ(to_iso(*day), "2025-12-31");
  EXPECT_FALSE(parse_day_month_year("31/02/2026"));
  EXPECT_FALSE(parse_day_month_year("2026-02-01"));
}

TEST(Time, HongKongDayTurnsAtFourInTheAfternoonUtc) {
  EXPECT_EQ(to_iso(hong_kong_day(*parse_iso_instant("2025-11-09T15:59:59Z"))), "2025-11-09");
  EXPECT_EQ(to_iso(hong_kong_day(*parse_iso_instant("2025-11-09T16:00:00Z"))), "2025-11-10");
  EXPECT_EQ(to_iso(start_of_hong_kong_day(*make_date(2025, 11, 10))), "2025-11-09T16:00:00Z");
}

}  // namespace
}  // namespace gongwatch
