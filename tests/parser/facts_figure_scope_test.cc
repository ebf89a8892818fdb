// Figures of filings and columns that name others: whose they are, and of which period.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> told(const FoundFigures& found) {
  std::vector<std::string> all;
  for (const FoundFigure& one : found.figures) {
    const Figure& f = one.figure;
    all.push_back(fmt::format("{}{}{}={}", f.metric, f.subject ? " " + *f.subject : "",
                              f.period ? " " + *f.period : "", f.value));
  }
  return all;
}

// Of texts about one issuer throughout, Loxley Robotics or 乐溪机器人 (02899).
std::vector<std::string> offer(const std::string& text, std::string language = "zh-Hans") {
  const PreparedText prepared(text, Evidence::In::text);
  const auto dates = find_dates(prepared, make_date(2025, 11, 10));
  const std::vector<std::optional<std::size_t>> about(prepared.sentences().size(), 0);
  const FigureContext context{
      prepared, dates,    std::move(language), about, {"Loxley Robotics", "乐溪机器人"}, {}, {},
      {},       {"02899"}};
  return told(find_offer_figures(context));
}

std::vector<std::string> series(const std::string& text, std::string language = "zh-Hans") {
  const PreparedText prepared(text, Evidence::In::text);
  const auto reference = make_date(2025, 11, 10);
  const auto dates = find_dates(prepared, reference);
  const std::vector<std::optional<std::size_t>> about(prepared.sentences().size(), 0);
  return told(find_series({prepared, dates, std::move(language), about, {}, {reference}}));
}

TEST(FigureScope, DealsOfOthersInTheSameSentence) {
  EXPECT_THAT(
      offer("It would overtake Pelham's offering, which seeks to raise US$1.2 billion.", "en"),
      IsEmpty());
  EXPECT_THAT(offer("Right after Hollis's blockbuster US$11bn listing, Loxley Robotics plans to "
                    "raise US$300 million.",
                    "en"),
              ElementsAre("amount_raised=300000000"));
  EXPECT_THAT(offer("Loxley's Hong Kong IPO raised US$300 million.", "en"),
              ElementsAre("amount_raised=300000000"));
  EXPECT_THAT(offer("It raised US$1.4 billion in its New York listing in 2016.", "en"), IsEmpty());
  EXPECT_THAT(offer("Together the 15 firms aim to raise HK$34 billion.", "en"), IsEmpty());
  EXPECT_THAT(offer("Battery giant Corvex, which was already listed in Shenzhen, raised US$4.6 "
                    "billion in May.",
                    "en"),
              IsEmpty());
  EXPECT_THAT(offer("Financial firms have raised US$5.4bn in Hong Kong so far in 2019.", "en"),
              IsEmpty());
  EXPECT_THAT(
      offer("In 2019, 10 Singaporean firms debuted in Hong Kong, raising US$155 million.", "en"),
      IsEmpty());
  EXPECT_THAT(offer("昨日截止招股的和衡医药(02142),已录得78倍超额认购。"), IsEmpty());
  EXPECT_THAT(offer("乐溪机器人(02899),已录得78倍超额认购。"),
              ElementsAre("subscription_multiple=78"));
  EXPECT_THAT(offer("由和衡医药(02142)分拆的乐溪机器人公开发售超购78倍。"),
              ElementsAre("subscription_multiple=78"));
  EXPECT_THAT(offer("2022年公司实施定向增发,募集资金27.8亿元。"), IsEmpty());
  EXPECT_THAT(offer("若行使超额配股权,最多额外募资约2.72亿港元。"), IsEmpty());
}

TEST(FigureScope, WorthOfAClassOfCompanies) {
  EXPECT_THAT(offer("Once a startup valued at more than US$1 billion, it priced its offer.", "en"),
              IsEmpty());
  EXPECT_THAT(offer("其中有30家公司的市值低于20亿港元。"), IsEmpty());
  EXPECT_THAT(offer("The value of IPOs fell to US$6.2 billion in the third quarter.", "en"),
              IsEmpty());
}

TEST(FigureScope, SessionsAndWhatTheyAreMeasuredBy) {
  EXPECT_THAT(offer("在港交所上市首日,收盘跌幅高达22.5%。"), ElementsAre("first_day_change=-22.5"));
  EXPECT_THAT(offer("今日在港交所上市,当日高开,截至收盘股价涨幅达7.9%,报每股59.1港元。"),
              UnorderedElementsAre("first_day_change=7.9", "first_day_close=59.1"));
  EXPECT_THAT(
      offer("昨首日挂牌,承接暗盘升势,收市报102.5元,较定价71.2元升44%。", "zh-Hant"),
      UnorderedElementsAre("first_day_close=102.5", "first_day_change=44", "offer_price=71.2"));
  EXPECT_THAT(offer("首日挂牌,较发售价2.45港元高开2.9%。"), Not(Contains("first_day_open=2.45")));
  EXPECT_THAT(offer("在辉立交易场收报3.21元,较发售价3.22元微跌0.3%。首日挂牌。", "zh-Hant"),
              UnorderedElementsAre("grey_market_change=-0.3", "offer_price=3.22"));
  EXPECT_THAT(offer("周一在美收盘价为10.9美元,新股定价较其折让近4%。今日挂牌首日。"), IsEmpty());
  EXPECT_THAT(offer("三大暗盘平台升8.8%至14.6%。"), IsEmpty());
  EXPECT_THAT(offer("美东时间周二收盘,公司美股上涨12.2%。今日在港上市首日。"), IsEmpty());
  EXPECT_THAT(offer("The shares opened at HK$64.5 in their trading debut, 59.3% higher than the "
                    "IPO price of HK$40.5.",
                    "en"),
              UnorderedElementsAre("first_day_open=64.5", "offer_price=40.5"));
  EXPECT_THAT(offer("Its shares first changed hands at HK$35.7 on debut, up from the initial "
                    "public offering (IPO) price of HK$19.6.",
                    "en"),
              UnorderedElementsAre("first_day_open=35.7", "offer_price=19.6"));
  EXPECT_THAT(offer("On its first day of trading it was finishing up 63.2% at HK$66.1 by the "
                    "midday break.",
                    "en"),
              IsEmpty());
  EXPECT_THAT(offer("It sells shares with a share price range between HK$8.68 and HK$9.94.", "en"),
              ElementsAre("offer_price_low=8.68", "offer_price_high=9.94"));
  EXPECT_THAT(offer("The stock saw a first-day trading pop of about 215%.", "en"),
              ElementsAre("first_day_change=215"));
  EXPECT_THAT(offer("Shares traded as high as HK$1.35 each compared to HK$1.05 in the IPO.", "en"),
              ElementsAre("offer_price=1.05"));
}

TEST(FigureScope, TranchesAndCornerstones) {
  EXPECT_THAT(
      offer("香港、国际发售分别超额认购6.46倍、1.07倍。"),
      ElementsAre("subscription_multiple=6.46", "subscription_multiple international=1.07"));
  EXPECT_THAT(offer("The public offering and the international placing were 6.5 times and 1.1 "
                    "times subscribed, respectively.",
                    "en"),
              ElementsAre("subscription_multiple=6.5", "subscription_multiple international=1.1"));
  EXPECT_THAT(offer("公开认购倍数达196倍,国配认购倍数则为1.5倍。"),
              ElementsAre("subscription_multiple=196", "subscription_multiple international=1.5"));
  EXPECT_THAT(offer("两家基石投资者分别认购4000万港元。"), ElementsAre("cornerstone_investors=2"));
  EXPECT_THAT(offer("引入6名基础投资者,合共认购18.2亿港元。"),
              UnorderedElementsAre("cornerstone_investors=6", "cornerstone_investment=1820000000"));
  EXPECT_THAT(offer("吸引了包括甲基金、乙资本在内的15家长线资本及公募作为基石投资者。"),
              ElementsAre("cornerstone_investors=15"));
  EXPECT_THAT(offer("The minimum trading unit is 500 shares.", "en"), ElementsAre("lot_size=500"));
  EXPECT_THAT(offer("此次发售融资金额约为155亿港元至203亿港元。"),
              ElementsAre("amount_raised_low=15500000000", "amount_raised_high=20300000000"));
}

TEST(FigureScope, TheYearAChangeIsMeasuredByIsNoTime) {
  EXPECT_THAT(
      series("2024年业绩较2023年出现大反转,营业收入达到100亿元,经调整净利润为44亿元,"
             "较2023年猛增378%。"),
      UnorderedElementsAre("revenue FY2024=10000000000", "adjusted_profit FY2024=4400000000"));
  EXPECT_THAT(series("2024年收入为5亿元。净利润为1亿元,较2023年增长20%。"),
              UnorderedElementsAre("revenue FY2024=500000000", "profit FY2024=100000000"));
  EXPECT_THAT(series("2024年收入为5亿元,较2023年的4亿元增长25%。"),
              UnorderedElementsAre("revenue FY2024=500000000", "revenue FY2023=400000000"));
}

TEST(FigureScope, ListsThatOthersFollow) {
  EXPECT_THAT(series("2021年、2022年、2023年的收入分别为4亿元、9亿元、15亿元,2022年及2023年的"
                     "增长率分别为94.1%及71.3%。"),
              ElementsAre("revenue FY2021=400000000", "revenue FY2022=900000000",
                          "revenue FY2023=1500000000"));
  EXPECT_THAT(series("收入于2020年、2021年及2022年分别为17亿元、23亿元及27亿元,分别为1亿元、3亿元"
                     "及7亿元。"),
              ElementsAre("revenue FY2020=1700000000", "revenue FY2021=2300000000",
                          "revenue FY2022=2700000000"));
  EXPECT_THAT(series("2024年分别录得营收和净利润77亿元和5亿元,同比增长6.2%和32.0%。"),
              ElementsAre("revenue FY2024=7700000000", "profit FY2024=500000000"));
  EXPECT_THAT(series("2022年、2023年及2024年分别录得净亏损13亿元、净利润480万元及净利润7.6亿元。"),
              ElementsAre("net_loss FY2022=1300000000", "profit FY2023=4800000",
                          "profit FY2024=760000000"));
  EXPECT_THAT(series("It had revenue of 498 million yuan ($72 million), 1.28 billion yuan and 1.67 "
                     "billion yuan respectively from 2020-2022.",
                     "en"),
              ElementsAre("revenue FY2020=498000000", "revenue FY2021=1280000000",
                          "revenue FY2022=1670000000"));
  EXPECT_THAT(series("2021年、2022年及2023年首三个月,收入分别为3亿元、4亿元及1亿元。报告期内,现金及"
                     "现金等价物分别为1066万元、182万元、17万元。"),
              testing::IsSupersetOf({"cash at 2021-12-31=10660000", "cash at 2022-12-31=1820000",
                                     "cash at 2023-03-31=170000"}));
}

TEST(FigureScope, SharesTakenAndSharesOffered) {
  EXPECT_THAT(offer("Retail demand was tepid, with only 575,000 shares or 45% of the offering "
                    "subscribed.",
                    "en"),
              IsEmpty());
  EXPECT_THAT(offer("It may issue up to 699 million overseas listed ordinary shares.", "en"),
              ElementsAre("offer_shares=699000000"));
  EXPECT_THAT(series("2023年,公司的协作机器人出货量达到1.4万台。"),
              ElementsAre("sales_volume 协作机器人 FY2023=14000"));
}

TEST(FigureScope, WordsBehindTheAmount) {
  EXPECT_THAT(series("It booked 33.9 billion yuan (US$5.2 billion) in revenue in 2017, sharply "
                     "higher than the 13 billion yuan made in the prior year.",
                     "en"),
              ElementsAre("revenue FY2017=33900000000"));
  EXPECT_THAT(series("It made an adjusted net loss of HK$101 million in 2024, compared with a "
                     "profit of HK$106 million in 2023.",
                     "en"),
              ElementsAre("adjusted_loss FY2024=101000000", "adjusted_profit FY2023=106000000"));
  EXPECT_THAT(series("公司年化营收突破10亿元。"), IsEmpty());
  EXPECT_THAT(series("持续经营业务总收入由2022年的141亿元增至2023年的173亿元。"),
              ElementsAre("revenue FY2022=14100000000", "revenue FY2023=17300000000"));
}

TEST(FigureScope, ABlankPartsChineseWords) {
  EXPECT_THAT(series("上半年营收106亿元 净利7亿元"),
              UnorderedElementsAre("revenue 6M2025=10600000000", "profit 6M2025=700000000"));
  EXPECT_THAT(offer("上半年营收5332万元 亏1.37亿元 市值116亿港元"),
              ElementsAre("market_value=11600000000"));
}

TEST(FigureScope, BalancesAreOfTheirDayAndNoFlows) {
  EXPECT_THAT(series("2024年末现金及现金等价物为3.52亿元。"),
              ElementsAre("cash at 2024-12-31=352000000"));
  EXPECT_THAT(series("截至2025年6月30日止，公司现金及现金等价物为9994万元。"),
              ElementsAre("cash at 2025-06-30=99940000"));
  EXPECT_THAT(series("截至2025年6月30日，公司经营所得现金净额达4658万元。"), IsEmpty());
}

TEST(FigureScope, ATopicNamesWhatTheCompanyHad) {
  EXPECT_THAT(series("收入方面，2023年及2024年，乐溪机器人分别录得8.05亿元和9.61亿元。"),
              UnorderedElementsAre("revenue FY2023=805000000", "revenue FY2024=961000000"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
