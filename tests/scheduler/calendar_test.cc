#include "scheduler/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

using ::testing::HasSubstr;

CivilDate day(const char* text) { return *parse_iso_date(text); }

TEST(Calendar, TheShippedFileKnowsHolidaysAndItsEnd) {
  const auto calendar = TradingCalendar::load(std::string(GONGWATCH_CHECKOUT) + "/sources");
  ASSERT_TRUE(calendar) << calendar.error().to_string();
  EXPECT_FALSE(calendar->is_trading_day(day("2026-02-17")));  // Lunar New Year
  EXPECT_FALSE(calendar->is_trading_day(day("2025-11-09")));  // a Sunday
  EXPECT_TRUE(calendar->is_trading_day(day("2025-11-10")));
  EXPECT_EQ(calendar->until(), day("2027-12-31"));
}

TEST(Calendar, WithoutAFileEveryWeekdayCounts) {
  const testing_support::TempDir dir;
  const auto calendar = TradingCalendar::load(dir.path().string());
  ASSERT_TRUE(calendar);
  EXPECT_FALSE(calendar->until());
  EXPECT_TRUE(calendar->is_trading_day(day("2026-02-17")));
  EXPECT_FALSE(calendar->is_trading_day(day("2026-02-15")));
}

TEST(Calendar, ABadLineIsNamed) {
  const auto bad = TradingCalendar::parse("until\t2026-12-31\n# fine\n2026-02-30\tno day\n");
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error().message, HasSubstr("line 3"));
  EXPECT_FALSE(TradingCalendar::parse("2026-02-17\tx\n"));
  EXPECT_FALSE(TradingCalendar::parse("until 2026-12-31\n"));
}

TEST(Calendar, BusyHoursBeginAgainAfterHolidays) {
  const auto calendar =
      TradingCalendar::parse("until\t2026-12-31\n2026-02-17\ta\n2026-02-18\tb\n2026-02-19\tc\n");
  ASSERT_TRUE(calendar);
  const Instant eve = *parse_iso_instant("2026-02-16T23:30:00+08:00");
  EXPECT_FALSE(calendar->is_busy(eve, false));
  EXPECT_EQ(calendar->next_busy(eve, false), *parse_iso_instant("2026-02-20T07:00:00+08:00"));
  EXPECT_EQ(calendar->next_busy(eve, true), *parse_iso_instant("2026-02-17T09:00:00+08:00"));
}

}  // namespace
}  // namespace gongwatch::scheduler
