#include "text/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NameKey, IsTheSameForSpellingsOfOneName) {
  const char* spellings[] = {
      "Bright Harbour Biotech Co., Ltd. - B",
      "Bright Harbour Biotech Co., Ltd",
      "BRIGHT HARBOUR BIOTECH CO. LTD.",
      "Bright  Harbour Biotech Company Limited",
      "Ｂright Harbour Biotech Limited － Ｂ - W",
      "Bright Harbour Biotech Limited (formerly known as Harbour One Limited)"};
  for (const char* spelling : spellings)
    EXPECT_EQ(name_key(spelling), "bright harbour biotech") << spelling;
}

TEST(NameKey, FoldsTraditionalIntoSimplified) {
  EXPECT_EQ(name_key("明灣實業集團有限公司"), name_key("明湾实业集团有限公司"));
  EXPECT_EQ(name_key("明灣實業集團股份有限公司 － Ｂ"), name_key("明湾实业集团"));
  EXPECT_EQ(name_key("明灣實業集團有限公司（前稱為海一有限公司）"), name_key("明湾实业集团"));
}

TEST(NameKey, KeepsWhatTellsCompaniesApart) {
  EXPECT_NE(name_key("Bright Harbour Holdings Limited"), name_key("Bright Harbour Group Limited"));
  EXPECT_NE(name_key("周大生珠寶"), name_key("周大福珠寶"));
  EXPECT_NE(name_key("Delta Capital (Hong Kong) Limited"), name_key("Delta Capital Limited"));
  EXPECT_EQ(name_key("Hi-P"), "hi p");
}

TEST(NameKey, SurvivesNamesThatAreOnlyForms) {
  EXPECT_EQ(name_key("Limited"), "limited");
  EXPECT_EQ(name_key("公司"), "公司");
  EXPECT_EQ(name_key(""), "");
  EXPECT_EQ(name_key(" - B"), "b");
  EXPECT_EQ(name_key("((((("), "");
}

TEST(PlainName, DropsMarkersAndRemarksOnly) {
  EXPECT_EQ(plain_name("Bright Harbour Limited - B"), "Bright Harbour Limited");
  EXPECT_EQ(plain_name("明灣實業有限公司－Ｂ"), "明灣實業有限公司");
  EXPECT_EQ(plain_name("明灣實業（香港）有限公司（前稱為海一有限公司）"),
            "明灣實業（香港）有限公司");
  EXPECT_EQ(plain_name("Bright (Hong Kong) Limited"), "Bright (Hong Kong) Limited");
  EXPECT_EQ(plain_name("Bright (unclosed"), "Bright (unclosed");
}

TEST(FormerNames, AreReadFromBrackets) {
  EXPECT_THAT(former_names("Bright Limited (formerly known as Harbour One Limited) - B"),
              ElementsAre("Harbour One Limited"));
  EXPECT_THAT(former_names("明灣有限公司（前稱為海一有限公司）"), ElementsAre("海一有限公司"));
  EXPECT_THAT(former_names("明灣（香港）有限公司"), IsEmpty());
}

TEST(DistinctiveKey, LeavesWhatIsTheCompanysOwn) {
  EXPECT_EQ(distinctive_key("Bright Harbour Industries Holdings Limited"), "bright harbour");
  EXPECT_EQ(distinctive_key("明灣實業集團有限公司"), "明湾");
  EXPECT_EQ(distinctive_key("Holdings Group Limited"), "holdings");
}

TEST(Names, brackets_inside_a_remark_belong_to_it) {
  const char* name =
      "New Foods Limited (formerly known as Old (Tianjin) International Limited) - B";
  EXPECT_EQ(plain_name(name), "New Foods Limited");
  EXPECT_EQ(former_names(name), std::vector<std::string>{"Old (Tianjin) International Limited"});
  EXPECT_EQ(plain_name("Unclosed ((formerly known as X)"), "Unclosed ((formerly known as X)");
}

}  // namespace
}  // namespace gongwatch::text
