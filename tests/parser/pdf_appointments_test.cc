// Overall coordinator announcements: who is appointed as what.
#include "tests/parser/pdf_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kEnglishHead =
    "The Stock Exchange of Hong Kong Limited and the Securities and Futures Commission take no\n"
    "responsibility for the contents of this announcement.\n\n"
    "WARNING\n\n"
    "The Company, its sponsors, overall coordinators, advisers or members of the underwriting\n"
    "syndicate owe nobody anything because of this announcement.\n\n"
    "Bright Harbour Cranes Co., Ltd.\n"
    "明灣起重機股份有限公司\n"
    "(the “Company”)\n"
    "(A joint stock company incorporated in the People’s Republic of China with limited "
    "liability)\n\n"
    "OVERALL COORDINATOR ANNOUNCEMENT\n"
    "APPOINTMENT OF OVERALL COORDINATORS\n\n";
const std::string kEnglishTail =
    "\n\nBy order of the Board\nBright Harbour Cranes Co., Ltd.\nMs. Example\nChairlady\n\n"
    "Hong Kong, 17 October 2025\n\f";

const std::string kChineseHead =
    "香港聯合交易所有限公司及證券及期貨事務監察委員會對本公告的內容概不負責。\n\n警告\n\n"
    "本公司、其保薦人、整體協調人、顧問或包銷團成員概不因本公告而對任何人負有責任。\n\n"
    "Bright Harbour Cranes Co., Ltd.\n明灣起重機股份有限公司\n（「本公司」）\n"
    "（於中華人民共和國註冊成立的股份有限公司）\n\n整體協調人公告－委任\n\n";
const std::string kChineseTail =
    "\n\n承董事會命\n明灣起重機股份有限公司\n\n香港，2025年10月17日\n\f";

PdfFacts english(const std::string& body) { return read_paper(kEnglishHead + body + kEnglishTail); }
PdfFacts chinese(const std::string& body) { return read_paper(kChineseHead + body + kChineseTail); }

TEST(PdfAppointments, KindLanguageAndIssuerOfAnAnnouncement) {
  const PdfFacts facts =
      english("The Company has appointed CLSA Limited as its overall coordinator.");
  EXPECT_EQ(facts.kind, OfficialDocumentKind::oc_announcement);
  EXPECT_EQ(facts.language, "en");
  EXPECT_THAT(issuers(facts),
              ElementsAre("Bright Harbour Cranes Co., Ltd.", "明灣起重機股份有限公司"));
  EXPECT_THAT(facts.days, IsEmpty());
  const PdfFacts other = chinese("本公司已委任里昂證券有限公司擔任整體協調人。");
  EXPECT_EQ(other.kind, OfficialDocumentKind::oc_announcement);
  EXPECT_EQ(other.language, "zh-Hant");
  EXPECT_THAT(issuers(other),
              ElementsAre("Bright Harbour Cranes Co., Ltd.", "明灣起重機股份有限公司"));
}

TEST(PdfAppointments, TheIssuersNameMayBeBrokenOrStandInASentence) {
  EXPECT_THAT(
      issuers(read_paper("WARNING\n\nBright Harbour Crane Technology\n(Shenzhen) Company Limited\n"
                         "明灣起重機科技（深圳）\n有限公司\n(the “Company”)\n\n"
                         "The Company has appointed CLSA Limited as its overall coordinator.\n")),
      ElementsAre("Bright Harbour Crane Technology (Shenzhen) Company Limited",
                  "明灣起重機科技（深圳）有限公司"));
  EXPECT_THAT(
      issuers(read_paper("Announcement\n\nThe board of Bright Harbour Holdings Limited (the "
                         "“Company”) announces that it\nhas appointed CLSA Limited as its overall "
                         "coordinator.\n")),
      ElementsAre("Bright Harbour Holdings Limited"));
}

TEST(PdfAppointments, RunningSentencesWithTwoRoles) {
  const PdfFacts facts = english(
      "This announcement is made by the Company pursuant to Rule 12.01C of the Listing Rules. The\n"
      "Company has appointed China International Capital Corporation Hong Kong\n"
      "Securities Limited (“CICC”) as its sponsor-overall coordinator and Huatai Financial "
      "Holdings\n"
      "(Hong Kong) Limited as its overall coordinator.");
  EXPECT_THAT(
      appointments(facts),
      ElementsAre("sponsor_overall_coordinator|China International Capital Corporation Hong "
                  "Kong Securities Limited|CICC",
                  "overall_coordinator|Huatai Financial Holdings (Hong Kong) "
                  "Limited|Huatai International"));
  EXPECT_EQ(facts.appointments[1].evidence.quote,
            "Huatai Financial Holdings\n(Hong Kong) Limited as its overall coordinator");
}

TEST(PdfAppointments, ListsOfNamesWithCommasOfTheirOwn) {
  EXPECT_THAT(
      appointments(english(
          "The Company has appointed Goldman Sachs (Asia) L.L.C., UBS AG, Hong Kong Branch, China\n"
          "Merchants Securities (HK) Co., Limited and The Hongkong and Shanghai Banking "
          "Corporation\n"
          "Limited as overall coordinators.")),
      ElementsAre(
          "overall_coordinator|Goldman Sachs (Asia) L.L.C.|Goldman Sachs",
          "overall_coordinator|UBS AG, Hong Kong Branch|UBS",
          "overall_coordinator|China Merchants Securities (HK) Co., Limited|China Merchants "
          "Securities (HK)",
          "overall_coordinator|The Hongkong and Shanghai Banking Corporation "
          "Limited|HSBC"));
}

TEST(PdfAppointments, OneListInTwoRolesAndRolesInSeparateSentences) {
  EXPECT_THAT(
      appointments(english("The Company has appointed CLSA Limited and BOCI Asia Limited as the "
                           "joint sponsors and sponsor-overall\ncoordinators.")),
      ElementsAre("joint_sponsor|CLSA Limited|CLSA (CITIC CLSA)",
                  "sponsor_overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)",
                  "joint_sponsor|BOCI Asia Limited|BOC International",
                  "sponsor_overall_coordinator|BOCI Asia Limited|BOC International"));
  const PdfFacts facts = english(
      "The Company has appointed Guotai Junan Capital Limited as the sole sponsor. Guotai\n"
      "Junan Capital Limited has also been appointed as an overall coordinator.");
  EXPECT_THAT(appointments(facts),
              ElementsAre("sole_sponsor|Guotai Junan Capital Limited|Guotai Junan International",
                          "overall_coordinator|Guotai Junan Capital Limited|Guotai Junan "
                          "International"));
  EXPECT_NE(facts.appointments[0].evidence.begin, facts.appointments[1].evidence.begin);
}

TEST(PdfAppointments, SoleSponsorOverallCoordinatorIsOneRole) {
  EXPECT_THAT(
      appointments(english("The Company has appointed Jefferies Hong Kong Limited as its Sole "
                           "Sponsor-\nOverall Coordinator.")),
      ElementsAre("sponsor_overall_coordinator|Jefferies Hong Kong Limited|Jefferies"));
  EXPECT_THAT(
      appointments(chinese("本公司已委任富瑞金融集團香港有限公司為獨家保薦人兼整體協調人。")),
      ElementsAre("sponsor_overall_coordinator|富瑞金融集團香港有限公司|Jefferies"));
}

TEST(PdfAppointments, AppositionsAndRolesInFront) {
  EXPECT_THAT(appointments(english(
                  "CLSA Limited, the Sole Sponsor, has been appointed as an overall "
                  "coordinator. The other overall coordinators are DBS Asia Capital Limited "
                  "and ABCI Capital Limited.")),
              ElementsAre("sole_sponsor|CLSA Limited|CLSA (CITIC CLSA)",
                          "overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)",
                          "overall_coordinator|DBS Asia Capital Limited|DBS Asia Capital",
                          "overall_coordinator|ABCI Capital Limited|ABC International"));
}

TEST(PdfAppointments, RolesInsideDefinitions) {
  EXPECT_THAT(
      appointments(english(
          "The Company has appointed each of Morgan Stanley Asia Limited (“Morgan Stanley”) and "
          "HSBC "
          "Corporate Finance (Hong Kong) Limited (“HSBC”, and together with Morgan Stanley, the "
          "“Joint Sponsors”) to act as its sponsor-overall coordinators.")),
      ElementsAre("sponsor_overall_coordinator|Morgan Stanley Asia Limited|Morgan Stanley",
                  "sponsor_overall_coordinator|HSBC Corporate Finance (Hong Kong) Limited|HSBC"));
  EXPECT_THAT(appointments(english("The Company has appointed CLSA Limited (the “Sole Sponsor”) as "
                                   "its overall coordinator.")),
              ElementsAre("sole_sponsor|CLSA Limited|CLSA (CITIC CLSA)",
                          "overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
}

TEST(PdfAppointments, GluedNamesAreTwoFirms) {
  EXPECT_THAT(appointments(english("The Company has appointed Haitong International Securities "
                                   "Company Limited CLSA Limited as overall coordinators.")),
              ElementsAre("overall_coordinator|Haitong International Securities Company "
                          "Limited|Haitong International",
                          "overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
}

TEST(PdfAppointments, ChineseSentences) {
  EXPECT_THAT(
      appointments(chinese("本公司已委任中國國際金融香港證券有限公司（「中金公司」）及華泰金融控\n"
                           "股（香港）有限公司為其保薦人兼整體協調人，並委任招銀國際融資有限公\n"
                           "司擔任整體協調人。")),
      ElementsAre("sponsor_overall_coordinator|中國國際金融香港證券有限公司|CICC",
                  "sponsor_overall_coordinator|華泰金融控股（香港）有限公司|Huatai International",
                  "overall_coordinator|招銀國際融資有限公司|CMB International"));
}

TEST(PdfAppointments, SimplifiedChineseAndHousesThatLookAlike) {
  EXPECT_THAT(
      appointments(read_paper(
          "警告\n\n明湾起重机股份有限公司\n（「本公司」）\n\n整体协调人公告－委任\n\n"
          "本公司已委任中信建投（国际）融资有限公司、中信证券（香港）有限公司、招商证券（香港）\n"
          "有限公司及光银国际资本有限公司为整体协调人。\n")),
      ElementsAre(
          "overall_coordinator|中信建投（国际）融资有限公司|China Securities International (CSCI)",
          "overall_coordinator|中信证券（香港）有限公司|CITIC Securities",
          "overall_coordinator|招商证券（香港）有限公司|China Merchants Securities (HK)",
          "overall_coordinator|光银国际资本有限公司|CEB International"));
}

TEST(PdfAppointments, LatinNamesInAChineseAnnouncement) {
  EXPECT_THAT(
      appointments(chinese("本公司已委任UBS AG香港分行、J.P. Morgan Securities (Asia Pacific) "
                           "Limited及里昂證券有限公司擔任整體協調人。")),
      ElementsAre("overall_coordinator|UBS AG香港分行|UBS",
                  "overall_coordinator|J.P. Morgan Securities (Asia Pacific) Limited|J.P. "
                  "Morgan",
                  "overall_coordinator|里昂證券有限公司|CLSA (CITIC CLSA)"));
}

TEST(PdfAppointments, ListsUnderRoleHeadings) {
  EXPECT_THAT(
      appointments(
          english("The Company has appointed the following parties:\n\n"
                  "Sponsor-Overall Coordinator\n\n"
                  "China International Capital Corporation\nHong Kong Securities Limited\n\n"
                  "Overall Coordinators\n(in alphabetical order)\n\n"
                  "CCB International Capital Limited\nMizuho Securities Asia Limited\n")),
      ElementsAre("sponsor_overall_coordinator|China International Capital Corporation Hong Kong "
                  "Securities Limited|CICC",
                  "overall_coordinator|CCB International Capital Limited|CCB International",
                  "overall_coordinator|Mizuho Securities Asia Limited|Mizuho Securities Asia"));
}

TEST(PdfAppointments, TablesOfNameAndRole) {
  const std::string rows =
      "The Company has appointed the following overall coordinators:\n\nName\n\nRole\n\n"
      "China International Capital Corporation\nHong Kong Securities Limited\n\n"
      "Sponsor-Overall Coordinator\n\n(b) Unheard Of Brokers Limited\n\nOverall Coordinator\n\n"
      "CLSA Limited Overall Coordinator\n";
  EXPECT_THAT(
      appointments(english(rows)),
      ElementsAre("sponsor_overall_coordinator|China International Capital Corporation Hong "
                  "Kong Securities Limited|CICC",
                  "overall_coordinator|Unheard Of Brokers Limited|-",
                  "overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
}

TEST(PdfAppointments, AListThatASentenceIntroduces) {
  EXPECT_THAT(appointments(
                  english("The Company has appointed the following as its overall\n"
                          "coordinators:\n\n(1) CLSA Limited\n\n(2) Unheard Of Brokers Limited\n")),
              ElementsAre("overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)",
                          "overall_coordinator|Unheard Of Brokers Limited|-"));
}

TEST(PdfAppointments, AFullStopInsideANameHidesNothing) {
  const PdfFacts facts = read_paper(
      "Bright Harbour Cranes Limited\n(the “Company”)\n\nThe Company has appointed China "
      "Merchants Securities (HK) Co., Ltd. as its overall coordinator.\n");
  EXPECT_EQ(facts.kind, OfficialDocumentKind::oc_announcement);
  EXPECT_THAT(appointments(facts),
              ElementsAre("overall_coordinator|China Merchants Securities (HK) Co., Ltd.|China "
                          "Merchants Securities (HK)"));
}

TEST(PdfAppointments, AnAdviserInAListIsNoCoordinator) {
  EXPECT_THAT(appointments(english("The Company has appointed the following parties:\n\nCompliance "
                                   "Adviser\n\nSomerley Capital Limited\n\n"
                                   "Overall Coordinator\n\nCLSA Limited\n")),
              ElementsAre("overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
}

TEST(PdfAppointments, ChineseTable) {
  EXPECT_THAT(
      appointments(chinese("本公司已委任以下整體協調人：\n\n名稱\n\n角色\n\n"
                           "華泰金融控股（香港）有限公司\n\n保薦人兼整體協調人\n\n"
                           "交銀國際證券有限公司\n\n整體協調人\n")),
      ElementsAre("sponsor_overall_coordinator|華泰金融控股（香港）有限公司|Huatai International",
                  "overall_coordinator|交銀國際證券有限公司|BOCOM International"));
}

TEST(PdfAppointments, AFirmThatLeavesIsNoAppointment) {
  const PdfFacts facts = english(
      "Reference is made to the announcement dated 3 May 2025 in relation to the appointment of "
      "CLSA\n"
      "Limited as an overall coordinator. CLSA Limited has ceased to act as an overall "
      "coordinator\n"
      "with effect from 17 October 2025. The Company has appointed DBS Asia Capital Limited as "
      "its\n"
      "overall coordinator.");
  EXPECT_THAT(appointments(facts),
              ElementsAre("overall_coordinator|DBS Asia Capital Limited|DBS Asia Capital"));
  EXPECT_THAT(warnings(facts),
              ElementsAre("appointment-ended: CLSA Limited has left as overall_coordinator"));
  const PdfFacts both = english(
      "The Company has terminated the engagement of ABCI Capital Limited as its overall "
      "coordinator "
      "and has appointed CLSA Limited as its overall coordinator.");
  EXPECT_THAT(appointments(both),
              ElementsAre("overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
  EXPECT_THAT(warnings(both), ElementsAre(HasSubstr("ABCI Capital Limited has left")));
  const PdfFacts passive =
      english("The engagement of CLSA Limited as overall coordinator has been terminated.");
  EXPECT_THAT(passive.appointments, IsEmpty());
  EXPECT_THAT(warnings(passive), ElementsAre(HasSubstr("CLSA Limited has left")));
}

TEST(PdfAppointments, ChineseResignations) {
  for (const std::string body :
       {"里昂證券有限公司不再擔任本公司的整體協調人。",
        "本公司已終止委任里昂證券有限公司為整體協調人。", "里昂證券有限公司已退任整體協調人。",
        "本公司與里昂證券有限公司作為整體協調人的委任已終止。",
        "里昂證券有限公司已獲本公司終止其作為整體協調人的職務。"}) {
    const PdfFacts facts = chinese(body + "本公司已委任交銀國際證券有限公司為整體協調人。");
    EXPECT_THAT(appointments(facts),
                ElementsAre("overall_coordinator|交銀國際證券有限公司|BOCOM International"))
        << body;
    EXPECT_THAT(warnings(facts), ElementsAre(HasSubstr("里昂證券有限公司 has left"))) << body;
  }
}

TEST(PdfAppointments, ACoordinatorThatLeavesMayStaySponsor) {
  const PdfFacts facts = english(
      "The Company has appointed CLSA Limited as the sole sponsor. CLSA Limited has resigned "
      "as overall coordinator.");
  EXPECT_THAT(appointments(facts), ElementsAre("sole_sponsor|CLSA Limited|CLSA (CITIC CLSA)"));
}

TEST(PdfAppointments, PlansAdvisersAndOthersAreNoAppointments) {
  const PdfFacts facts = english(
      "The Company has appointed CLSA Limited as its overall coordinator. The Company may appoint "
      "DBS Asia Capital Limited as its overall coordinator. Somebody Law Offices LLP is the legal "
      "adviser to the joint sponsors. The Stock Exchange of Hong Kong Limited has not approved the "
      "overall coordinators. [REDACTED] as its sole sponsor.");
  EXPECT_THAT(appointments(facts),
              ElementsAre("overall_coordinator|CLSA Limited|CLSA (CITIC CLSA)"));
  EXPECT_THAT(warnings(facts), ElementsAre(HasSubstr("redacted:")));
}

TEST(PdfAppointments, NobodyIsAppointedByTheWarningAlone) {
  const PdfFacts facts = english("");
  EXPECT_THAT(facts.appointments, IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser
