// Rankings and figures, asserted by hand on texts of our own.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kNews =
    "Bright Harbour Cranes Limited (\"Bright Harbour\") has passed its listing hearing on the Main "
    "Board of the Hong Kong Stock Exchange.";
const std::string kHanNews = "明湾起重机集团有限公司(简称“明湾”)通过港交所主板上市聆讯。";

Facts read(const std::string& text, std::string_view language = "en") {
  return read_facts("", text, language, make_date(2025, 11, 10));
}

std::string or_dash(const std::optional<std::string>& value) { return value.value_or("-"); }

// "rank subject|region|metric|period|authority"
std::vector<std::string> rankings(const Facts& facts) {
  std::vector<std::string> all;
  for (const Ranking& r : facts.rankings) {
    const char* kind = r.rank_kind == RankKind::ordinal ? "#"
                       : r.rank_kind == RankKind::top_n ? "top "
                                                        : "top% ";
    all.push_back(fmt::format("{}{} {}|{}|{}|{}|{}", kind, r.rank, r.subject, or_dash(r.region),
                              or_dash(r.metric), or_dash(r.period), or_dash(r.authority)));
  }
  return all;
}

// "metric subject period=value currency/unit qualifier"
std::vector<std::string> figures(const Facts& facts) {
  std::vector<std::string> all;
  for (const Figure& f : facts.figures) {
    all.push_back(fmt::format("{} {} {}={:.0f} {} {}", f.metric, or_dash(f.subject),
                              or_dash(f.period), f.value,
                              f.currency ? *f.currency : or_dash(f.unit), or_dash(f.qualifier)));
  }
  return all;
}

TEST(Rankings, TheWholeTuple) {
  EXPECT_THAT(
      rankings(read(kNews + " According to Frost & Sullivan, in terms of revenue in 2024, the "
                            "company is the third largest harbour crane maker in Asia.")),
      ElementsAre("#3 harbour crane maker|Asia|revenue|2024|Frost & Sullivan"));
  EXPECT_THAT(
      rankings(read(
          kHanNews + "根据弗若斯特沙利文报告，按2024年收入计，公司是中国第三大港口起重机制造商。",
          "zh-Hans")),
      ElementsAre("#3 港口起重机制造商|中国|收入|2024|弗若斯特沙利文"));
}

TEST(Rankings, PercentagesAndLargest) {
  EXPECT_THAT(rankings(read(kNews + " Bright Harbour is among the top 5% of all crane makers in "
                                    "China by production in 2024.")),
              ElementsAre("top% 5 crane makers|China|production|2024|-"));
  EXPECT_THAT(
      rankings(
          read(kNews + " Bright Harbour is the largest crane maker in Asia by revenue in 2024.")),
      ElementsAre("#1 crane maker|Asia|revenue|2024|-"));
}

TEST(Rankings, SuperlativesAboutTheDealAreNone) {
  EXPECT_THAT(rankings(read(kNews + " It was the largest IPO of the year in Hong Kong.")),
              IsEmpty());
}

TEST(Rankings, AnotherNameWithTheSameClaimIsAnAlias) {
  const Facts facts = read(
      "According to CRU, based on production in 2024, Minwan Cranes is the 7th largest crane maker "
      "in China.\n\n" +
      kNews +
      " According to CRU, based on production in 2024, Bright Harbour is the 7th largest harbour "
      "crane producer in China.");
  ASSERT_EQ(facts.events.size(), 1u);
  EXPECT_THAT(facts.events[0].issuer.aliases, ElementsAre("Minwan Cranes"));
  EXPECT_THAT(rankings(facts), ElementsAre("#7 harbour crane producer|China|production|2024|CRU"));
}

TEST(Rankings, AnotherNameWithAnotherClaimIsNot) {
  const Facts facts = read(
      "According to CRU, based on production in 2024, Minwan Cranes is the 8th largest crane maker "
      "in China.\n\n" +
      kNews +
      " According to CRU, based on production in 2024, Bright Harbour is the 7th largest harbour "
      "crane producer in China.");
  EXPECT_THAT(facts.events.at(0).issuer.aliases, IsEmpty());
}

TEST(Rankings, TheSameRankAmongOtherThingsIsNoAlias) {
  const Facts facts = read(
      "According to CRU, based on production in 2024, Alpha Foods is the third largest dumpling "
      "producer in China.\n\n" +
      kNews +
      " According to CRU, based on production in 2024, Bright Harbour is the third largest noodle "
      "producer in China.");
  EXPECT_THAT(facts.events.at(0).issuer.aliases, IsEmpty());
}

TEST(Figures, GroupedListsArePairedWithTheirPeriods) {
  EXPECT_THAT(
      figures(read(kNews + " In 2022, 2023 and for the six months ended June 30, 2024, Bright "
                           "Harbour recorded revenues of HK$1.5 billion, HK$1.62 billion and "
                           "HK$0.9 billion respectively; during the same periods, its losses were "
                           "approximately HK$20 million, HK$10 million and HK$5 million.")),
      ElementsAre("revenue - FY2022=1500000000 HKD -", "revenue - FY2023=1620000000 HKD -",
                  "revenue - 6M2024=900000000 HKD -",
                  "net_loss - FY2022=20000000 HKD approximately",
                  "net_loss - FY2023=10000000 HKD approximately",
                  "net_loss - 6M2024=5000000 HKD approximately"));
}

TEST(Figures, ChineseListsShareTheirUnit) {
  EXPECT_THAT(
      figures(read(
          kHanNews + "2022年、2023年及2025年前五个月，公司收入分别为13.5亿元、14亿元及7.2亿元。",
          "zh-Hans")),
      ElementsAre("revenue - FY2022=1350000000 CNY -", "revenue - FY2023=1400000000 CNY -",
                  "revenue - 5M2025=720000000 CNY -"));
}

TEST(Figures, BareNumbersTakeTheUnitOfTheLastOne) {
  EXPECT_THAT(
      figures(read(
          kNews +
          " Its revenue in 2022, 2023 and 2024 was 1.5, 1.6 and 1.75 billion yuan respectively.")),
      ElementsAre("revenue - FY2022=1500000000 CNY -", "revenue - FY2023=1600000000 CNY -",
                  "revenue - FY2024=1750000000 CNY -"));
}

TEST(Figures, ValuesThatDoNotMatchTheirPeriodsAreNotPaired) {
  const Facts facts = read(kNews +
                           " In 2022, 2023 and 2024, Bright Harbour's crane production was 10 "
                           "tons, 20 tons, 30 tons and 40 tons respectively.");
  EXPECT_THAT(facts.figures, IsEmpty());
  ASSERT_EQ(facts.warnings.size(), 1u);
  EXPECT_EQ(facts.warnings[0].code, "values-do-not-match-periods");
  EXPECT_THAT(facts.warnings[0].message, ::testing::HasSubstr("4 values for 3 periods"));
}

TEST(Figures, CapacitiesWithStateSubjectAndDay) {
  EXPECT_THAT(
      figures(read(kNews + "\n\nAs of November 6, 2025, Bright Harbour has a designed capacity of "
                           "788.1 thousand tons/year for steel beams and 20 thousand tons/year "
                           "for cables. As of the same date, the company has been approved for an "
                           "annual capacity of 900 thousand tons of anchors, with 400 thousand "
                           "tons of related production lines in operation.")),
      ElementsAre("designed_capacity steel beams at 2025-11-06=788100 tons/year -",
                  "designed_capacity cables at 2025-11-06=20000 tons/year -",
                  "approved_capacity anchors at 2025-11-06=900000 tons/year -",
                  "operating_capacity anchors at 2025-11-06=400000 tons/year -"));
}

TEST(Figures, TheIndustrysNumbersAreNotTheIssuers) {
  EXPECT_THAT(
      figures(read(kNews +
                   "\n\nGlobal demand for cranes will exceed 1 million tons, and the ministry caps "
                   "the annual production capacity of the industry at around 45 "
                   "million tons.")),
      IsEmpty());
}

TEST(Evidence, DelimitsItsQuote) {
  const std::string text = kHanNews +
                           "根据ＣＲＵ报告，按2024年收入计，公司是中国第三大港口起重机制造商。\n\n2"
                           "024年，公司收入为１３.5亿元。";
  const Facts facts = read(text, "zh-Hans");
  const auto check = [&](const Evidence& evidence) {
    EXPECT_EQ(text.substr(evidence.begin, evidence.end - evidence.begin), evidence.quote);
  };
  ASSERT_FALSE(facts.events.empty());
  ASSERT_FALSE(facts.rankings.empty());
  ASSERT_FALSE(facts.figures.empty());
  for (const Event& event : facts.events) check(event.evidence);
  for (const Ranking& ranking : facts.rankings) check(ranking.evidence);
  for (const Figure& figure : facts.figures) check(figure.evidence);
}

TEST(Facts, OddTextsHarmNothing) {
  std::string digits(20000, '7');
  std::string brackets(20000, '(');
  for (const std::string& text :
       {std::string(), digits, brackets, kNews + " revenue of RMB " + digits,
        std::string("\xEF\xBF\xBD\xEF\xBF\xBD"),
        std::string("year 0 and 9999年99月99日 ") + kHanNews}) {
    const Facts facts = read_facts(text.substr(0, 100), text, "en", std::nullopt);
    for (const Figure& figure : facts.figures) EXPECT_FALSE(figure.evidence.quote.empty());
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
