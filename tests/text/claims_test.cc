// Which rankings and figures say the same.
#include "text/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::text {
namespace {

using testing::ElementsAre;

TEST(Claims, regions_and_metrics_have_one_key_in_both_languages) {
  EXPECT_EQ(region_key("China"), region_key("中國"));
  EXPECT_EQ(region_key("mainland China"), region_key("国内"));
  EXPECT_EQ(region_key("North China"), region_key("華北"));
  EXPECT_NE(region_key("North China"), region_key("中国"));
  EXPECT_NE(region_key("China"), region_key("香港"));
  EXPECT_EQ(metric_key("production"), metric_key("產量"));
  EXPECT_EQ(metric_key("Cash cost per ton of aluminum"), metric_key("现金成本"));
  EXPECT_NE(metric_key("sales"), metric_key("销量"));
  EXPECT_EQ(metric_key("number of moons"), metric_key("Number of  moons"));
  EXPECT_NE(metric_key("number of moons"), metric_key("number of suns"));
  EXPECT_NE(metric_key("moons per planet"), metric_key("moons per sun"));
  EXPECT_EQ(region_key(""), region_key(""));
}

TEST(Claims, one_subject_in_each_language_is_one_claim) {
  EXPECT_THAT(first_alike({{"12", "aluminum electrolysis producer", {}},
                           {"4", "production base", {}},
                           {"12", "电解铝生产商", {}},
                           {"12", "電解鋁生產商", {}},
                           {"4", "生产基地", {}}}),
              ElementsAre(0, 1, 0, 0, 1));
}

TEST(Claims, two_subjects_of_one_language_leave_it_open_which_is_meant) {
  EXPECT_THAT(first_alike({{"1", "tea brand", {}}, {"1", "tea chain", {}}, {"1", "茶饮品牌", {}}}),
              ElementsAre(0, 1, 2));
  EXPECT_THAT(first_alike({{"1", "tea brand", {}}, {"1", "Tea  brand", {}}, {"1", "茶饮品牌", {}}}),
              ElementsAre(0, 0, 0))
      << "the same words twice are one subject";
}

TEST(Claims, what_two_say_of_the_share_must_agree) {
  EXPECT_THAT(
      first_alike({{"1", "tea brand", 7.4}, {"1", "茶饮品牌", 7.4}, {"1", "tea brand", {}}}),
      ElementsAre(0, 0, 0));
  EXPECT_THAT(first_alike({{"1", "tea brand", 7.4}, {"1", "茶饮品牌", 5.1}}), ElementsAre(0, 1));
}

TEST(Claims, without_a_subject_it_is_the_company_and_no_product_of_it) {
  EXPECT_THAT(first_alike({{"revenue", "", {}}, {"revenue", "", {}}, {"revenue", "茶饮", {}}}),
              ElementsAre(0, 0, 2));
  EXPECT_THAT(first_alike({}), ElementsAre());
}

}  // namespace
}  // namespace gongwatch::text
