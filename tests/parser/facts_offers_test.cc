// Figures of an offering, asserted by hand on texts of our own.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// "metric subject=value currency-or-unit qualifier" of a text that is about one issuer throughout.
std::vector<std::string> offer(const std::string& text, std::string language = "zh-Hans") {
  const PreparedText prepared(text, Evidence::In::text);
  const auto dates = find_dates(prepared, make_date(2025, 11, 10));
  const std::vector<std::optional<std::size_t>> about(prepared.sentences().size(), 0);
  const FigureContext context{prepared, dates, std::move(language), about, {}};
  std::vector<std::string> all;
  for (const FoundFigure& found : find_offer_figures(context).figures) {
    const Figure& f = found.figure;
    EXPECT_EQ(text.substr(f.evidence.begin, f.evidence.end - f.evidence.begin), f.evidence.quote);
    all.push_back(fmt::format("{}{}={} {}{}", f.metric, f.subject ? " " + *f.subject : "", f.value,
                              f.currency.value_or(f.unit.value_or("-")),
                              f.qualifier ? " " + *f.qualifier : ""));
  }
  return all;
}

TEST(Offers, RangesLotsAndEntryFees) {
  const auto expected = UnorderedElementsAre(
      "offer_price_low=10.2 HKD", "offer_price_high=12.8 HKD", "lot_size=500 shares",
      "entry_fee=6464.54 HKD", "offer_shares=52000000 shares");
  EXPECT_THAT(
      offer("公司拟全球发售5,200万股，招股价介乎10.2至12.8港元，每手500股，入场费6,464.54港元。"),
      expected);
  EXPECT_THAT(offer("公司擬全球發售5,200萬股，招股價10.2元至12.8元，一手500股，入場費6,464.54元。",
                    "zh-Hant"),
              expected);
  EXPECT_THAT(offer("The company is offering 52 million shares at HK$10.20 to HK$12.80 each, in "
                    "board lots of 500 shares. The entry fee is HK$6,464.54.",
                    "en"),
              expected);
}

TEST(Offers, EnglishDeskWords) {
  EXPECT_THAT(offer("The deal comprises 76.4m shares marketed at HK$28.60-HK$32.80 each.", "en"),
              UnorderedElementsAre("offer_price_low=28.6 HKD", "offer_price_high=32.8 HKD",
                                   "offer_shares=76400000 shares"));
  EXPECT_THAT(offer("It is asking HK$0.68 to HK$0.76 apiece for 300 million shares.", "en"),
              UnorderedElementsAre("offer_price_low=0.68 HKD", "offer_price_high=0.76 HKD",
                                   "offer_shares=300000000 shares"));
  EXPECT_THAT(
      offer("Shares come in board lots of 100, for which one has to put up HK$3,313.08.", "en"),
      UnorderedElementsAre("lot_size=100 shares", "entry_fee=3313.08 HKD"));
  EXPECT_THAT(offer("The issue price is HK$20.8, every 200 shares are one hand.", "en"),
              UnorderedElementsAre("offer_price=20.8 HKD", "lot_size=200 shares"));
  EXPECT_THAT(
      offer("Assuming an offer price of HK$22.4, the net proceeds are HK$1.4 billion.", "en"),
      ElementsAre("amount_raised=1400000000 HKD"));
  EXPECT_THAT(offer("The cornerstones, 18 of them, have put down US$390 million.", "en"),
              UnorderedElementsAre("cornerstone_investors=18 investors",
                                   "cornerstone_investment=390000000 USD"));
  EXPECT_THAT(
      offer("The Hong Kong portion was covered 128 times and the international book 9 times.",
            "en"),
      ElementsAre("subscription_multiple=128 times",
                  "subscription_multiple international=9 times"));
  EXPECT_THAT(offer("The shares ended their debut at HK$8.02, 5% below the HK$8.40 at which they "
                    "were sold.",
                    "en"),
              UnorderedElementsAre("offer_price=8.4 HKD", "first_day_close=8.02 HKD",
                                   "first_day_change=-5 %"));
  EXPECT_THAT(offer("As of the closing of the dark plate it was at HK$69.6, up 36.47%.", "en"),
              ElementsAre("grey_market_change=36.47 %"));
  EXPECT_THAT(
      offer("The listing is today. Shares of the parent closed down 1.9% at HK$0.52.", "en"),
      IsEmpty());
}

TEST(Offers, WhatIsValuedAndSold) {
  EXPECT_THAT(offer("Carlyle put in US$80m at a valuation of US$950m in 2022.", "en"),
              ElementsAre("valuation=950000000 USD"));
  EXPECT_THAT(offer("The company sold 349.1 million shares.", "en"),
              ElementsAre("offer_shares=349100000 shares"));
}

TEST(Offers, ARoundIsNoOffer) {
  for (const char* text : {"It wants to spend RMB 300 million on a plant.",
                           "It is seeking damages of US$5 million from a supplier."})
    EXPECT_THAT(offer(text, "en"), IsEmpty()) << text;
  EXPECT_THAT(offer("In April it raised 600 million yuan from investors including Hillhouse at a "
                    "valuation of 9 billion yuan.",
                    "en"),
              ElementsAre("valuation=9000000000 CNY"));
}

TEST(Offers, AMaximumIsNoFixedPrice) {
  EXPECT_THAT(offer("最高发售价为每股26.3港元。"), ElementsAre("offer_price_high=26.3 HKD"));
  EXPECT_THAT(offer("招股價每股最高18.6元。", "zh-Hant"), ElementsAre("offer_price_high=18.6 HKD"));
  EXPECT_THAT(offer("The maximum offer price is HK$18.60 per share.", "en"),
              ElementsAre("offer_price_high=18.6 HKD"));
}

TEST(Offers, FixedPricesBesideTheirRange) {
  EXPECT_THAT(
      offer("最终发售价厘定为5.1港元，即招股范围5.1至6.2港元的下限。"),
      ElementsAre("offer_price=5.1 HKD", "offer_price_low=5.1 HKD", "offer_price_high=6.2 HKD"));
  EXPECT_THAT(
      offer("It priced its shares at HK$12.80, the top of a range of HK$10.20-12.80.", "en"),
      ElementsAre("offer_price=12.8 HKD", "offer_price_low=10.2 HKD", "offer_price_high=12.8 HKD"));
}

TEST(Offers, BoundsInWords) {
  EXPECT_THAT(offer("發售價：不低於26.20港元及不高於30.20港元", "zh-Hant"),
              ElementsAre("offer_price_low=26.2 HKD", "offer_price_high=30.2 HKD"));
}

TEST(Offers, ARevisedPriceReplacesTheFormerOne) {
  EXPECT_THAT(offer("每股发售价由原来的4.5至6.0港元调低为3.9港元至4.4港元。"),
              ElementsAre("offer_price_low=3.9 HKD", "offer_price_high=4.4 HKD"));
}

TEST(Offers, AssumedAndExpectedPricesAreNone) {
  EXPECT_THAT(offer("按发售价中位数7.5港元计，每手400股。"), ElementsAre("lot_size=400 shares"));
  EXPECT_THAT(offer("消息指公司料以招股价上限16.18元定价。"), IsEmpty());
}

TEST(Offers, MoneyRaised) {
  EXPECT_THAT(offer("所得款项净额估计约为7.96亿港元，其中3亿港元用于研发。"),
              ElementsAre("amount_raised=796000000 HKD approximately"));
  EXPECT_THAT(offer("集資7.4億至9.2億元。", "zh-Hant"),
              ElementsAre("amount_raised_low=740000000 HKD", "amount_raised_high=920000000 HKD"));
  EXPECT_THAT(offer("It hopes to raise up to HK$1.93 billion (US$248 million).", "en"),
              ElementsAre("amount_raised=1930000000 HKD at_most"));
  EXPECT_THAT(offer("将所得款项净额的约40%（约3.2亿港元）用于研发。"), IsEmpty());
  EXPECT_THAT(offer("公司完成B轮融资，募集资金2亿元，由两家基金领投。"), IsEmpty());
}

TEST(Offers, TranchesAndTheirMultiples) {
  const auto expected = ElementsAre("subscription_multiple=2187 times",
                                    "subscription_multiple international=11.6 times");
  EXPECT_THAT(offer("公开发售部分录得超额认购2,187倍；国际发售则获11.6倍认购。"), expected);
  EXPECT_THAT(offer("The Hong Kong public offering was 2,187 times oversubscribed and the "
                    "international placing 11.6 times.",
                    "en"),
              expected);
}

TEST(Offers, MarginLoansAreNoSubscription) {
  EXPECT_THAT(offer("综合券商数据，孖展额录78亿港元，超额认购约50.7倍。"), IsEmpty());
}

TEST(Offers, CornerstoneInvestors) {
  const auto expected =
      ElementsAre("cornerstone_investors=7 investors", "cornerstone_investment=560000000 HKD");
  EXPECT_THAT(offer("七家基石投资者合共认购5.6亿港元的股份。"), expected);
  EXPECT_THAT(offer("公司引入7名基石投資者，總額5.6億港元。", "zh-Hant"), expected);
  EXPECT_THAT(
      offer("Seven cornerstone investors will buy shares worth a combined HK$560 million.", "en"),
      expected);
  EXPECT_THAT(offer("引入三名基石投资者，甲基金认购1亿港元，乙基金认购2亿港元。"),
              ElementsAre("cornerstone_investors=3 investors"))
      << "parts are no total";
}

TEST(Offers, TheFirstDay) {
  EXPECT_THAT(offer("该股首日挂牌，平开于发售价9.6港元，盘中最低触及7.3港元，收报7."
                    "52港元，较发售价下跌21.67%。"),
              UnorderedElementsAre("offer_price=9.6 HKD", "first_day_open=9.6 HKD",
                                   "first_day_close=7.52 HKD", "first_day_change=-21.67 %"));
  EXPECT_THAT(offer("高開42%，報35.5元，收市報37.5元，較招股價25元升50%，首日掛牌。", "zh-Hant"),
              UnorderedElementsAre("offer_price=25 HKD", "first_day_open=35.5 HKD",
                                   "first_day_close=37.5 HKD", "first_day_change=50 %"));
  EXPECT_THAT(offer("On its debut the stock opened at HK$12.50, touched a high of HK$15 and closed "
                    "at HK$11.10, 7.5% below its offer price of HK$12.",
                    "en"),
              UnorderedElementsAre("offer_price=12 HKD", "first_day_open=12.5 HKD",
                                   "first_day_close=11.1 HKD", "first_day_change=-7.5 %"));
}

TEST(Offers, TheGreyMarketIsNotTheFirstDay) {
  EXPECT_THAT(offer("首日挂牌前，昨日暗盘收报10.2港元，跌6.3%。"),
              ElementsAre("grey_market_change=-6.3 %"));
}

TEST(Offers, OthersPricesAreNone) {
  EXPECT_THAT(offer("该股今日首日挂牌。公司A股收报12.5元，涨3%。恒指收升1.2%。"), IsEmpty());
}

TEST(Offers, RowsOfATable) {
  EXPECT_THAT(offer("招股价(港元) | 8.88 - 10.68 | 每手股数 | 800\n\n入场费 | 港元 8,630.17"),
              UnorderedElementsAre("offer_price_low=8.88 HKD", "offer_price_high=10.68 HKD",
                                   "lot_size=800 shares", "entry_fee=8630.17 HKD"));
}

TEST(Offers, OddTextsHarmNothing) {
  for (const std::string& text :
       {std::string(), std::string(9000, '7'), std::string("招股价港元每手股入场费倍基石家"),
        "招股价" + std::string(9000, '1') + "港元",
        std::string("HK$ per share times cornerstone %")})
    EXPECT_THAT(offer(text), IsEmpty());
}

TEST(Offers, WhereInTheRangeThePriceLies) {
  EXPECT_THAT(offer("It fixed its IPO at HK$9.80 on Thursday, the middle of the HK$9.20-HK$10.40 "
                    "range.",
                    "en"),
              UnorderedElementsAre("offer_price=9.8 HKD", "offer_price_low=9.2 HKD",
                                   "offer_price_high=10.4 HKD"));
  EXPECT_THAT(offer("It set the final price of its Hong Kong IPO at HK$52.80, the top of a range "
                    "that began at HK$46.20.",
                    "en"),
              UnorderedElementsAre("offer_price=52.8 HKD", "offer_price_low=46.2 HKD",
                                   "offer_price_high=52.8 HKD"));
}

TEST(Offers, MoneyTakenIn) {
  EXPECT_THAT(offer("At HK$18.80 apiece the miner takes in HK$3.4 billion.", "en"),
              UnorderedElementsAre("offer_price=18.8 HKD", "amount_raised=3400000000 HKD"));
  EXPECT_THAT(offer("The chain pocketed HK$1.1 billion after expenses.", "en"),
              ElementsAre("amount_raised=1100000000 HKD"));
  EXPECT_THAT(offer("It is a US$80m-US$100m trade sponsored by one bank.", "en"),
              ElementsAre("amount_raised_low=80000000 USD", "amount_raised_high=100000000 USD"));
  EXPECT_THAT(offer("公司募得资金净额约98.3亿港元。"),
              ElementsAre("amount_raised=9830000000 HKD approximately"));
  // Sales are taken in, too, and others sell shares.
  EXPECT_THAT(offer("Its first product brought in US$38.6 million last year.", "en"), IsEmpty());
  EXPECT_THAT(offer("It follows the US$1.1bn listing of an inverter maker.", "en"), IsEmpty());
}

TEST(Offers, WhatTheCompanyIsWorth) {
  EXPECT_THAT(offer("It was valued at $620 million in a Series C round in February.", "en"),
              ElementsAre("valuation=620000000 USD"));
  EXPECT_THAT(offer("It was worth $3.2 billion in a funding round in August.", "en"),
              ElementsAre("valuation=3200000000 USD"));
  EXPECT_THAT(offer("That would value the company at HK$14.9 billion.", "en"),
              ElementsAre("market_value=14900000000 HKD"));
  EXPECT_THAT(offer("He spoke of an enterprise value near US$1.1 billion.", "en"), IsEmpty());
}

TEST(Offers, MultiplesOfTheSharesSetAside) {
  EXPECT_THAT(offer("Individuals had put in for 2,316 times the shares reserved for them, while "
                    "fund managers ordered 6.2 times theirs.",
                    "en"),
              ElementsAre("subscription_multiple=2316 times",
                          "subscription_multiple international=6.2 times"));
  EXPECT_THAT(offer("Just 2.7 times the stock on offer to the public was applied for.", "en"),
              ElementsAre("subscription_multiple=2.7 times"));
  EXPECT_THAT(offer("Investors balked at a price of 30 times earnings.", "en"), IsEmpty());
}

TEST(Offers, EndsOfABand) {
  EXPECT_THAT(
      offer("It set its offer price at HK$1.05, the bottom of a band that stretched to HK$1.35.",
            "en"),
      UnorderedElementsAre("offer_price=1.05 HKD", "offer_price_low=1.05 HKD",
                           "offer_price_high=1.35 HKD"));
  EXPECT_THAT(offer("Its order book opened on Tuesday at HK$21.50 to HK$26.80 a share.", "en"),
              UnorderedElementsAre("offer_price_low=21.5 HKD", "offer_price_high=26.8 HKD"));
  EXPECT_THAT(offer("發售價定於上限15.56元。", "zh-Hant"), ElementsAre("offer_price=15.56 HKD"));
  EXPECT_THAT(offer("Holders voted for a privatisation at HK$4.30 a share of the listing.", "en"),
              IsEmpty());
}

TEST(Offers, SessionsInOtherWords) {
  EXPECT_THAT(
      offer("On its debut it drifted from a first trade at HK$5 to HK$4.37 by the close.", "en"),
      UnorderedElementsAre("first_day_open=5 HKD", "first_day_close=4.37 HKD"));
  EXPECT_THAT(offer("On its debut it closed at HK$14.40 (offer price HK$12.80).", "en"),
              UnorderedElementsAre("offer_price=12.8 HKD", "first_day_close=14.4 HKD"));
  EXPECT_THAT(
      offer("昨日暗盘跌5.1%，今早挂牌低开于11.9港元，收报11.5港元，较招股价12.55港元低8.3%。"),
      UnorderedElementsAre("grey_market_change=-5.1 %", "first_day_open=11.9 HKD",
                           "first_day_close=11.5 HKD", "offer_price=12.55 HKD",
                           "first_day_change=-8.3 %"));
  EXPECT_THAT(offer("首日升足六成二收0.81元。", "zh-Hant"),
              UnorderedElementsAre("first_day_change=62 %", "first_day_close=0.81 HKD"));
  EXPECT_THAT(offer("首日上升的佔七成三。", "zh-Hant"), IsEmpty());
  EXPECT_THAT(offer("It was listed. Shares of its rival Hexi closed 1.3% lower.", "en"), IsEmpty());
  EXPECT_THAT(
      offer("It is listed. For the nine months ended September 30 sales were up 31%.", "en"),
      IsEmpty());
}

TEST(Offers, PricesInOtherWords) {
  EXPECT_THAT(
      offer("Terms: 36.5 million H shares, of which 10% for Hong Kong investors, at no more "
            "than HK$28.80.",
            "en"),
      UnorderedElementsAre("offer_shares=36500000 shares", "offer_price_high=28.8 HKD"));
  EXPECT_THAT(offer("The company sold 35 million shares at HK$29.10.", "en"),
              UnorderedElementsAre("offer_shares=35000000 shares", "offer_price=29.1 HKD"));
  EXPECT_THAT(offer("It priced its Hong Kong IPO at HK$12.80 late on Thursday.", "en"),
              ElementsAre("offer_price=12.8 HKD"));
  EXPECT_THAT(offer("On its debut it closed at HK$10.60, unchanged from its offer price.", "en"),
              UnorderedElementsAre("first_day_close=10.6 HKD", "offer_price=10.6 HKD"));
  EXPECT_THAT(offer("招股價上限25元，下限21.4元，一手連手續費約2,525元。", "zh-Hant"),
              UnorderedElementsAre("offer_price_high=25 HKD", "offer_price_low=21.4 HKD",
                                   "entry_fee=2525 HKD approximately"));
  EXPECT_THAT(
      offer("The cornerstone investors are in total four, subscribing US$19 million.", "en"),
      UnorderedElementsAre("cornerstone_investors=4 investors",
                           "cornerstone_investment=19000000 USD"));
  EXPECT_THAT(offer("It called off a Singapore IPO of US$200m in 2019.", "en"), IsEmpty());
  EXPECT_THAT(offer("Its A shares had a market value of US$2 billion at Thursday's close.", "en"),
              IsEmpty());
}

TEST(Offers, ARangeMayNameItsCurrencyTwice) {
  EXPECT_THAT(offer("发行价定在每股105港元-115港元参考发行价区间的顶端。"),
              UnorderedElementsAre("offer_price_low=105 HKD", "offer_price_high=115 HKD"));
  EXPECT_THAT(offer("发行价为9.80港元,为9.75至12.65港元的发行区间的较低端。"),
              UnorderedElementsAre("offer_price=9.8 HKD", "offer_price_low=9.75 HKD",
                                   "offer_price_high=12.65 HKD"));
}

TEST(Offers, EachMultipleHasItsOwnTranche) {
  EXPECT_THAT(offer("公司合共超购逾1257倍,冻结资金1131.36亿元,而国际配售亦获得约13.7倍超额认购。"),
              UnorderedElementsAre("subscription_multiple=1257 times more_than",
                                   "subscription_multiple international=13.7 times approximately"));
}

TEST(Offers, HighsAndGuessesAreNoChangesOfADay) {
  EXPECT_THAT(offer("首日挂牌。估计首日升幅可达八成至1倍。"), IsEmpty());
  EXPECT_THAT(offer("暗盘最高见14.04元,较招股价高出57.75%,收盘报10.54元,较招股价仍升18.43%。"),
              testing::Contains("grey_market_change=18.43 %"));
  EXPECT_THAT(offer("The stock rose up to 6% on its Hong Kong debut.", "en"), IsEmpty());
}

TEST(Offers, PricesInFrontOfTheSession) {
  EXPECT_THAT(offer("岚屿银行在港交所上市,早盘以3.60港元的价格开出,尾市收于3.52港元。"),
              UnorderedElementsAre("first_day_open=3.6 HKD", "first_day_close=3.52 HKD"));
}

TEST(Offers, StatisticsOfMarketsAreNotOfTheOffer) {
  EXPECT_THAT(
      offer("The value of China's snack food market is expected to reach US$94 billion.", "en"),
      IsEmpty());
  EXPECT_THAT(offer("港交所IPO募资总额时隔四年将再次超过2000亿港元。"), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
