// Values of metrics with their periods, asserted by hand on texts of our own.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FoundFigures found_in(const std::string& text, std::string language) {
  const PreparedText prepared(text, Evidence::In::text);
  const auto reference = make_date(2025, 11, 10);
  const auto dates = find_dates(prepared, reference);
  const std::vector<std::optional<std::size_t>> about(prepared.sentences().size(), 0);
  return find_series({prepared, dates, std::move(language), about, {}, {reference}});
}

// "metric period=value currency-or-unit" of a text that is about one issuer throughout.
std::vector<std::string> series(const std::string& text, std::string language = "zh-Hans") {
  std::vector<std::string> all;
  for (const FoundFigure& found : found_in(text, std::move(language)).figures) {
    const Figure& f = found.figure;
    EXPECT_EQ(text.substr(f.evidence.begin, f.evidence.end - f.evidence.begin), f.evidence.quote);
    all.push_back(fmt::format("{} {}={} {}", f.metric, f.period.value_or("-"), f.value,
                              f.currency.value_or(f.unit.value_or("-"))));
  }
  return all;
}

std::vector<std::string> warnings(const std::string& text, std::string language = "zh-Hans") {
  std::vector<std::string> all;
  for (const Warning& warning : found_in(text, std::move(language)).warnings)
    all.push_back(warning.code);
  return all;
}

TEST(Series, CoursesFromOneYearToAnother) {
  const auto expected = ElementsAre("revenue FY2022=310000000 CNY", "revenue FY2024=520000000 CNY");
  EXPECT_THAT(series("收入由2022年的3.1亿元增至2024年的5.2亿元。"), expected);
  EXPECT_THAT(series("收入由2022年的人民幣3.1億元增至2024年的5.2億元。", "zh-Hant"), expected);
  EXPECT_THAT(series("Revenue rose from RMB310 million in 2022 to RMB520 million in 2024.", "en"),
              expected);
  EXPECT_THAT(series("2022至2024年，收入由3.1亿元增至5.2亿元。"), expected);
}

TEST(Series, ComparisonsWithTheYearBefore) {
  const auto expected = ElementsAre("revenue FY2024=520000000 CNY", "revenue FY2023=400000000 CNY");
  EXPECT_THAT(series("2024年收入5.2亿元，上年为4亿元。"), expected);
  EXPECT_THAT(
      series("Revenue grew by 30% to RMB520 million in 2024 from RMB400 million a year earlier.",
             "en"),
      expected);
  EXPECT_THAT(series("Revenue was RMB520 million (2023: RMB400 million).", "en"), expected);
  EXPECT_THAT(series("2025年上半年收入2亿元，2024年同期为1.5亿元。"),
              ElementsAre("revenue 6M2025=200000000 CNY", "revenue 6M2024=150000000 CNY"));
}

TEST(Series, TheTimeOfTheMainValueGoesOn) {
  EXPECT_THAT(series("2023年收入为3.34亿元，较2022年的3.61亿元减少7.5%；利润3,120万元。"),
              ElementsAre("revenue FY2023=334000000 CNY", "revenue FY2022=361000000 CNY",
                          "profit FY2023=31200000 CNY"));
}

TEST(Series, YearsThatAreOnlyCounted) {
  const auto expected =
      ElementsAre("revenue FY2022=73000000 CNY", "revenue FY2024=286000000 CNY",
                  "net_loss FY2022=502000000 CNY", "net_loss FY2023=438000000 CNY",
                  "net_loss FY2024=355000000 CNY");
  EXPECT_THAT(
      series("2022年至2024年，收入由0.73亿元增至2.86亿元，三年亏损依次为5.02亿元、4.38亿元、"
             "3.55亿元。"),
      expected);
  EXPECT_THAT(
      series("2022年至2024年，收入由0.73亿元增至2.86亿元。\n\n亏损方面，三年间分别为5.02亿元、"
             "4.38亿元及3.55亿元。"),
      expected);
  // A sum is none of them.
  EXPECT_THAT(series("2022年至2024年，收入由0.73亿元增至2.86亿元，三年亏损合计12.95亿元。"),
              ElementsAre("revenue FY2022=73000000 CNY", "revenue FY2024=286000000 CNY"));
}

TEST(Series, MetricsThatShareTheirValues) {
  const auto expected = ElementsAre("revenue 6M2025=1280000000 CNY", "profit 6M2025=121000000 CNY");
  EXPECT_THAT(series("今年上半年，收入及净利润分别为12.8亿元及1.21亿元。"), expected);
  EXPECT_THAT(series("In the first half of 2025, revenue and net profit were RMB1.28 billion and "
                     "RMB121 million, respectively.",
                     "en"),
              expected);
}

TEST(Series, ValuesInFrontOfTheirMetric) {
  EXPECT_THAT(
      series("In 2024 it generated RMB4.5 billion in revenue and RMB321 million in profit.", "en"),
      ElementsAre("revenue FY2024=4500000000 CNY", "profit FY2024=321000000 CNY"));
  EXPECT_THAT(series("7.18亿元、6.44亿元、7.49亿元——这是公司2022年、2023年及2024年的净亏损。"),
              ElementsAre("net_loss FY2022=718000000 CNY", "net_loss FY2023=644000000 CNY",
                          "net_loss FY2024=749000000 CNY"));
}

TEST(Series, LossesThatTurn) {
  EXPECT_THAT(
      series("In 2025 it turned a loss of US$8.8 million into a profit of US$17.4 million.", "en"),
      ElementsAre("net_loss FY2024=8800000 USD", "profit FY2025=17400000 USD"));
  EXPECT_THAT(series("公司由2023年净亏损1.2亿元，转为2024年净利润5,320万元。"),
              ElementsAre("net_loss FY2023=120000000 CNY", "profit FY2024=53200000 CNY"));
}

TEST(Series, ChangesRatesAndConversionsAreNoLevels) {
  EXPECT_THAT(series("2024年收入增加了2,000万元，同比增长12%，年复合增长率为34%。"), IsEmpty());
  EXPECT_THAT(series("2024年毛利率上升1.2个百分点至32.1%。"),
              ElementsAre("gross_margin FY2024=32.1 %"));
  EXPECT_THAT(series("Revenue in 2024 was 3.2 billion yuan (about US$450 million).", "en"),
              ElementsAre("revenue FY2024=3200000000 CNY"));
}

TEST(Series, BusinessesForecastsCustomersAndSumsAreNone) {
  for (const char* text :
       {"2024年，来自海外的收入为8亿元。", "其中，智能手表收入为3.2亿元。",
        "2024年，广告收入为2亿元。", "公司预计2025年净亏损为5亿元。",
        "2024年前五大客户贡献收入3亿元。", "三年累计亏损23亿元。", "一手账面亏损1,040港元。"})
    EXPECT_THAT(series(text), IsEmpty()) << text;
  for (const char* text : {"Revenue from the cloud business was RMB3 million in 2024.",
                           "Analysts expect revenue of RMB5 billion in 2026.",
                           "Its losses came to RMB2.3 billion over the past three years."})
    EXPECT_THAT(series(text, "en"), IsEmpty()) << text;
}

TEST(Series, BalancesAreOfADay) {
  EXPECT_THAT(series("截至2023年及2024年12月31日，现金及现金等价物分别为1.2亿元及3.4亿元。"),
              ElementsAre("cash at 2023-12-31=120000000 CNY", "cash at 2024-12-31=340000000 CNY"));
  EXPECT_THAT(series("It had cash of US$40 million as of 31 March 2025.", "en"),
              ElementsAre("cash at 2025-03-31=40000000 USD"));
  EXPECT_THAT(series("公司持有现金1.2亿元。"), IsEmpty()) << "of no day";
}

TEST(Series, CurrenciesToldOnce) {
  EXPECT_THAT(series("2023年收入為3.1億(人民幣，下同)。2024年收入為2.8億。", "zh-Hant"),
              ElementsAre("revenue FY2023=310000000 CNY", "revenue FY2024=280000000 CNY"));
  EXPECT_THAT(series("2024年營業額5.8億元。以上金額均為港元。", "zh-Hant"),
              ElementsAre("revenue FY2024=580000000 HKD"));
}

TEST(Series, RowsBelowAHeader) {
  const auto expected =
      ElementsAre("revenue FY2022=1200000000 CNY", "revenue FY2023=1500000000 CNY",
                  "profit FY2022=-12300000 CNY", "profit FY2023=45000000 CNY");
  EXPECT_THAT(
      series("(RMB million) | 2022 | 2023\n\nRevenue | 1,200 | 1,500\n\nNet profit | (12.3) | 45",
             "en"),
      expected);
  EXPECT_THAT(series("（单位：人民币百万元）\n\n项目　2022年　2023年\n\n收入　1,200　1,"
                     "500\n\n净利润　-12.3　45"),
              expected);
}

TEST(Series, EnglishComparisonsKeepEachValuesTime) {
  // A conversion stands between a value and its year.
  EXPECT_THAT(series("Sales rose to 620 million yuan ($86 million) in 2024 from 410 million yuan "
                     "in 2023 and 300 million yuan in 2022.",
                     "en"),
              ElementsAre("revenue FY2024=620000000 CNY", "revenue FY2023=410000000 CNY",
                          "revenue FY2022=300000000 CNY"));
  EXPECT_THAT(
      series("Revenue was Rmb4bn in 2024, after a slump in Europe, and Rmb5bn in 2023.", "en"),
      ElementsAre("revenue FY2024=4000000000 CNY", "revenue FY2023=5000000000 CNY"));
  EXPECT_THAT(
      series("It had revenue of RM9m in 2023 (2022: RM8m) and a profit of RM2m (2022: RM1m).",
             "en"),
      ElementsAre("revenue FY2023=9000000 MYR", "revenue FY2022=8000000 MYR",
                  "profit FY2023=2000000 MYR", "profit FY2022=1000000 MYR"));
  EXPECT_THAT(series("Net loss for the six months ended 30 June 2025 was S$6m (2024: S$7m).", "en"),
              ElementsAre("net_loss 6M2025=6000000 SGD", "net_loss 6M2024=7000000 SGD"));
  EXPECT_THAT(
      series("Revenue for 2024 was HK$70m and profit HK$9m, versus HK$60m and HK$8m for 2023.",
             "en"),
      ElementsAre("revenue FY2024=70000000 HKD", "profit FY2024=9000000 HKD",
                  "profit FY2023=8000000 HKD", "revenue FY2023=60000000 HKD"));
  EXPECT_THAT(series("It earned HK$41m in the year to March, a tenth more than the year before, on "
                     "revenue of HK$506m.",
                     "en"),
              ElementsAre("profit FY2025=41000000 HKD", "revenue FY2025=506000000 HKD"));
  EXPECT_THAT(series("It swung to a loss of US$12m in 2024 from a profit of US$21m in 2023, on "
                     "revenue of US$58m and US$61m respectively.",
                     "en"),
              ElementsAre("net_loss FY2024=12000000 USD", "profit FY2023=21000000 USD",
                          "revenue FY2024=58000000 USD", "revenue FY2023=61000000 USD"));
  EXPECT_THAT(
      series("Revenue tripled to 1.5 billion yuan in 2024 from 0.5 billion yuan in 2022. In "
             "2023 it was 0.9 billion yuan.",
             "en"),
      ElementsAre("revenue FY2024=1500000000 CNY", "revenue FY2022=500000000 CNY",
                  "revenue FY2023=900000000 CNY"));
}

TEST(Series, LinesOfAListGoOn) {
  EXPECT_THAT(
      series("- Revenue: RMB3 million and RMB4 million in 2023 and 2024\n\n- Net profit: RMB1 "
             "million and RMB2 million",
             "en"),
      ElementsAre("revenue FY2023=3000000 CNY", "revenue FY2024=4000000 CNY",
                  "profit FY2023=1000000 CNY", "profit FY2024=2000000 CNY"));
  EXPECT_THAT(series("In 2024 margins fell: the gross margin slipped to 31% from 35%.", "en"),
              ElementsAre("gross_margin FY2024=31 %", "gross_margin FY2023=35 %"));
}

TEST(Series, EnglishEndsOfYearsAndLosing) {
  EXPECT_THAT(series("Cash was RMB3 million and RMB2 million at the end of 2023 and 2024.", "en"),
              ElementsAre("cash at 2023-12-31=3000000 CNY", "cash at 2024-12-31=2000000 CNY"));
  EXPECT_THAT(
      series("It is no money-spinner, losing RMB3 million in 2023 and RMB2 million in 2024.", "en"),
      ElementsAre("net_loss FY2023=3000000 CNY", "net_loss FY2024=2000000 CNY"));
  EXPECT_THAT(series("It made RMB3 billion in revenue in 2024.", "en"),
              ElementsAre("revenue FY2024=3000000000 CNY"));
}

TEST(Series, WhoseValuesTheyAre) {
  for (const char* text : {"Its largest customer, Haier, had revenue of RMB280 billion in 2024.",
                           "Each store brought in revenue of RMB3 million in 2024.",
                           "It aims at revenue of HK$5 billion in 2027."})
    EXPECT_THAT(series(text, "en"), IsEmpty()) << text;
  EXPECT_THAT(series("Marketing took 12.1% of revenue, or RMB120 million, in 2024.", "en"),
              IsEmpty());
  EXPECT_THAT(
      series("Revenue was RMB2 billion in 2024, of which 38% came from abroad, and net profit "
             "RMB310 million.",
             "en"),
      ElementsAre("revenue FY2024=2000000000 CNY", "profit FY2024=310000000 CNY"));
  EXPECT_THAT(
      series("Profit attributable to owners of the parent was RMB645 million in 2024.", "en"),
      ElementsAre("profit FY2024=645000000 CNY"));
}

TEST(Series, WarningsOfMismatchAndOfUnits) {
  EXPECT_THAT(warnings("2022年、2023年及2024年收入分别为1亿元、2亿元、3亿元及4亿元。"),
              ElementsAre("values-do-not-match-periods"));
  EXPECT_THAT(warnings("2022年、2023年及2024年收入分别为12.6亿元、15.9亿元及193万元。"),
              ElementsAre("unit-jump"));
  EXPECT_THAT(warnings("2022年、2023年及2024年收入分别为1亿元、2亿元及3亿元。"), IsEmpty());
}

TEST(Series, TheFirstTellingStaysAndTheMoreExactOne) {
  EXPECT_THAT(series("2024年收入约5.6亿元。2024年收入为5.61亿元。2024年收入为3亿元。"),
              ElementsAre("revenue FY2024=561000000 CNY"));
}

TEST(Series, OddTextsHarmNothing) {
  std::string long_list = "收入分别为";
  for (int i = 0; i < 2000; ++i) long_list += "1亿元、";
  for (const std::string& text : {std::string(), long_list, std::string(9000, '('),
                                  std::string("收入收入收入亏损2022年2023年亿元"),
                                  "revenue " + std::string(9000, '1') + " million",
                                  std::string("| | | 2022 | 2023 |\n\n| | |")})
    EXPECT_THAT(series(text), IsEmpty());
}

TEST(Series, EnglishComparisons) {
  EXPECT_THAT(
      series("Revenue rose to 618 million yuan ($86.1 million) in 2024 from 447 million yuan "
             "in 2023 and 302 million yuan in 2022.",
             "en"),
      ElementsAre("revenue FY2024=618000000 CNY", "revenue FY2023=447000000 CNY",
                  "revenue FY2022=302000000 CNY"));
  EXPECT_THAT(
      series("Revenue for 2024 was S$27.9 million and net profit S$3.4 million, versus S$24.1 "
             "million and S$2.6 million for 2023.",
             "en"),
      ElementsAre("revenue FY2024=27900000 SGD", "profit FY2024=3400000 SGD",
                  "profit FY2023=2600000 SGD", "revenue FY2023=24100000 SGD"));
  EXPECT_THAT(series("It had revenue of RMB 107 million in 2024 (2023: RMB 93 million) and a net "
                     "profit of RMB 12 million (2023: RMB 9 million).",
                     "en"),
              ElementsAre("revenue FY2024=107000000 CNY", "revenue FY2023=93000000 CNY",
                          "profit FY2024=12000000 CNY", "profit FY2023=9000000 CNY"));
  EXPECT_THAT(
      series("Net profit for 2024 was 241 billion rupiah. In 2023 it was 188 billion rupiah.",
             "en"),
      ElementsAre("profit FY2024=241000000000 IDR", "profit FY2023=188000000000 IDR"));
}

TEST(Series, ComparisonsGoOnWithTheTimeOfTheFirst) {
  EXPECT_THAT(series("Revenue was RMB900 million in 2024, compared with RMB803 million in 2023; "
                     "gross margin came to 41.5 per cent.",
                     "en"),
              ElementsAre("revenue FY2024=900000000 CNY", "revenue FY2023=803000000 CNY",
                          "gross_margin FY2024=41.5 %"));
  EXPECT_THAT(
      series("For the first half of 2025 revenue was RMB512 million, against RMB430 million "
             "in the same period of 2024, and gross margin 39.1 per cent.",
             "en"),
      ElementsAre("revenue 6M2025=512000000 CNY", "revenue 6M2024=430000000 CNY",
                  "gross_margin 6M2025=39.1 %"));
  EXPECT_THAT(
      series("It swung to a net profit of RMB45 million in 2024 from a loss of RMB31 million "
             "in 2023; R&D spending was RMB99 million.",
             "en"),
      ElementsAre("profit FY2024=45000000 CNY", "net_loss FY2023=31000000 CNY",
                  "rnd_expense FY2024=99000000 CNY"));
  // "up from B" is of the year before.
  EXPECT_THAT(
      series("It posted a net profit of RMB61.2 million for the year ended June 30, 2025, up "
             "from RMB47.5 million.",
             "en"),
      ElementsAre("profit FY2025=61200000 CNY", "profit FY2024=47500000 CNY"));
}

TEST(Series, ProfitsOnSales) {
  EXPECT_THAT(series("It had a loss of $12m on sales of $310m in 2024.", "en"),
              ElementsAre("net_loss FY2024=12000000 USD", "revenue FY2024=310000000 USD"));
  EXPECT_THAT(series("It made a net profit of RMB45 million on revenue of RMB901 million in 2024, "
                     "against a profit of RMB31 million on revenue of RMB702 million in 2023.",
                     "en"),
              ElementsAre("profit FY2024=45000000 CNY", "revenue FY2024=901000000 CNY",
                          "profit FY2023=31000000 CNY", "revenue FY2023=702000000 CNY"));
  EXPECT_THAT(series("In 2024 it earned RMB45 million on sales of RMB901 million, compared with "
                     "RMB31 million on sales of RMB702 million a year earlier.",
                     "en"),
              ElementsAre("profit FY2024=45000000 CNY", "profit FY2023=31000000 CNY",
                          "revenue FY2024=901000000 CNY", "revenue FY2023=702000000 CNY"));
  EXPECT_THAT(series("It lost RMB45 million on revenue of RMB901 million in 2024, compared with a "
                     "loss of RMB31 million on revenue of RMB702 million a year earlier.",
                     "en"),
              ElementsAre("net_loss FY2024=45000000 CNY", "revenue FY2024=901000000 CNY",
                          "net_loss FY2023=31000000 CNY", "revenue FY2023=702000000 CNY"));
}

TEST(Series, YearsSpokenOf) {
  EXPECT_THAT(series("Profit grew to RMB436 million in 2024. It was RMB371 million in 2023 and "
                     "RMB290 million in 2022.",
                     "en"),
              ElementsAre("profit FY2024=436000000 CNY", "profit FY2023=371000000 CNY",
                          "profit FY2022=290000000 CNY"));
  EXPECT_THAT(series("It swung to a profit of RMB22 million in the six months to June 2025 from a "
                     "loss of RMB48 million.",
                     "en"),
              ElementsAre("profit 6M2025=22000000 CNY", "net_loss 6M2024=48000000 CNY"));
  EXPECT_THAT(series("Profit was RMB143 million in 2024, when revenue was RMB806 million; a year "
                     "before, the two had been RMB128 million and RMB751 million.",
                     "en"),
              ElementsAre("profit FY2024=143000000 CNY", "revenue FY2024=806000000 CNY",
                          "revenue FY2023=751000000 CNY", "profit FY2023=128000000 CNY"));
  EXPECT_THAT(series("Revenue was RMB4m / RMB6m / RMB7m in 2022 / 2023 / 2024.", "en"),
              ElementsAre("revenue FY2022=4000000 CNY", "revenue FY2023=6000000 CNY",
                          "revenue FY2024=7000000 CNY"));
  EXPECT_THAT(series("公司过去三年收入为36亿元、48亿元及61亿元。"),
              ElementsAre("revenue FY2022=3600000000 CNY", "revenue FY2023=4800000000 CNY",
                          "revenue FY2024=6100000000 CNY"));
  EXPECT_THAT(series("净利润由2022年的1.3亿元回落到2023年的1.1亿元，2024年重回1.5亿元。"),
              ElementsAre("profit FY2022=130000000 CNY", "profit FY2023=110000000 CNY",
                          "profit FY2024=150000000 CNY"));
  EXPECT_THAT(series("Revenue was RMB5 million in 2024. It closed out the year with RMB3 million "
                     "in cash.",
                     "en"),
              ElementsAre("revenue FY2024=5000000 CNY", "cash at 2024-12-31=3000000 CNY"));
}

TEST(Series, VerbsOfMakingMoney) {
  EXPECT_THAT(series("2024年多赚34%至6,620万元，少赚3亿元者亦有。"),
              ElementsAre("profit FY2024=66200000 CNY"));
  EXPECT_THAT(
      series("Payments jumped 46% to $38 billion in 2024. Revenue rose 31% to $2 billion.", "en"),
      ElementsAre("revenue FY2024=2000000000 USD"));
  EXPECT_THAT(
      series("In the year to March it cleared HK$33 million on turnover of HK$702 million.", "en"),
      ElementsAre("profit FY2025=33000000 HKD", "revenue FY2025=702000000 HKD"));
  EXPECT_THAT(series("It made an advance of HK$33 million in 2024.", "en"), IsEmpty());
  EXPECT_THAT(series("In 2024 it mined 3.4 million tonnes of coal.", "en"),
              ElementsAre("production FY2024=3400000 tons"));
  EXPECT_THAT(series("Six in every 10 yuan of its sales are earned abroad.", "en"), IsEmpty());
  EXPECT_THAT(series("以一手計，帳面賺3,045元。", "zh-Hant"), IsEmpty());
}

TEST(Series, MoneyOfATraditionalText) {
  EXPECT_THAT(series("2024年度溢利倒退5.5%至7,330萬元。", "zh-Hant"),
              ElementsAre("profit FY2024=73300000 HKD"));
  // Where another money is named, nothing tells.
  EXPECT_THAT(series("2024年度溢利7,330萬元，以人民幣列賬的另計。", "zh-Hant"),
              ElementsAre("profit FY2024=73300000 -"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
