// Stories about one company that name others beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::UnorderedElementsAre;

// "name|stage|event date", "(…)" for history.
std::vector<std::string> told(std::string_view title, std::string_view text,
                              std::string_view language) {
  std::vector<std::string> all;
  for (const Event& event : read_facts(title, text, language, make_date(2025, 11, 10)).events) {
    const std::string one = event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
                            (event.event_date ? to_iso(*event.event_date) : "-");
    all.push_back(event.history ? "(" + one + ")" : one);
  }
  return all;
}

TEST(FactsProtagonist, TheCompanyIsWhomTheStoryIsAboutNotWhoWasNamedLast) {
  EXPECT_THAT(
      told("Corvid Lamps files for Hong Kong IPO",
           "Corvid Lamps filed for a main board listing in Hong Kong on November 7, with CICC as "
           "sole sponsor.\n\n"
           "Corvid Lamps sells desk lamps in 40 countries. Rowanlight Group Co., Ltd. "
           "(\"Rowanlight\") of Ningbo sells more. Rowanlight has 900 shops.\n\n"
           "The company first filed in Hong Kong on March 3, 2025, and that application lapsed on "
           "September 3.",
           "en"),
      UnorderedElementsAre("Corvid Lamps|refiled|2025-11-07", "(Corvid Lamps|filed|2025-03-03)",
                           "(Corvid Lamps|lapsed|2025-09-03)"));
}

TEST(FactsProtagonist, ADigestHasNone) {
  EXPECT_THAT(
      told(
          "IPO round-up",
          "Corvid Lamps filed for a main board listing in Hong Kong on November 5.\n\n"
          "Rowanlight Group passed its listing hearing on the Hong Kong exchange on November 6.\n\n"
          "Selkie Foods withdrew its Hong Kong listing application on November 7.",
          "en"),
      UnorderedElementsAre("Corvid Lamps|filed|2025-11-05", "Rowanlight Group|hearing|2025-11-06",
                           "Selkie Foods|withdrawn|2025-11-07"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
