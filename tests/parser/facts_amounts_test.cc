// Amounts in running text, asserted by hand.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/amounts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "value currency-or-unit qualifier 'written'"
std::vector<std::string> amounts(const std::string& text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> all;
  for (const Amount& a : find_amounts(prepared, prepared.whole(), {})) {
    all.push_back(fmt::format("{} {} {} '{}'", a.value, a.currency.value_or(a.unit.value_or("-")),
                              a.qualifier.value_or("-"), prepared.evidence(a.span).quote));
  }
  return all;
}

TEST(Amounts, ScalesAndCurrenciesInThreeScripts) {
  EXPECT_THAT(amounts("RMB 13.49 billion, HK$1.2bn, US$300m and 40 million euros"),
              ElementsAre("13490000000 CNY - 'RMB 13.49 billion'", "1200000000 HKD - 'HK$1.2bn'",
                          "300000000 USD - 'US$300m'", "40000000 EUR - '40 million euros'"));
  EXPECT_THAT(
      amounts("约3.12亿元人民币、逾4,050万港元、不超过2百万美元"),
      ElementsAre("312000000 CNY approximately '3.12亿元人民币'",
                  "40500000 HKD more_than '4,050万港元'", "2000000 USD at_most '2百万美元'"));
  EXPECT_THAT(
      amounts("人民幣約3.1億元；港元5億"),
      ElementsAre("310000000 CNY approximately '人民幣約3.1億元'", "500000000 HKD - '港元5億'"));
}

TEST(Amounts, FullWidthDigitsAndPoints) {
  EXPECT_THAT(amounts("收益為４．２７億港元"), ElementsAre("427000000 HKD - '４．２７億港元'"));
}

TEST(Amounts, SignsAndAccountantsBrackets) {
  EXPECT_THAT(amounts("净利润为-460.5万元"), ElementsAre("-4605000 - - '-460.5万元'"));
  EXPECT_THAT(amounts("a result of RMB(12.3) million"),
              ElementsAre("-12300000 CNY - 'RMB(12.3) million'"));
  EXPECT_THAT(amounts("HK$10.2-12.8"), ElementsAre("10.2 HKD - 'HK$10.2'", "12.8 - - '12.8'"))
      << "a dash between two numbers is no sign";
  EXPECT_THAT(amounts("5亿元-6亿元"),
              ElementsAre("500000000 - - '5亿元'", "600000000 - - '6亿元'"));
}

TEST(Amounts, BareNumbersOfListsAndRangesTakeTheNextOnesUnit) {
  EXPECT_THAT(amounts("1.5, 1.6 and 1.75 billion yuan"),
              ElementsAre("1500000000 CNY - '1.5'", "1600000000 CNY - '1.6'",
                          "1750000000 CNY - '1.75 billion yuan'"));
  EXPECT_THAT(amounts("15.2至18.6港元"), ElementsAre("15.2 HKD - '15.2'", "18.6 HKD - '18.6港元'"));
  EXPECT_THAT(amounts("3.1亿、2.8亿、9,800万及-460.5万元人民币"),
              ElementsAre("310000000 CNY - '3.1亿'", "280000000 CNY - '2.8亿'",
                          "98000000 CNY - '9,800万'", "-4605000 CNY - '-460.5万元人民币'"));
}

TEST(Amounts, HanNumeralsOnlyInFrontOfAUnit) {
  EXPECT_THAT(amounts("三千万元人民币；二十五亿港元；十倍"),
              ElementsAre("30000000 CNY - '三千万元人民币'", "2500000000 HKD - '二十五亿港元'",
                          "10 times - '十倍'"));
  EXPECT_THAT(amounts("一家公司有三名董事，获数十倍认购，数千万元"), IsEmpty());
}

TEST(Amounts, OneAmountInTwoScales) {
  EXPECT_THAT(amounts("1億2,500萬元"), ElementsAre("125000000 - - '1億2,500萬元'"));
}

TEST(Amounts, PercentagePointsAreNoPercent) {
  const PreparedText text("上升3.2个百分点至25%", Evidence::In::text);
  const auto found = find_amounts(text, text.whole(), {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, AmountKind::points);
  EXPECT_EQ(found[1].kind, AmountKind::percent);
}

TEST(Amounts, NumbersInsideWordsAreNone) {
  EXPECT_THAT(amounts("CO2, 5G, 3D printing and A320neo"), IsEmpty());
}

TEST(Amounts, OddTextsHarmNothing) {
  for (const std::string& text :
       {std::string(), std::string(10000, '9'), std::string(10000, ','), std::string(9000, '-'),
        std::string("1,2,3,4,,,5.6.7..8 RMB RMB HK$ 亿亿万"), std::string("一亿亿亿亿亿亿元"),
        std::string("\xEF\xBF\xBD 3 \xEF\xBF\xBD")}) {
    const PreparedText prepared(text, Evidence::In::text);
    for (const Amount& a : find_amounts(prepared, prepared.whole(), {})) {
      EXPECT_TRUE(prepared.whole().contains(a.span));
      EXPECT_LT(a.value, 1e30);
    }
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
