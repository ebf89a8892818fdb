#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/hkex/applications.h"
#include "parser/hkex/sponsor_names.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ApplicationFeedName kReturned{"appreturned", Board::main, "en"};

TEST(ReturnedApplications, ReadsTheirOwnRowShape) {
  const auto feed = parse_application_feed(
      R"j({"genDate":"1783782010002","uDate":"24/12/2025","app":[
        {"a":"Fernhill Finance Holdings Limited","s":"China Everbright Capital Limited\nUBS AG, Hong Kong Branch","rd":"26/09/2014"},
        {"a":"Ashby Tools Limited","rd":"31/02/2015"}]})j",
      kReturned);
  ASSERT_TRUE(feed) << feed.error().to_string();
  ASSERT_THAT(feed->applications, SizeIs(2));
  const OfficialApplication& first = feed->applications[0];
  EXPECT_EQ(first.hkex_id, 0);
  EXPECT_EQ(first.applicant, "Fernhill Finance Holdings Limited");
  EXPECT_EQ(first.stage, Stage::returned);
  EXPECT_EQ(first.stage_on, make_date(2014, 9, 26));
  EXPECT_EQ(first.status, "");
  EXPECT_EQ(first.latest_document_on, std::nullopt);
  EXPECT_THAT(first.sponsors,
              ElementsAre("China Everbright Capital Limited", "UBS AG, Hong Kong Branch"));
  EXPECT_NE(first.row_hash, 0u);
  EXPECT_EQ(feed->applications[1].stage_on, std::nullopt);
  EXPECT_EQ(feed->applications[1].stage, Stage::returned);
  ASSERT_THAT(feed->warnings, SizeIs(1));
  EXPECT_THAT(feed->warnings[0].message,
              HasSubstr("appreturned_sehk_e.json row 2: field rd: not a day that exists"));
}

TEST(ReturnedApplications, RowsWithoutANameAndRowsTwiceAreTold) {
  const auto feed = parse_application_feed(
      R"j({"app":[{"s":"X Limited","rd":"26/09/2014"},{"a":"Ashby Tools Limited","rd":"27/09/2014"},
        {"a":" Ashby  Tools Limited","rd":"27/09/2014","s":7},{"a":"Ashby Tools Limited","rd":"28/09/2014"}]})j",
      kReturned);
  ASSERT_TRUE(feed);
  EXPECT_THAT(feed->applications, SizeIs(2));
  ASSERT_THAT(feed->warnings, SizeIs(3));
  EXPECT_EQ(feed->warnings[0].code, "row-skipped");
  EXPECT_THAT(feed->warnings[0].message, HasSubstr("row 1: field a: not a name"));
  EXPECT_THAT(feed->warnings[1].message, HasSubstr("row 3: field s: not a string"));
  EXPECT_EQ(feed->warnings[2].code, "duplicate-row");
}

TEST(SponsorNames, AreSplitWhereALegalNameEnds) {
  EXPECT_THAT(split_sponsor_names(""), IsEmpty());
  EXPECT_THAT(split_sponsor_names("A Capital Limited; B Capital Limited / C Co., Ltd."),
              ElementsAre("A Capital Limited", "B Capital Limited", "C Co., Ltd."));
  EXPECT_THAT(split_sponsor_names("China Merchants Securities (HK) Co., Limited"),
              ElementsAre("China Merchants Securities (HK) Co., Limited"));
  EXPECT_THAT(
      split_sponsor_names(
          "China Merchants Securities (HK) Co., Limited, Goldman Sachs (Asia) L.L.C., Citigroup"),
      ElementsAre("China Merchants Securities (HK) Co., Limited", "Goldman Sachs (Asia) L.L.C.",
                  "Citigroup"));
  EXPECT_THAT(split_sponsor_names("UBS AG, Hong Kong Branch, CLSA Limited and CCB Limited"),
              ElementsAre("UBS AG, Hong Kong Branch", "CLSA Limited", "CCB Limited"));
  EXPECT_THAT(split_sponsor_names("Bread and Butter Capital Limited"),
              ElementsAre("Bread and Butter Capital Limited"));
  EXPECT_THAT(split_sponsor_names("甲證券（香港）有限公司、乙融資有限公司及丙國際有限公司"),
              ElementsAre("甲證券（香港）有限公司", "乙融資有限公司", "丙國際有限公司"));
  EXPECT_THAT(split_sponsor_names("和記融資有限公司"), ElementsAre("和記融資有限公司"));
  EXPECT_THAT(split_sponsor_names("A Limited<br/>A Limited\r\nB Limited"),
              ElementsAre("A Limited", "B Limited"));
}

}  // namespace
}  // namespace gongwatch::parser
