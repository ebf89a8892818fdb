#include "scheduler/archive_urls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::scheduler {
namespace {

using ::testing::ElementsAre;

CivilDate day(const char* written) { return *parse_iso_date(written); }

std::vector<std::string> keys(ArchiveStep step, const char* since, const char* until) {
  std::vector<std::string> all;
  for (const auto& period : periods_of(step, day(since), day(until), day("2024-06-01")))
    all.push_back(period.key + " " + to_iso(period.first) + " " + to_iso(period.last));
  return all;
}

TEST(ArchiveUrls, DayAndPageStandWhereTheBracesAre) {
  const CivilDate march = day("2024-03-05");
  EXPECT_EQ(archive_url("https://a.hk/{date:%Y/%m/%d}?page={page}", march, 3),
            "https://a.hk/2024/03/05?page=3");
  EXPECT_EQ(archive_url("https://a.hk/{date:%y%m%d}-{page:0}.html", march, 1),
            "https://a.hk/240305-0.html");
  EXPECT_EQ(archive_url("https://a.hk/{date:%Y}/{date:%-m}/{date:%-d}", march, 1),
            "https://a.hk/2024/3/5");
  EXPECT_EQ(archive_url("https://a.hk/%E6%96%B0/?p={page}", march, 2),
            "https://a.hk/%E6%96%B0/?p=2");
}

TEST(ArchiveUrls, WhatStandsInBracesIsCheckedBeforeAnythingIsAsked) {
  for (const char* good :
       {"https://a.hk/{date:%Y/%m/%d}", "https://a.hk/?p={page}", "https://a.hk/{date:%Y-%m}.xml"})
    EXPECT_TRUE(check_archive_url(good)) << good;
  for (const char* bad :
       {"https://a.hk/", "https://a.hk/{date}", "https://a.hk/{date:%H}", "https://a.hk/{date:day}",
        "https://a.hk/{page:7}", "https://a.hk/{page", "https://a.hk/{date:%Y%}", "{}",
        "https://a.hk/{today}", "https://a.hk/{date:%-Y}"})
    EXPECT_FALSE(check_archive_url(bad)) << bad;
}

TEST(ArchiveUrls, TheFinestPartNamesThePeriod) {
  EXPECT_EQ(step_of("https://a.hk/{date:%Y/%m/%d}"), ArchiveStep::day);
  EXPECT_EQ(step_of("https://a.hk/{date:%Y/%-m/%-d}"), ArchiveStep::day);
  EXPECT_EQ(step_of("https://a.hk/{date:%Y-%m}.xml"), ArchiveStep::month);
  EXPECT_EQ(step_of("https://a.hk/{date:%Y}"), ArchiveStep::year);
  EXPECT_EQ(step_of("https://a.hk/%de/?p={page}"), ArchiveStep::whole) << "an escape is no pattern";
}

TEST(ArchiveUrls, PeriodsCoverTheRangeOldestFirst) {
  EXPECT_THAT(keys(ArchiveStep::day, "2024-02-28", "2024-03-01"),
              ElementsAre("2024-02-28 2024-02-28 2024-02-28", "2024-02-29 2024-02-29 2024-02-29",
                          "2024-03-01 2024-03-01 2024-03-01"));
  EXPECT_THAT(
      keys(ArchiveStep::month, "2023-12-30", "2024-02-10"),
      ElementsAre("2023-12-30..2023-12-31 2023-12-30 2023-12-31", "2024-01 2024-01-01 2024-01-31",
                  "2024-02-01..2024-02-10 2024-02-01 2024-02-10"));
  EXPECT_THAT(
      keys(ArchiveStep::year, "2022-06-01", "2023-12-31"),
      ElementsAre("2022-06-01..2022-12-31 2022-06-01 2022-12-31", "2023 2023-01-01 2023-12-31"));
  EXPECT_THAT(keys(ArchiveStep::whole, "2022-06-01", "2023-01-01"),
              ElementsAre("2022-06-01..2023-01-01 2022-06-01 2023-01-01"));
  EXPECT_THAT(keys(ArchiveStep::whole, "2022-06-01", "2024-06-01"),
              ElementsAre("2022-06-01.. 2022-06-01 2024-06-01"))
      << "up to now: the same tomorrow";
  EXPECT_TRUE(keys(ArchiveStep::day, "2024-03-02", "2024-03-01").empty());
}

}  // namespace
}  // namespace gongwatch::scheduler
