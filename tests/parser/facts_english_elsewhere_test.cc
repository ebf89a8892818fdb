// English stories that speak in a listing's words of other markets and of products.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> told(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, "en", make_date(2025, 11, 10)).events)
    all.push_back(event.issuer.name + "|" + std::string(name_of(event.stage)));
  return all;
}

TEST(FactsEnglishElsewhere, StoryOfAnotherMarketIsOursNowhere) {
  EXPECT_THAT(told("Hong Kong-based broker Ngau Tau prices US offering at $4",
                   "Ngau Tau Financial, a Kowloon broker, sold 1.5 million shares in its initial "
                   "public offering on the Nasdaq Capital Market. The company filed its "
                   "registration statement last December."),
              IsEmpty());
  EXPECT_THAT(told("Chip tester Lumenwise passes review in Beijing",
                   "Lumenwise Semiconductor cleared the listing committee of the Beijing Stock "
                   "Exchange on Friday, the bourse said. A rival, Qinghe Test, withdrew its own "
                   "STAR application in June."),
              IsEmpty());
  EXPECT_THAT(told("Nasdaq-listed Parkway Freight files for Hong Kong listing",
                   "Parkway Freight has filed for a listing in Hong Kong. It has had a Nasdaq "
                   "listing since 2021."),
              ElementsAre("Parkway Freight|filed"));
}

TEST(FactsEnglishElsewhere, ProductHasNoDebutOnTheExchange) {
  EXPECT_THAT(told("Drama lifts stock",
                   "Shares of Hong Kong-listed Blue Lantern Pictures have climbed 12 per cent "
                   "since the film made its debut on October 31. \"We went through four hearings "
                   "with the censors,\" the director said."),
              IsEmpty());
  EXPECT_THAT(told("Game token climbs on first day",
                   "The token of game studio Pixelgate, PXG, listed on four crypto exchanges in "
                   "Hong Kong on Tuesday and closed 40% above its issue price."),
              IsEmpty());
  EXPECT_THAT(told("Electric van makes its debut, shares of maker jump",
                   "Hong Kong-listed Vantara Motors rose 9 per cent after its new electric van "
                   "debuted on 3 November at a show in Hong Kong."),
              IsEmpty());
  EXPECT_THAT(told("Vantara Motors rises on Hong Kong debut",
                   "Vantara Motors, the maker of the electric van Vanto, made its debut on the "
                   "main board on 3 November."),
              ElementsAre("Vantara Motors|listed"));
}

TEST(FactsEnglishElsewhere, AWordOfAHeadlineSilencesNoListing) {
  for (const char* title : {"Fine-chemicals maker Huaxing clears Hong Kong listing hearing",
                            "Huaxing Fine Chemicals clears Hong Kong listing hearing",
                            "Huaxing clears Hong Kong IPO hearing after takeover of rival"}) {
    EXPECT_THAT(told(title,
                     "Huaxing Fine Chemicals passed the listing hearing of the Hong Kong stock "
                     "exchange on Thursday."),
                ElementsAre("Huaxing Fine Chemicals|hearing"))
        << title;
  }
  EXPECT_THAT(told("Broker fined HK$5 million over its work as sponsor",
                   "Lam Fung Capital passed the file on after the hearing of an applicant at the "
                   "Hong Kong stock exchange."),
              IsEmpty());
}

TEST(FactsEnglishElsewhere, APersonsDebutIsNoListing) {
  for (const char* text : {"Eastern forward Lee made his Hong Kong debut on Sunday at Mong Kok.",
                           "Swimmer Chan made her Hong Kong debut on Sunday."}) {
    EXPECT_THAT(told("Young talent debuts", text), IsEmpty()) << text;
  }
  EXPECT_THAT(told("Theatre chain Starlight jumps on Hong Kong debut",
                   "Shares of Starlight Screens (2777.HK), which runs theatres, rose 12% to HK$5.6 "
                   "on Monday."),
              testing::SizeIs(1));
}

TEST(FactsEnglishElsewhere, TheExchangeIsHongKongsBesideAnotherListing) {
  EXPECT_THAT(told("Zephyr AI adds Hong Kong to its US listing",
                   "Zephyr AI filed a prospectus with Hong Kong's exchange on Friday."),
              ElementsAre("Zephyr AI|filed"));
  EXPECT_THAT(told("Najd Foods sets IPO price",
                   "Saudi Arabia's Najd Foods priced its initial public offering at 38 riyals a "
                   "share before its debut on Tadawul."),
              IsEmpty());
}

TEST(FactsEnglishElsewhere, TaiwansCodesHaveFourDigitsToo) {
  const auto han = [](std::string_view title, std::string_view text) {
    return read_facts(title, text, "zh-Hant", make_date(2025, 11, 10)).events.size();
  };
  EXPECT_EQ(han("晶宏光電上市首日飆漲",
                "晶宏光電（6999）今（10）日於台灣證券交易所掛牌上市，承銷價新台幣120元。"),
            0u);
  EXPECT_EQ(
      han("晶宏光電今日上櫃掛牌", "晶宏光電（6999）今日在櫃買中心掛牌，承銷價120元，首日收156元。"),
      0u);
  EXPECT_EQ(han("晶宏光電首日掛牌升三成", "晶宏光電（6999）今日於港交所主板掛牌，首日收156港元。"),
            1u);
}

}  // namespace
}  // namespace gongwatch::parser::facts
