// Sponsors and other roles, asserted by hand on sentences of our own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/names.h"
#include "parser/facts/firms.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<FoundSponsor> all_of(const std::string& text) {
  return find_all_sponsors(PreparedText(text, Evidence::In::text));
}

// "name role", in order; the roles as short words.
std::vector<std::string> read(const std::string& text) {
  std::vector<std::string> lines;
  for (const FoundSponsor& one : all_of(text))
    lines.push_back(one.sponsor.name + " " + std::string(name_of(one.sponsor.role)));
  return lines;
}

std::vector<std::string> warnings(const std::string& text) {
  const PreparedText prepared(text, Evidence::In::text);
  std::vector<std::string> codes;
  for (const Warning& warning : sponsor_count_warnings(prepared, find_all_sponsors(prepared)))
    codes.push_back(warning.code);
  return codes;
}

TEST(Sponsors, EnglishNamesInFront) {
  for (const char* text : {"It passed its hearing, with CICC and UBS as joint sponsors.",
                           "CICC and UBS are acting as joint sponsors.",
                           "CICC and UBS serve as the joint sponsors of the deal.",
                           "CICC and UBS have been appointed joint sponsors for the listing.",
                           "Banks including CICC and UBS are joint sponsors of the float.",
                           "The company has picked CICC and UBS as its joint sponsors.",
                           "\"CICC\" (03908) and \"UBS\" were named as joint sponsors.",
                           "CICC and UBS jointly sponsor the float."}) {
    EXPECT_THAT(read(text), ElementsAre("CICC joint_sponsor", "UBS joint_sponsor")) << text;
  }
}

TEST(Sponsors, EnglishRolesToldOfHousesNamedBefore) {
  EXPECT_THAT(read("CLSA and UBS are joint sponsors. They are also joint global coordinators with "
                   "DBS."),
              ElementsAre("CLSA joint_sponsor", "UBS joint_sponsor", "CLSA global_coordinator",
                          "UBS global_coordinator", "DBS global_coordinator"));
  EXPECT_THAT(read("The joint sponsors are CICC and UBS, while DBS is overall coordinator along "
                   "with both sponsors."),
              ElementsAre("CICC joint_sponsor", "UBS joint_sponsor", "CICC overall_coordinator",
                          "UBS overall_coordinator", "DBS overall_coordinator"));
  EXPECT_THAT(
      read("The listing's joint sponsors, CICC and UBS, also serve as overall coordinators."),
      ElementsAre("CICC joint_sponsor", "UBS joint_sponsor", "CICC overall_coordinator",
                  "UBS overall_coordinator"));
  EXPECT_THAT(read("It filed on Friday through CICC and UBS."),
              ElementsAre("CICC sponsor", "UBS sponsor"));
  EXPECT_THAT(read("The company filed through a website of CICC."), IsEmpty());
}

TEST(Sponsors, EnglishLegalForms) {
  EXPECT_THAT(
      read("Goldman Sachs Group Inc. and Deutsche Bank AG are joint sponsors."),
      ElementsAre("Goldman Sachs Group Inc. joint_sponsor", "Deutsche Bank AG joint_sponsor"));
  EXPECT_THAT(read("The joint sponsors are Huatai Securities Co. and UBS Group AG."),
              ElementsAre("Huatai Securities Co. joint_sponsor", "UBS Group AG joint_sponsor"));
}

TEST(Sponsors, EnglishNamesBehind) {
  for (const char* text :
       {"The joint sponsors are CICC and UBS.", "Joint sponsors: CICC; UBS.",
        "The deal is jointly sponsored by CICC and UBS.",
        "The joint sponsors, CICC and UBS, did not reply.",
        "The joint sponsors of the company's proposed listing on the main board are CICC and UBS.",
        "Among the joint sponsors are CICC and UBS.",
        "The application lists joint sponsors for CICC and UBS.",
        "It filed again (joint sponsors: CICC, UBS)."}) {
    EXPECT_THAT(read(text), ElementsAre("CICC joint_sponsor", "UBS joint_sponsor")) << text;
  }
}

TEST(Sponsors, ChineseNamesInFront) {
  for (const char* text :
       {"中金公司、瑞银为联席保荐人。", "中金公司与瑞银任联席保荐人。",
        "本次发行由中金公司及瑞银联席保荐。", "由中金公司和瑞银担任公司此次港股上市的联席保荐人。",
        "中金公司和瑞银联合保荐，公司计划年内上市。", "中金公司及瑞银获委任为联席保荐人。",
        "操刀的是中金公司和瑞银，两家一起做保荐。"}) {
    EXPECT_THAT(read(text), ElementsAre("中金公司 joint_sponsor", "瑞银 joint_sponsor")) << text;
  }
  EXPECT_THAT(read("公司聘請中金公司及瑞銀擔任聯席保薦人。"),
              ElementsAre("中金公司 joint_sponsor", "瑞銀 joint_sponsor"));
}

TEST(Sponsors, ChineseNamesBehind) {
  for (const char* text :
       {"联席保荐人为中金公司、瑞银。", "联席保荐人：中金公司、瑞银；每手500股。",
        "联席保荐人包括中金公司和瑞银。", "担任联席保荐人的是中金公司与瑞银。",
        "联席保荐人有中金公司、瑞银。", "本次上市的联席保荐人共有两家，分别为中金公司和瑞银。",
        "联席保荐人中金公司及瑞银已收到函件。"}) {
    EXPECT_THAT(read(text), ElementsAre("中金公司 joint_sponsor", "瑞银 joint_sponsor")) << text;
  }
  // Simplified characters in a traditional text, 推薦 for 保薦.
  EXPECT_THAT(read("聯席推荐人為中金公司、瑞銀。"),
              ElementsAre("中金公司 joint_sponsor", "瑞銀 joint_sponsor"));
}

TEST(Sponsors, ChainsOfRolesAndFurtherBanks) {
  EXPECT_THAT(
      read("CICC is the sole sponsor, overall coordinator, joint global coordinator and "
           "bookrunner, while UBS and Citi are joint bookrunners."),
      ElementsAre("CICC sole_sponsor", "CICC overall_coordinator", "CICC global_coordinator",
                  "CICC bookrunner", "UBS bookrunner", "Citi bookrunner"));
  EXPECT_THAT(
      read("中信证券为独家保荐人、整体协调人及联席账簿管理人，建银国际、农银国际为联席账簿管理人"
           "。"),
      ElementsAre("中信证券 sole_sponsor", "中信证券 overall_coordinator", "中信证券 bookrunner",
                  "建银国际 bookrunner", "农银国际 bookrunner"));
  EXPECT_THAT(read("The sole sponsor is CICC, UBS is overall coordinator."),
              ElementsAre("CICC sole_sponsor", "UBS overall_coordinator"));
  EXPECT_THAT(read("独家保荐人及独家整体协调人：华泰国际。"),
              ElementsAre("华泰国际 sole_sponsor", "华泰国际 overall_coordinator"));
  EXPECT_THAT(read("中金公司為獨家保薦人－整體協調人。"),
              ElementsAre("中金公司 sponsor_overall_coordinator"));
}

TEST(Sponsors, RolesSharedByPronounsAndSums) {
  EXPECT_THAT(read("CICC and UBS are the joint sponsors. Both also act as overall coordinators."),
              ElementsAre("CICC joint_sponsor", "UBS joint_sponsor", "CICC overall_coordinator",
                          "UBS overall_coordinator"));
  EXPECT_THAT(read("农银国际为独家保荐人，并与星展一同担任联席全球协调人。"),
              ElementsAre("农银国际 sole_sponsor", "农银国际 global_coordinator",
                          "星展 global_coordinator"));
  EXPECT_THAT(read("中信里昂为独家保荐人，其他整体协调人包括光银国际、招银国际，三家亦为联席全球"
                   "协调人。"),
              ElementsAre("中信里昂 sole_sponsor", "光银国际 overall_coordinator",
                          "招银国际 overall_coordinator", "中信里昂 global_coordinator",
                          "光银国际 global_coordinator", "招银国际 global_coordinator"));
  EXPECT_THAT(read("中金公司、瑞银分别任保荐人及整体协调人。"),
              ElementsAre("中金公司 sponsor", "瑞银 overall_coordinator"));
  EXPECT_THAT(read("CICC and UBS are sponsor and overall coordinator respectively."),
              ElementsAre("CICC sponsor", "UBS overall_coordinator"));
}

TEST(Sponsors, ListsThatPointBackToOthers) {
  EXPECT_THAT(
      read("聯席保薦人包括高盛、中金公司等；整體協調人除兩家保薦人外，尚有滙豐。"),
      ElementsAre("高盛 joint_sponsor", "中金公司 joint_sponsor", "高盛 overall_coordinator",
                  "中金公司 overall_coordinator", "滙豐 overall_coordinator"));
  EXPECT_THAT(read("整体协调人为中信里昂、招银国际、民银证券，其中首两家同时是联席保荐人。"),
              ElementsAre("中信里昂 overall_coordinator", "招银国际 overall_coordinator",
                          "民银证券 overall_coordinator", "中信里昂 joint_sponsor",
                          "招银国际 joint_sponsor"));
  EXPECT_THAT(read("CICC and UBS are joint sponsors, and are also joint global coordinators along "
                   "with DBS."),
              ElementsAre("CICC joint_sponsor", "UBS joint_sponsor", "CICC global_coordinator",
                          "UBS global_coordinator", "DBS global_coordinator"));
  EXPECT_THAT(read("The former is sponsored by UBS, the latter by CICC."),
              ElementsAre("UBS sponsor", "CICC sponsor"));
  EXPECT_THAT(read("保荐人除中金公司外，还有瑞银。"),
              ElementsAre("中金公司 sponsor", "瑞银 sponsor"));
}

TEST(Sponsors, ListsWithNumbersAndAsides) {
  EXPECT_THAT(read("联席保荐人为：1.中金公司；2.瑞银；3.花旗。"),
              ElementsAre("中金公司 joint_sponsor", "瑞银 joint_sponsor", "花旗 joint_sponsor"));
  EXPECT_THAT(read("Jt sponsors are Haitong and, joining since the last draft, BNP Paribas."),
              ElementsAre("Haitong joint_sponsor", "BNP Paribas joint_sponsor"));
  EXPECT_THAT(read("联席保荐人包括建银国际，以及一间名为汇进融资有限公司的精品投行。"),
              ElementsAre("建银国际 joint_sponsor", "汇进融资有限公司 joint_sponsor"));
  EXPECT_THAT(read("CICC, Huafu International and Qrst are joint bookrunners."),
              ElementsAre("CICC bookrunner", "Huafu International bookrunner", "Qrst bookrunner"));
  EXPECT_THAT(read("The issuer named UBS and CICC joint sponsors."),
              ElementsAre("UBS joint_sponsor", "CICC joint_sponsor"));
}

TEST(Sponsors, WordsBesideNamesTellMore) {
  for (const char* text : {"保荐人为中金公司一家。", "保荐人：中金公司（独家）",
                           "保荐人由三家减至一家，只剩中金公司。", "保荐人由中金公司独家担任。"}) {
    EXPECT_THAT(read(text), ElementsAre("中金公司 sole_sponsor")) << text;
  }
  EXPECT_THAT(read("保荐人：中金公司、瑞银（联席）"),
              ElementsAre("中金公司 joint_sponsor", "瑞银 joint_sponsor"));
  EXPECT_THAT(read("CICC and UBS jointly serve as the sponsors."),
              ElementsAre("CICC joint_sponsor", "UBS joint_sponsor"));
}

TEST(Sponsors, NamesAsWrittenWithoutWhatWasPutInto) {
  EXPECT_THAT(read("招商证券(15.280, 0.12, 0.79%)国际与华泰(11.060, -0.04, -0.36%)国际为联席保荐人"
                   "。"),
              ElementsAre("招商证券国际 joint_sponsor", "华泰国际 joint_sponsor"));
  EXPECT_THAT(read("美银(MER)、招商證券(06099.HK, 600999.SH)等為聯席保薦人。"),
              ElementsAre("美银 joint_sponsor", "招商證券 joint_sponsor"));
  EXPECT_THAT(read("中信证券(zhèngquàn)任独家保荐人。"), ElementsAre("中信证券 sole_sponsor"));
  EXPECT_THAT(read("Huatai Financial Holdings (Hong Kong) Limited (\"Huatai\") and China Merchants "
                   "Securities (HK) Co., Limited are the joint sponsors."),
              ElementsAre("Huatai Financial Holdings (Hong Kong) Limited joint_sponsor",
                          "China Merchants Securities (HK) Co., Limited joint_sponsor"));
  EXPECT_THAT(read("CICC (sole sponsor) and UBS (overall coordinator) are on the deal."),
              ElementsAre("CICC sole_sponsor", "UBS overall_coordinator"));
}

TEST(Sponsors, HousesThatNobodyKnows) {
  EXPECT_THAT(read("Head & Shoulders Securities Limited and Pale Moon Capital are joint sponsors."),
              ElementsAre("Head & Shoulders Securities Limited joint_sponsor",
                          "Pale Moon Capital joint_sponsor"));
  EXPECT_THAT(read("独家保荐人为有利融资有限公司。"), ElementsAre("有利融资有限公司 sole_sponsor"));
  EXPECT_THAT(read("由东和资本担任独家保荐人。"), ElementsAre("东和资本 sole_sponsor"));
  EXPECT_THAT(read("The sole sponsor is Maxwell."), ElementsAre("Maxwell sole_sponsor"));
  EXPECT_THAT(read("The sole sponsor is Chinese."), IsEmpty());
  EXPECT_THAT(read("独家保荐人为公司提供了意见。"), IsEmpty());
}

TEST(Sponsors, ReplacedHousesAreGone) {
  for (const char* text :
       {"The company replaced UBS with CICC as its sole sponsor.",
        "CICC replaced UBS as sole sponsor.", "The sole sponsor was changed from UBS to CICC."}) {
    EXPECT_THAT(read(text), ElementsAre("CICC sole_sponsor")) << text;
  }
  for (const char* text :
       {"独家保荐人由过去的瑞银，换成了中金公司。", "独家保荐人由瑞银变更为中金公司。",
        "中金公司取代瑞银成为独家保荐人。", "由于独家保荐人瑞银辞任，公司改聘中金公司。"}) {
    EXPECT_THAT(read(text), ElementsAre("中金公司 sole_sponsor")) << text;
  }
}

TEST(Sponsors, WhatIsNoSponsor) {
  for (const char* text :
       {"The lawyers to the joint sponsors are Clifford Chance and Miller Capital Partners.",
        "King & Wood advises the company; Baker is counsel to the sponsor, CICC.",
        "The company plans to hire CICC and UBS as sponsors.",
        "It is in talks with CICC to act as sponsor.",
        "CICC is not a sponsor of the deal.",
        "Neither CICC nor UBS is a sponsor.",
        "The company is considering CICC as sponsor.",
        "HSBC is the title sponsor of the golf championship.",
        "Standard Chartered is the sponsor of the marathon.",
        "The SPAC's promoter and sponsor is Bright Capital.",
        "The SFC fined CICC for its failures as sole sponsor of a listing application.",
        "CICC and UBS are joint bookrunners of the notes.",
        "公司拟聘请中金公司为保荐人。",
        "公司正与中金公司、瑞银洽谈担任保荐人。",
        "中金公司并非保荐人。",
        "保荐人的法律顾问为方和律师行，中金公司为财务顾问。",
        "A股于2023年6月在深交所创业板上市，当时的保荐机构为国金证券。",
        "首发获上交所通过，保荐机构为中信建投证券。",
        "证监会对独家保荐人中金公司罚款2000万元。",
        "The company denied that it had hired CICC and UBS as sponsors.",
        "公司否认已聘请中金公司及瑞银为保荐人。",
        "中金公司今年保荐了12家公司上市。",
        "基石投资者包括高瓴资本、中金公司，联席保荐人未披露。",
        "UBS was the most active sponsor this year, followed by CICC.",
        "六家银行为是次票据发行的联席账簿管理人，包括中金公司。"}) {
    EXPECT_THAT(read(text), IsEmpty()) << text;
  }
}

TEST(Sponsors, OnlyTheHongKongOnesOfASentence) {
  EXPECT_THAT(read("公司A股由中信证券保荐，H股由中金公司保荐。"), ElementsAre("中金公司 sponsor"));
  EXPECT_THAT(read("香港上市保荐人为中金公司，A股保荐机构为中信证券。"),
              ElementsAre("中金公司 sponsor"));
  EXPECT_THAT(read("浦发银行为公司主要往来银行，农银国际为独家保荐人。"),
              ElementsAre("农银国际 sole_sponsor"));
}

TEST(Sponsors, ATablesLegendHoldsForItsRows) {
  const std::string rows =
      "Company | Status | Sponsor(s)\n\nTidewater | Filed | CICC, UBS\n\nOrion | Heard | Altus "
      "Capital\n\n";
  EXPECT_THAT(read(rows + "Where two firms are shown, they act as joint sponsors; a single name is "
                          "the sole sponsor."),
              ElementsAre("CICC joint_sponsor", "UBS joint_sponsor", "Altus Capital sole_sponsor"));
  EXPECT_THAT(read("Sponsor(s) | CICC | Bookrunners | UBS, CLSA\n\n"
                   "Where two firms are shown, they act as joint sponsors; a single name is the "
                   "sole sponsor."),
              ElementsAre("CICC sole_sponsor", "UBS bookrunner", "CLSA bookrunner"));
  EXPECT_THAT(read(rows + "The exchange met on Thursday."),
              ElementsAre("CICC sponsor", "UBS sponsor", "Altus Capital sponsor"));
  EXPECT_THAT(read("公司 | 状态 | 保荐人\n\n青梧药业 | 递表 | 中金公司、高盛\n\n川渡锂能 | 聆讯 | "
                   "瑞银\n\n注：列两家者为联席保荐人，一家者为独家保荐人。"),
              ElementsAre("中金公司 joint_sponsor", "高盛 joint_sponsor", "瑞银 sole_sponsor"));
}

TEST(Sponsors, TablesAndHeadings) {
  EXPECT_THAT(read("联席保荐人 | 光银国际资本有限公司、复星国际证券\n\n保荐人法律顾问 | "
                   "德衡律师事务所\n\n牵头经办人 | 中泰国际"),
              ElementsAre("光银国际资本有限公司 joint_sponsor", "复星国际证券 joint_sponsor",
                          "中泰国际 lead_manager"));
  EXPECT_THAT(read("保荐人 | 中信建投(国际)融资有限公司 | 收款银行 | 中国银行(香港)有限公司"),
              ElementsAre("中信建投(国际)融资有限公司 sponsor"));
  EXPECT_THAT(read("申请人 | 状态 | 保荐人\n\n青梧药业 | 递表 | 中金公司、高盛（联席）\n\n川渡锂能 "
                   "| 聆讯 | 瑞银（独家）"),
              ElementsAre("中金公司 joint_sponsor", "高盛 joint_sponsor", "瑞银 sole_sponsor"));
  EXPECT_THAT(read("Company | Sponsor(s) | Date\n\nTidewater | CICC, UBS | 3 May\n\nOrion | Altus "
                   "Capital | 4 May"),
              ElementsAre("CICC sponsor", "UBS sponsor", "Altus Capital sponsor"));
  EXPECT_THAT(read("Applicant | Board | Sponsor(s)\n\nNordlicht Photonics Co., Ltd. | Main Board | "
                   "UBS, CITIC Securities\n\nWanfeng Limited | GEM | ICBC International"),
              ElementsAre("UBS sponsor", "CITIC Securities sponsor", "ICBC International sponsor"));
  EXPECT_THAT(read("保荐人 | 中金公司 | 招银国际\n\n包销商 | 利弗莫尔证券有限公司 中泰国际"),
              ElementsAre("中金公司 sponsor", "招银国际 sponsor",
                          "利弗莫尔证券有限公司 underwriter", "中泰国际 underwriter"));
  EXPECT_THAT(read("聯席保薦人\n\n中金公司\n\n瑞銀\n\n公司簡介"),
              ElementsAre("中金公司 joint_sponsor", "瑞銀 joint_sponsor"));
}

TEST(Sponsors, EachStandsInItsSentenceWithItsProof) {
  const std::string text = "星河能源递表，独家保荐人为中金公司。天马网络递表，由瑞银独家保荐。";
  const auto found = all_of(text);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].sentence, 0u);
  EXPECT_EQ(found[1].sentence, 1u);
  EXPECT_EQ(found[0].sponsor.evidence.quote, "独家保荐人为中金公司");
  EXPECT_EQ(found[1].sponsor.evidence.quote, "瑞银独家保荐");
  for (const FoundSponsor& one : found) {
    const Evidence& proof = one.sponsor.evidence;
    EXPECT_EQ(text.substr(proof.begin, proof.end - proof.begin), proof.quote);
  }
}

TEST(Sponsors, CountsThatDoNotFit) {
  EXPECT_THAT(warnings("独家保荐人为中泰国际、民银资本。"), ElementsAre("sponsor-count"));
  EXPECT_THAT(warnings("The sole sponsors are fine; the sole sponsor is CICC and UBS."),
              ElementsAre("sponsor-count"));
  EXPECT_THAT(warnings("联席保荐人为建银国际。"), ElementsAre("sponsor-count"));
  EXPECT_THAT(warnings("联席保荐人包括建银国际。"), IsEmpty());
  EXPECT_THAT(warnings("CICC, a joint sponsor, declined to comment."), IsEmpty());
  EXPECT_THAT(warnings("CICC and UBS are joint sponsors."), IsEmpty());
  EXPECT_THAT(warnings("联席保荐人\n\n中金公司\n\n瑞银"), IsEmpty());
}

TEST(Sponsors, HousesOnceARole) {
  std::vector<SponsorMention> list;
  for (const FoundSponsor& one :
       all_of("农银国际保荐\n\n独家保荐人为农银国际。\n\n农银国际任独家保荐人。"))
    list.push_back(one.sponsor);
  ASSERT_EQ(list.size(), 3u);
  drop_repeated_sponsors(list);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].role, Role::sole_sponsor);
}

TEST(Sponsors, GarbageAndHugeTextsEnd) {
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read("| | | 保荐人 | ((( \" )) 、、、为"), IsEmpty());
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 3 == 0 ? "保荐人为" : i % 3 == 1 ? "(" : "sponsor ";
  read(text);
  std::string names = "联席保荐人为";
  for (int i = 0; i < 100'000; ++i) names += "中金公司、";
  EXPECT_FALSE(read(names).empty());
}

TEST(Firms, NamesInRunningText) {
  const auto at = [](std::string_view text) {
    const auto firm = firm_at(text, 0);
    return firm ? firm->firm.value_or("?") + "|" + std::string(text.substr(0, firm->end)) : "";
  };
  EXPECT_EQ(at("CITIC CLSA said"), "CLSA (CITIC CLSA)|CITIC CLSA");
  EXPECT_EQ(at("J.P. Morgan Securities (Far East) Limited, as"),
            "J.P. Morgan|J.P. Morgan Securities (Far East) Limited");
  EXPECT_EQ(at("UBS AG Hong Kong Branch and"), "UBS|UBS AG Hong Kong Branch");
  EXPECT_EQ(at("中信建投(国际)融资有限公司为"),
            "China Securities International (CSCI)|中信建投(国际)融资有限公司");
  EXPECT_EQ(at("野村证券任"), "Nomura|野村证券");
  EXPECT_EQ(at("Citizens of"), "");
  EXPECT_EQ(at("cs is a language"), "");
}

TEST(Sponsors, WhatIsSaidOfAHouseInsideAListCutsNothing) {
  EXPECT_THAT(read("CICC, which sponsors the Asia Games, and UBS are joint sponsors."),
              ElementsAre("CICC joint_sponsor", "UBS joint_sponsor"));
  EXPECT_THAT(read("It filed with the exchange through CICC and UBS."),
              ElementsAre("CICC sponsor", "UBS sponsor"));
  EXPECT_THAT(read("CICC and UBS brought it to market."),
              ElementsAre("CICC sponsor", "UBS sponsor"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
