#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/hkex/consolidated_index.h"
#include "tests/support/xlsx_writer.h"

namespace gongwatch::parser {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_support::make_xlsx;
using testing_support::XlsxCell;
using testing_support::XlsxRows;
using Texts = std::vector<std::vector<std::string>>;

constexpr const char* kEnglish =
    "https://www1.hkexnews.hk/app/documents/sehkconsolidatedindex.xlsx?_=1";

TEST(ConsolidatedIndex, BoardAndLanguageComeFromTheFileName) {
  EXPECT_EQ(consolidated_index_name(kEnglish)->language, "en");
  EXPECT_EQ(consolidated_index_name(kEnglish)->board, Board::main);
  EXPECT_EQ(consolidated_index_name("gemconsolidatedindex_c.xlsx")->board, Board::gem);
  EXPECT_EQ(consolidated_index_name("gemconsolidatedindex_c.xlsx")->language, "zh-Hant");
  for (const char* url : {"", "sehkconsolidatedindex.xls", "xsehkconsolidatedindex.xlsx",
                          "https://example.com/index.html"}) {
    EXPECT_EQ(consolidated_index_name(url).error().kind, ErrorKind::invalid_argument) << url;
  }
}

TEST(ConsolidatedIndex, ReadsRowsBelowTitlesAndHeadings) {
  const XlsxRows rows{
      {XlsxCell::of("Application Proofs and PHIPs")},
      {XlsxCell::of("As at 10 July 2026")},
      {XlsxCell::of("Date of First Posting"), XlsxCell::of(" Applicant "), XlsxCell::of("Status")},
      {XlsxCell::of("03/11/2025"), XlsxCell::of("Alder Works Limited"), XlsxCell::of("Listed")},
      {XlsxCell::of_day(46023), XlsxCell::of("Birch (Suzhou) Co., Ltd. - B"),
       XlsxCell::of("Active")},
      {},
      {XlsxCell::of_number(46024), XlsxCell::of("Cedar Limited"), XlsxCell::of("INACTIVE")}};
  const auto feed = parse_consolidated_index(make_xlsx(rows), kEnglish);
  ASSERT_TRUE(feed) << feed.error().to_string();
  EXPECT_THAT(feed->warnings, IsEmpty());
  EXPECT_EQ(feed->name.list, "consolidated_index");
  ASSERT_THAT(feed->applications, SizeIs(3));
  const OfficialApplication& first = feed->applications[0];
  EXPECT_EQ(first.hkex_id, 0);
  EXPECT_EQ(first.applicant, "Alder Works Limited");
  EXPECT_EQ(first.status, "Listed");
  EXPECT_EQ(first.stage, Stage::listed);
  EXPECT_EQ(first.stage_on, std::nullopt);
  EXPECT_EQ(first.filed_on, make_date(2025, 11, 3));
  EXPECT_EQ(
      first.row_json,
      R"j({"Applicant":"Alder Works Limited","Date of First Posting":"03/11/2025","Status":"Listed"})j");
  EXPECT_NE(first.row_hash, 0u);
  EXPECT_EQ(feed->applications[1].filed_on, make_date(2026, 1, 1));
  EXPECT_EQ(feed->applications[1].stage, Stage::filed);
  EXPECT_THAT(feed->applications[1].row_json, HasSubstr("2026-01-01"));
  EXPECT_EQ(feed->applications[2].filed_on, make_date(2026, 1, 2));
  EXPECT_EQ(feed->applications[2].stage, std::nullopt);
}

TEST(ConsolidatedIndex, ReadsChineseHeadingsAndStatuses) {
  const auto feed =
      parse_consolidated_index(make_xlsx(Texts{{"申請人", "狀態", "首次登載日期"},
                                               {"甲有限公司", "已上市", "01/02/2020"},
                                               {"乙有限公司", "失效", "02/02/2020"},
                                               {"丙有限公司", "撤回", "03/02/2020"},
                                               {"丁有限公司", "被拒絕", "04/02/2020"},
                                               {"戊有限公司", "處理中", "05/02/2020"},
                                               {"己有限公司", "被發回", "06/02/2020"},
                                               {"庚有限公司", "沒有進展", "07/02/2020"},
                                               {"辛有限公司", "已失效", "08/02/2020"},
                                               {"辛有限公司", "处理中", "09/03/2021"}}),
                               "sehkconsolidatedindex_c.xlsx");
  ASSERT_TRUE(feed) << feed.error().to_string();
  EXPECT_THAT(feed->warnings, IsEmpty());
  std::vector<std::optional<Stage>> stages;
  for (const auto& row : feed->applications) stages.push_back(row.stage);
  EXPECT_THAT(stages, ::testing::ElementsAre(Stage::listed, Stage::lapsed, Stage::withdrawn,
                                             Stage::rejected, Stage::filed, Stage::returned,
                                             std::nullopt, Stage::lapsed, Stage::filed));
  EXPECT_EQ(feed->applications[8].filed_on, make_date(2021, 3, 9));
  EXPECT_EQ(feed->name.language, "zh-Hant");
}

TEST(ConsolidatedIndex, WhatIsOddInARowIsTold) {
  const auto feed = parse_consolidated_index(
      make_xlsx(Texts{{"Date of First Posting", "Applicant", "Status"},
                      {"31/02/2026", "Alder\xE2\x80\xAE Works Limited", "Merged"},
                      {"Note: this index is updated daily"},
                      {"01/02/2026", "Birch Limited", "Merged"},
                      {"01/02/2026", "Birch Limited", "Merged"}}),
      kEnglish);
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications, SizeIs(2));
  EXPECT_EQ(feed->applications[0].applicant, "Alder Works Limited");
  EXPECT_EQ(feed->applications[0].filed_on, std::nullopt);
  EXPECT_EQ(feed->applications[0].status, "Merged");
  ASSERT_THAT(feed->warnings, SizeIs(5));
  EXPECT_EQ(feed->warnings[0].code, "name-cleaned");
  EXPECT_EQ(feed->warnings[1].message,
            "sehkconsolidatedindex.xlsx row 2: field status: unknown status \"Merged\"");
  EXPECT_EQ(feed->warnings[2].message,
            "sehkconsolidatedindex.xlsx row 2: field first_posting: not a day that exists: "
            "\"31/02/2026\"");
  EXPECT_EQ(feed->warnings[3].code, "row-skipped");
  EXPECT_EQ(feed->warnings[4].code, "duplicate-row");
}

TEST(ConsolidatedIndex, AChangedShapeIsAnError) {
  const auto kind = [](const std::string& bytes) {
    const auto feed = parse_consolidated_index(bytes, kEnglish);
    return feed ? ErrorKind::internal : feed.error().kind;
  };
  EXPECT_EQ(kind(""), ErrorKind::empty);
  EXPECT_EQ(kind("<html>"), ErrorKind::malformed);
  EXPECT_EQ(kind(make_xlsx(Texts{{"Applicant", "Status"}, {"A Limited", "Listed"}})),
            ErrorKind::malformed);
  EXPECT_EQ(kind(make_xlsx(Texts{{"Date of First Posting", "Applicant", "Status"}})),
            ErrorKind::empty);
  EXPECT_EQ(
      kind(make_xlsx(Texts{{"Date of First Posting", "Applicant", "Status"}, {"x", "", "y"}})),
      ErrorKind::empty);
  const auto feed = parse_consolidated_index("<html>", kEnglish);
  EXPECT_EQ(feed.error().context, "sehkconsolidatedindex.xlsx");
}

}  // namespace
}  // namespace gongwatch::parser
