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
  for (const char* bad : {"https://a.hk/",
                          "https://a.hk/{date}",
                          "https://a.hk/{date:%H}",
                          "https://a.hk/{date:day}",
                          "https://a.hk/{page:7}",
                          "https://a.hk/{page",
                          "https://a.hk/{date:%Y%}",
                          "{}",
                          "https://a.hk/{today}",
                          "https://a.hk/{date:%-Y}",
                          "https://a.hk/%Y/%m/%d?p={page}",
                          "https://a.hk/%d/{page}",
                          "https://a.hk/{page}/%",
                          "https://a.hk/{page}/%E",
                          "https://a.hk/{page}}",
                          "https://a.hk/{date:%d}",
                          "https://a.hk/{date:%m-%d}",
                          "https://a.hk/{date:%Y}/{date:%d}",
                          "https://a.hk/{date:%m}",
                          "https://a.hk/{page}{page:0}",
                          "https://a.hk/#{page}",
                          "https://a.hk/?p={page}#{date:%Y-%m-%d}"})
    EXPECT_FALSE(check_archive_url(bad)) << bad;
  for (const char* good : {"https://a.hk/{date:%Y}/{date:%m}/{date:%d}", "https://a.hk/%e6/{page}",
                           "https://a.hk/{date:%y}", "https://a.hk/{page}?x={page}"})
    EXPECT_TRUE(check_archive_url(good)) << good;
  EXPECT_EQ(check_archive_url("https://a.hk/%d/{page}").error().message,
            "\"%d\" stands outside of braces: a day is written {date:%Y-%m-%d}");
}

TEST(ArchiveUrls, TheFinestPartNamesThePeriod) {
  EXPECT_EQ(step_of("https://a.hk/{date:%Y/%m/%d}"), ArchiveStep::day);
  EXPECT_EQ(step_of("https://a.hk/{date:%Y/%-m/%-d}"), ArchiveStep::day);
  EXPECT_EQ(step_of("https://a.hk/{date:%Y-%m}.xml"), ArchiveStep::month);
  EXPECT_EQ(step_of("https://a.hk/{date:%Y}"), ArchiveStep::year);
  EXPECT_EQ(step_of("https://a.hk/%de/?p={page}"), ArchiveStep::whole) << "an escape is no pattern";
  EXPECT_EQ(step_of("https://a.hk/%de/{date:%Y-%m}"), ArchiveStep::month) << "nor beside one";
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

TEST(ArchiveUrls, WhatIsDoneInPartsOrAsPartOfMoreIsDone) {
  EXPECT_EQ(period_of("2024-02")->last, day("2024-02-29"));
  EXPECT_EQ(period_of("2024")->last, day("2024-12-31"));
  EXPECT_EQ(period_of("2024-03-05..2024-03-31")->first, day("2024-03-05"));
  EXPECT_EQ(period_of("2024-03-05")->last, day("2024-03-05"));
  for (const char* none : {"2022-06-01..", "", "..", "2024-13", "x"})
    EXPECT_FALSE(period_of(none)) << none;
  const auto covered = [](const char* key, std::vector<const char*> done) {
    std::vector<ArchivePeriod> periods;
    for (const char* one : done) periods.push_back(*period_of(one));
    return is_covered(*period_of(key), by_first_day(periods));
  };
  EXPECT_TRUE(covered("2024-03-05..2024-03-10", {"2024-03"}));
  EXPECT_TRUE(covered("2024-03", {"2024-03-16..2024-03-31", "2024-03-01..2024-03-15"}));
  EXPECT_FALSE(covered("2024-03", {"2024-03-01..2024-03-15", "2024-03-17..2024-03-31"}));
  EXPECT_FALSE(covered("2024-03", {"2024-02", "2024-04"}));
  EXPECT_FALSE(covered("2024-03", {}));
}

}  // namespace
}  // namespace gongwatch::scheduler
