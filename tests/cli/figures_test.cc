#include "cli/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::cli {
namespace {

using ::testing::ElementsAre;

CivilDate on(std::string_view iso) { return parse_iso_date(iso).value(); }

RecordRow record(std::int64_t id, const std::string& stage, std::string_view filed,
                 std::string_view heard = {}, std::string_view listed = {}) {
  RecordRow row;
  row.application_id = id;
  row.board = "main";
  row.stage = stage;
  row.filed_on = on(filed);
  row.stage_on = row.filed_on;
  if (!heard.empty()) row.heard_on = row.stage_on = on(heard);
  if (!listed.empty()) row.listed_on = row.stage_on = on(listed);
  return row;
}

TEST(Figures, QuartilesOfTheDaysBetweenStages) {
  const std::vector<RecordRow> rows{
      record(1, "listed", "2025-01-01", "2025-01-11", "2025-01-21"),
      record(2, "listed", "2025-01-01", "2025-01-21", "2025-01-31"),
      record(3, "hearing", "2025-01-01", "2025-01-31"),
      record(4, "hearing", "2025-01-01", "2025-02-10"),
      record(5, "hearing", "2025-01-02", "2025-01-01"),  // runs backwards: a source is wrong
  };
  const auto table = days_between_stages(rows);
  EXPECT_THAT(table.rows[0], ElementsAre("filing to hearing", "4", "17.5", "25", "32.5"));
  EXPECT_THAT(table.rows[1], ElementsAre("hearing to listing", "2", "10", "10", "10"));
  EXPECT_THAT(table.rows[2], ElementsAre("filing to listing", "2", "22.5", "25", "27.5"));
  EXPECT_THAT(days_between_stages({}).rows[0], ElementsAre("filing to hearing", "0", "", "", ""));
}

TEST(Figures, AFirmWithANumberForANameKeepsItsName) {
  std::vector<RecordRow> rows{record(1, "filed", "2025-01-05")};
  rows[0].sponsors = {"123"};
  const std::string told = render::print(sponsor_league(rows, 9), render::Format::ndjson);
  EXPECT_THAT(told, ::testing::HasSubstr("\"sponsor\":\"123\",\"applications\":1,"));
}

TEST(Figures, OutcomesOfAYearAndWhoCameBack) {
  std::vector<RecordRow> rows{record(1, "lapsed", "2024-03-01"), record(2, "lapsed", "2024-03-01"),
                              record(3, "listed", "2024-03-01", "2024-05-01", "2024-06-01"),
                              record(4, "filed", "2025-03-01"),
                              record(5, "withdrawn", "2024-03-01")};
  rows[3].previous_id = 1;
  const auto table = outcomes(rows);
  EXPECT_THAT(table.rows[0],
              ElementsAre("all", "5", "1", "1", "2", "1", "0", "0", "50.0%", "1", "33.3%"));
  EXPECT_THAT(table.rows[1], ElementsAre("2025", "1", "1", "0", "0", "0", "0", "0", "", "0", ""));
  EXPECT_THAT(table.rows[2],
              ElementsAre("2024", "4", "0", "1", "2", "1", "0", "0", "50.0%", "1", "33.3%"));
}

TEST(Figures, MonthsStagesAndSponsors) {
  std::vector<RecordRow> rows{record(1, "hearing", "2025-01-05", "2025-02-05"),
                              record(2, "filed", "2025-02-01"), record(3, "lapsed", "2024-01-01")};
  rows[0].sponsors = {"A", "B"};
  rows[1].sponsors = {"B"};
  rows[1].board = "gem";
  rows[2].ended_on = on("2024-07-01");
  const auto months = by_month(rows, 2);
  EXPECT_THAT(months.rows, ElementsAre(ElementsAre("2025-02", "1", "1", "0", "0"),
                                       ElementsAre("2025-01", "1", "0", "0", "0")));
  const auto stages = pipeline(rows, on("2025-02-11"));
  EXPECT_THAT(stages.rows, ElementsAre(ElementsAre("filed", "1", "0", "1", "10"),
                                       ElementsAre("hearing", "1", "1", "0", "6"),
                                       ElementsAre("lapsed", "1", "1", "0", "")));
  const auto league = sponsor_league(rows, 1);
  EXPECT_THAT(league.rows,
              ElementsAre(ElementsAre("B", "2", "1", "1", "1", "0", "0", "2025-02-05")));
}

}  // namespace
}  // namespace gongwatch::cli
