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

}  // namespace
}  // namespace gongwatch::parser::facts
