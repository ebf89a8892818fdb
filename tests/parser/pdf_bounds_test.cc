// Bad input: bounded in time, every quote in its place, nothing invented.
#include <chrono>

#include "tests/parser/pdf_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string repeated(const std::string& words, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += words;
  return all;
}

// Linear readers need a fraction of this; a quadratic one would need hours.
void expect_soon(const std::string& text) {
  const auto begin = std::chrono::steady_clock::now();
  read_paper(text);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60))
      << text.substr(0, 60);
}

const std::string kTitle =
    "ANNOUNCEMENT OF ALLOTMENT RESULTS\ncontents of this announcement\n(the “Company”)\n";
const std::string kOverallCoordinator =
    "The Company has appointed CLSA Limited as its overall coordinator.\n";

TEST(PdfBounds, NothingIsReadOfNothing) {
  for (const std::string text : {"", "\n", "\f\f\f", " \t", "…", "\xFF\xFE", "(the “Company”)",
                                 "公司", "Limited", ":", "Stock code:", "香港，"}) {
    const PdfFacts facts = read_paper(text);
    EXPECT_EQ(facts.kind, std::nullopt) << text;
    EXPECT_THAT(facts.appointments, IsEmpty());
    EXPECT_THAT(facts.issuer_names, IsEmpty());
    EXPECT_THAT(facts.figures, IsEmpty());
    EXPECT_THAT(facts.days, IsEmpty());
  }
}

TEST(PdfBounds, TenMegabytesOfOneLine) {
  expect_soon(std::string(10u << 20, 'a'));
  expect_soon(std::string(10u << 20, '('));
  expect_soon(repeated("中", 10u << 20));
  expect_soon(kOverallCoordinator + repeated("CLSA Limited and ", 10u << 20));
  expect_soon(kTitle + repeated("Offer Price HK$ ", 10u << 20));
}

TEST(PdfBounds, FloodsOfWhatTheReadersLookFor) {
  constexpr std::size_t kSize = 1u << 18;
  for (const std::string words : {"CLSA Limited\n",
                                  "Sole Sponsor\nCLSA Limited\n",
                                  "CLSA Limited as its sole sponsor ",
                                  "appointed overall coordinator ",
                                  "里昂證券有限公司為整體協調人",
                                  "有限公司",
                                  "Hong Kong, 21 November 2025\n",
                                  "Price Determination Date 21 November 2025 ",
                                  "Dealings in the Shares commence 21 November 2025\n",
                                  "開始買賣",
                                  "21 November 2025 ",
                                  "截止辦理申請登記",
                                  "(the “Company”)\n",
                                  "Stock code:\n",
                                  "A B C D E F G H ",
                                  "A and B and C and D ",
                                  "[REDACTED] ",
                                  "Joint Sponsors\n",
                                  "(“x”)",
                                  "Offer Price ",
                                  "A\n\n"}) {
    expect_soon(repeated(words, kSize));
    expect_soon(kOverallCoordinator + repeated(words, kSize));
    expect_soon("PARTIES INVOLVED IN THE GLOBAL OFFERING\n" + repeated(words, kSize));
    expect_soon(kTitle + repeated(words, kSize));
  }
}

TEST(PdfBounds, InvalidBytesAndControlCharactersDoNoHarm) {
  const PdfFacts facts =
      read_paper("Bright Harbour\x01 Holdings\xFF Limited\n(the “Company”)\x02\n\n" +
                 std::string(1, '\0') + kOverallCoordinator);
  EXPECT_THAT(appointments(facts),
              ElementsAre("overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
  EXPECT_THAT(warnings(facts), Contains(HasSubstr("decode-errors: 2 byte sequences")));
}

TEST(PdfBounds, MarksOfDirectionAndInvisibleCharactersAreLookedThrough) {
  const PdfFacts facts = read_paper(
      "The Company has appointed \u202ECL\u200BSA Limited\u202C as its\r\nover\u00ADall "
      "coordinator.\r\n");
  ASSERT_EQ(facts.appointments.size(), 1u);
  EXPECT_EQ(facts.appointments[0].firm, "CLSA (CITIC CLSA)");
  EXPECT_EQ(facts.appointments[0].role, Role::overall_coordinator);
  read_paper(
      "مرحبا (the “Company”)\nشركة Limited\nשלום overall coordinator appointed שלום Limited\n");
}

TEST(PdfBounds, ATextWithoutALineEndIsReadToItsEnd) {
  EXPECT_THAT(
      appointments(read_paper("The Company has appointed CLSA Limited as its overall coordinator")),
      ElementsAre("overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
  EXPECT_THAT(days(read_paper("配發結果公告\n香港，2025年11月21日")),
              ElementsAre("allotted 2025-11-21"));
}

// Each prefix of a text is a text too.
TEST(PdfBounds, CutAnywhere) {
  const std::string text =
      "明灣起重機股份有限公司\n（「本公司」）\n（股份代號：2788）\n配發結果公告\n最終發售價：每股10"
      ".20港元\n"
      "本公司已委任里昂證券有限公司為整體協調人。CLSA Limited has ceased to act as sole sponsor.\n"
      "\f預期股份於二零二五年十一月二十四日開始買賣。\n香港，2025年11月21日\n";
  for (std::size_t size = 0; size <= text.size(); ++size) read_paper(text.substr(0, size));
  for (std::size_t begin = 0; begin < text.size(); ++begin) read_paper(text.substr(begin));
}

}  // namespace
}  // namespace gongwatch::parser
