// The chapter on the parties involved: roles, their names and addresses.
#include "tests/parser/pdf_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kChapter =
    "DIRECTORS AND PARTIES INVOLVED IN THE GLOBAL OFFERING\n\nDIRECTORS\n\nName\n\n"
    "Mr. Example Person\n\n1 Some Road\nShenzhen, PRC\n\nPARTIES INVOLVED IN THE GLOBAL "
    "OFFERING\n\n"
    "Joint Sponsors\n(in alphabetical order)\n\n"
    "China International Capital Corporation\nHong Kong Securities Limited\n"
    "29/F, One International Finance Centre\n1 Harbour View Street\nCentral\nHong Kong\n"
    "CLSA Limited\n18/F, CITIC Tower\nHong Kong\n\n"
    "Sponsor-Overall Coordinators\n\n"
    "China International Capital Corporation\nHong Kong Securities Limited\n29/F, One "
    "International Finance Centre\nHong Kong\n\n"
    "Overall Coordinators, Joint\nGlobal Coordinators and Joint\nBookrunners\n\n"
    "Unheard Of Brokers Limited\nLevel 3, Citigroup Tower\nKowloon\nHong Kong\n"
    "\fDIRECTORS AND PARTIES INVOLVED IN THE GLOBAL OFFERING\n\n"
    "Joint Lead Managers\n\nFutu Securities International\n(Hong Kong) Limited\nUnit C1-2, 13/F\n\n"
    "Capital Market Intermediaries\n\nABCI Securities Company Limited\n\n"
    "Legal advisers to the Joint Sponsors and the\nUnderwriters\n\nAs to Hong Kong law\nSomebody "
    "LLP\n10/F Example House\n\n"
    "Auditor and Reporting Accountants\n\nNumbers & Co. Limited\n\n"
    "Compliance Adviser\n\nSomerley Capital Limited\n\n"
    "Industry Consultant\n\nExample Research Limited\n\n"
    "CORPORATE INFORMATION\n\nSponsor\n\nAltus Capital Limited\n";

TEST(PdfParties, RolesAndNamesOfTheChapter) {
  const PdfFacts facts = read_paper(kChapter);
  EXPECT_EQ(facts.kind, OfficialDocumentKind::prospectus);
  EXPECT_THAT(
      appointments(facts),
      ElementsAre(
          "joint_sponsor|China International Capital Corporation Hong Kong Securities Limited|CICC",
          "joint_sponsor|CLSA Limited|CLSA (CITIC CLSA)",
          "sponsor_overall_coordinator|China International Capital Corporation Hong Kong "
          "Securities "
          "Limited|CICC",
          "overall_coordinator|Unheard Of Brokers Limited|-",
          "global_coordinator|Unheard Of Brokers Limited|-",
          "bookrunner|Unheard Of Brokers Limited|-",
          "lead_manager|Futu Securities International (Hong Kong) Limited|Futu Securities",
          "other|ABCI Securities Company Limited|ABC International"));
  EXPECT_EQ(facts.appointments[1].evidence.quote.find("Joint Sponsors"), 0u);
}

TEST(PdfParties, HeadingAndNameGluedTogether) {
  EXPECT_THAT(appointments(read_paper(
                  "PARTIES INVOLVED IN THE GLOBAL OFFERING\n\n"
                  "Sole SponsorGuotai Junan Capital Limited\n27/F, Low Block\n\n"
                  "Overall Coordinator China Everbright Securities (HK)\nLimited\n12/F\n")),
              ElementsAre("sole_sponsor|Guotai Junan Capital Limited|Guotai Junan International",
                          "overall_coordinator|China Everbright Securities (HK) Limited|China "
                          "Everbright"));
  EXPECT_THAT(
      appointments(read_paper("董事及參與全球發售的各方\n\n聯席保薦人華泰金融控股（香港）有限公司\n"
                              "香港皇后大道中99號\n中信證券（香港）有限公司\n香港金鐘\n")),
      ElementsAre("joint_sponsor|華泰金融控股（香港）有限公司|Huatai International",
                  "joint_sponsor|中信證券（香港）有限公司|CITIC Securities"));
}

TEST(PdfParties, ChineseChapterWithNotesAndAdvisers) {
  const PdfFacts facts = read_paper(
      "參與全球發售的各方\n\n聯席保薦人\n（按英文首字母排序）\n\n中國國際金融香港證券\n有限公司\n香"
      "港中環\n"
      "港景街1號\n國際金融中心一期29樓\n\n招商證券（香港）有限公司\n香港中環\n\n保薦人兼整體協調人"
      "\n\n"
      "招商證券（香港）有限公司\n香港中環\n\n整體協調人、聯席全球協調人、\n聯席賬簿管理人及聯席牽頭"
      "經辦人\n\n"
      "中銀國際亞洲有限公司\n香港花園道1號\n\n聯席保薦人及包銷商的\n法律顧問\n\n某某律師事務所有限"
      "公司\n\n"
      "合規顧問\n\n新百利融資有限公司\n\n申報會計師\n\n某某會計師事務所有限公司\n");
  EXPECT_THAT(appointments(facts),
              ElementsAre("joint_sponsor|中國國際金融香港證券有限公司|CICC",
                          "joint_sponsor|招商證券（香港）有限公司|China Merchants Securities (HK)",
                          "sponsor_overall_coordinator|招商證券（香港）有限公司|China Merchants "
                          "Securities (HK)",
                          "overall_coordinator|中銀國際亞洲有限公司|BOC International",
                          "global_coordinator|中銀國際亞洲有限公司|BOC International",
                          "bookrunner|中銀國際亞洲有限公司|BOC International",
                          "lead_manager|中銀國際亞洲有限公司|BOC International"));
}

TEST(PdfParties, WordsThatLookLikeAHeading) {
  EXPECT_THAT(appointments(read_paper("PARTIES INVOLVED IN THE GLOBAL OFFERING\n\n"
                                      "Sponsors, and (ii) the other Joint Bookrunners\n"
                                      "Altus Capital Limited\n\n"
                                      "(other than the Sponsors)\nRed Sun Capital Limited\n\n"
                                      "Sole Sponsor\nHalcyon Capital Limited\n")),
              ElementsAre("sole_sponsor|Halcyon Capital Limited|Halcyon Capital"));
}

TEST(PdfParties, RedactedNamesAreNoSponsors) {
  const PdfFacts facts = read_paper(
      "PARTIES INVOLVED IN THE [REDACTED]\n\nSole Sponsor\n\nGuotai Junan Capital Limited\n27/F\n\n"
      "[REDACTED], [REDACTED]\nand [REDACTED]\n\n[REDACTED]\n\nOverall "
      "Coordinators\n\n[REDACTED]\n");
  EXPECT_EQ(facts.kind, std::nullopt) << "an application proof or a PHIP: it does not say which";
  EXPECT_THAT(appointments(facts),
              ElementsAre("sole_sponsor|Guotai Junan Capital Limited|Guotai Junan International"));
  EXPECT_THAT(warnings(facts), Contains(HasSubstr("redacted")));
  EXPECT_THAT(read_paper("參與[編纂]的各方\n\n獨家保薦人\n\n[編纂]\n").appointments, IsEmpty());
}

TEST(PdfParties, KindsByTheirTitles) {
  EXPECT_EQ(
      read_paper("Post Hearing Information Pack of\n\nBright Harbour Holdings Limited\n").kind,
      OfficialDocumentKind::phip);
  EXPECT_EQ(read_paper("Application Proof of\n\nBright Harbour Holdings Limited\n").kind,
            OfficialDocumentKind::application_proof);
  EXPECT_EQ(read_paper("聆訊後資料集\n\n明灣控股有限公司\n").kind, OfficialDocumentKind::phip);
  EXPECT_EQ(read_paper("A letter about parties involved in nothing.\n").kind, std::nullopt);
  EXPECT_EQ(read_paper("RIGHTS ISSUE OF SHARES\n\nThe underwriter is CLSA Limited.\n").kind,
            std::nullopt);
}

TEST(PdfParties, TheTableOfContentsIsNoChapter) {
  const std::string contents =
      "CONTENTS\n\nDirectors and Parties Involved in the Global Offering . . "
      ". 85\nCorporate Information . . . 91\n\f";
  EXPECT_THAT(appointments(read_paper(contents + kChapter)),
              Contains("joint_sponsor|CLSA Limited|CLSA (CITIC CLSA)"));
  EXPECT_THAT(appointments(read_paper(contents + kChapter)), Not(Contains(HasSubstr("Altus"))));
  EXPECT_THAT(read_paper(contents).appointments, IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser
