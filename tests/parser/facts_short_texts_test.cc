// Short texts in the words of many newsrooms: whom a stage is about where a name stands in an
// unusual place, and how else a stage is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// "name stage day", with * behind a day of disclosure, (history); written on Saturday, December 20.
std::vector<std::string> told(std::string_view text, std::string_view title = "In brief",
                              std::string_view language = "en") {
  std::vector<std::string> all;
  for (const Event& event :
       read_facts(title, text, language, make_date(2025, 12, 20), [] { return false; }).events) {
    std::string one = event.issuer.name + " " + std::string(name_of(event.stage));
    if (event.event_date) one += " " + to_iso(*event.event_date);
    if (event.disclosed_on) one += " " + to_iso(*event.disclosed_on) + "*";
    if (event.history) one += " (history)";
    all.push_back(one);
  }
  return all;
}

std::vector<std::string> han(std::string_view text, std::string_view title = "新股消息") {
  return told(text, title, "zh");
}

std::vector<std::string> sponsors(std::string_view text, std::string_view title = "In brief") {
  std::vector<std::string> all;
  for (const Event& event :
       read_facts(title, text, "en", make_date(2025, 12, 20), [] { return false; }).events) {
    for (const SponsorMention& one : event.sponsors)
      all.push_back(event.issuer.name + ": " + one.name + " " + std::string(name_of(one.role)));
  }
  return all;
}

TEST(ShortTexts, AStoryWithSponsorsNeedsNoNameOfTheExchange) {
  EXPECT_THAT(told("Maple Kiln cleared its hearing on Wednesday; its sponsors are Nomura and UBS."),
              ElementsAre("Maple Kiln hearing 2025-12-17"));
  EXPECT_THAT(han("江南生物昨日通过聆讯，保荐人为瑞银。"),
              ElementsAre("江南生物 hearing 2025-12-19"));
  // Not where another exchange is spoken of as often.
  EXPECT_THAT(told("Maple Kiln applied for a ChiNext listing on Wednesday, sponsored by CICC."),
              IsEmpty());
}

TEST(ShortTexts, WhoeverBeginsTheMainClauseDidWhatTheOpeningTells) {
  EXPECT_THAT(
      told("Two months after its first papers went stale, Maple Kiln is back in the queue at "
           "HKEX. The Wuhu company renewed its application on December 16."),
      UnorderedElementsAre("Maple Kiln lapsed (history)", "Maple Kiln refiled 2025-12-16"));
  EXPECT_THAT(
      told("Having agreed to be bought, lender Silver Teal told the exchange on Tuesday that "
           "it no longer wished to proceed with its listing."),
      ElementsAre("Silver Teal withdrawn 2025-12-16*"));
}

TEST(ShortTexts, TheOnlyCompanyOfASentence) {
  EXPECT_THAT(
      told("Thursday's meeting of the listing committee ended well for Maple Kiln: its listing "
           "hearing was passed."),
      ElementsAre("Maple Kiln hearing 2025-12-18"));
  EXPECT_THAT(
      told("Papers for a main board flotation of Maple Kiln Holdings were handed to the Hong "
           "Kong exchange on Monday."),
      ElementsAre("Maple Kiln Holdings filed 2025-12-15"));
}

TEST(ShortTexts, AnItemMayGoOnWithAnother) {
  EXPECT_THAT(
      told("Yesterday: Maple Kiln filed a prospectus with the Hong Kong exchange and Silver "
           "Teal refiled its application."),
      UnorderedElementsAre("Maple Kiln filed 2025-12-19", "Silver Teal refiled 2025-12-19"));
  EXPECT_THAT(told("On Friday dealings began on the main board in Silver Teal."),
              ElementsAre("Silver Teal listed 2025-12-19"));
}

TEST(ShortTexts, AReportThatWasWrongTellsNothing) {
  EXPECT_THAT(told("Reports that Maple Kiln had cleared its Hong Kong listing hearing were wrong."),
              IsEmpty());
}

TEST(ShortTexts, ManyWordsForOneStage) {
  EXPECT_THAT(
      told("Maple Kiln has thrown its hat into the ring with an application to the Hong Kong "
           "exchange, handed in on Monday."),
      ElementsAre("Maple Kiln filed 2025-12-15"));
  EXPECT_THAT(
      told("Maple Kiln's application to the Hong Kong exchange fell out of date on Monday."),
      ElementsAre("Maple Kiln lapsed 2025-12-15"));
  EXPECT_THAT(
      told("The listing committee waved Maple Kiln through on Thursday, the exchange said."),
      ElementsAre("Maple Kiln hearing 2025-12-18"));
  EXPECT_THAT(han("汽车零件商江南精工12月18日抽起港股上市申请。"),
              ElementsAre("江南精工 withdrawn 2025-12-18"));
  EXPECT_THAT(han("江南生物昨日入纸港交所。"), ElementsAre("江南生物 filed 2025-12-19"));
  EXPECT_THAT(han("江南生物昨日獲聯交所上市委員會「原則上批准」上市。"),
              ElementsAre("江南生物 hearing 2025-12-19"));
  EXPECT_THAT(han("江南生物12月18日拿到了证监会的境外上市备案通知书。"),
              ElementsAre("江南生物 csrc_filed 2025-12-18"));
}

TEST(ShortTexts, AWeekdayIsNoCount) {
  EXPECT_THAT(han("江南生物周四向港交所递交上市申请。"), ElementsAre("江南生物 filed 2025-12-18"));
  EXPECT_THAT(han("江南生物周二向港交所递交上市申请。"), ElementsAre("江南生物 filed 2025-12-16"));
  // And a count no weekday.
  EXPECT_THAT(han("本周三家公司的申请失效，包括江南生物。江南生物曾在港交所递表。"),
              ElementsAre("江南生物 lapsed", "江南生物 filed (history)"));
}

TEST(ShortTexts, HanNamesThatAClausePutsForward) {
  EXPECT_THAT(han("本周唯一招股的是江南光电，12月17日起公开发售，港交所主板。"),
              ElementsAre("江南光电 launched 2025-12-17"));
  EXPECT_THAT(han("两家茶饮品牌白石和青岚同日向港交所递表，时间是12月18日。"),
              UnorderedElementsAre("白石 filed 2025-12-18", "青岚 filed 2025-12-18"));
  EXPECT_THAT(han("电池企业江南材料昨晚在披露易上载聆讯后资料集。"),
              ElementsAre("江南材料 phip 2025-12-19*"));
}

TEST(ShortTexts, ListsWhoseItemsBeginWithABar) {
  EXPECT_THAT(han("港股IPO一周\n递表｜低空物流企业江南天航（12月16日，主板；保荐人：中信证券）\n"
                  "撤回｜宠物用品商白石集团（12月18日，未说明原因）"),
              UnorderedElementsAre("江南天航 filed 2025-12-16", "白石集团 withdrawn 2025-12-18"));
}

TEST(ShortTexts, SponsorsInOtherWords) {
  EXPECT_THAT(sponsors("Maple Kiln filed for a Hong Kong listing on Monday. UBS got the sponsor's "
                       "mandate alongside Nomura."),
              UnorderedElementsAre("Maple Kiln: UBS sponsor", "Maple Kiln: Nomura sponsor"));
  EXPECT_THAT(sponsors("Maple Kiln filed for a Hong Kong listing on Monday via CICC."),
              ElementsAre("Maple Kiln: CICC sponsor"));
  EXPECT_THAT(
      sponsors("Maple Kiln filed for a Hong Kong listing on Monday. Sponsoring the deal are "
               "CICC and UBS."),
      UnorderedElementsAre("Maple Kiln: CICC sponsor", "Maple Kiln: UBS sponsor"));
  EXPECT_THAT(sponsors("Maple Kiln filed for a Hong Kong listing on Monday, naming only UBS as "
                       "sponsor."),
              ElementsAre("Maple Kiln: UBS sole_sponsor"));
}

TEST(ShortTexts, TheLatterIsTheLastNamed) {
  EXPECT_THAT(han("江南股份拟收购“白石网络”，后者昨日撤回港股上市申请。"), IsEmpty());
  EXPECT_THAT(
      han("江南股份公告，旗下江南云仓已于昨日向联交所呈交A1表格。", "江南股份：子公司已交A1"),
      ElementsAre("江南云仓 filed 2025-12-19"));
}

TEST(ShortTexts, ADayBesideEachNameIsItsOwn) {
  EXPECT_THAT(
      han("本周三家公司进入港交所申请队列：江南科技（15日）、白石医药（16日）和青岚生物（18日）。"),
      UnorderedElementsAre("江南科技 filed 2025-12-15", "白石医药 filed 2025-12-16",
                           "青岚生物 filed 2025-12-18"));
}

TEST(ShortTexts, OthersSponsorsAreNotOurs) {
  EXPECT_THAT(
      sponsors("Maple Kiln filed for a Hong Kong listing on Monday, with CICC as sole sponsor. "
               "The Rugby Sevens, sponsored by HSBC, are next week."),
      ElementsAre("Maple Kiln: CICC sole_sponsor"));
  EXPECT_THAT(
      sponsors("江南科技12月18日向港交所遞交上市申請，保薦人為中金公司。同日，紅狐科技完成招股，"
               "其保薦人為瑞銀。"),
      ElementsAre("江南科技: 中金公司 sponsor"));
  EXPECT_THAT(
      sponsors("江南科技12月18日向港交所遞交上市申請。母公司白石控股2014年上市時的保薦人為德銀。"),
      IsEmpty());
}

TEST(ShortTexts, FiguresOfWhomARelativeClauseIsAbout) {
  const auto revenues = [](std::string_view text) {
    const std::string all =
        "Maple Kiln filed for a Hong Kong listing on Monday. " + std::string(text);
    return read_facts("Maple Kiln files", all, "en", make_date(2025, 12, 20), [] { return false; })
        .figures.size();
  };
  EXPECT_EQ(revenues("Its revenue was RMB300 million in 2024."), 1u);
  EXPECT_EQ(
      revenues("Its largest customer, whose revenue reached RMB4.2 billion in 2024, buys half."),
      0u);
  EXPECT_EQ(revenues("It supplies Northgate Steel, which made a profit of RMB90 million in 2024."),
            0u);
  EXPECT_EQ(revenues("Among its peers, Redfox had revenue of RMB800 million in 2024."), 0u);
}

TEST(ShortTexts, TheLatterInEnglish) {
  EXPECT_THAT(
      told("Maple Kiln and Silver Teal both want to go public in Hong Kong, but only the latter "
           "has acted: its application was lodged with the exchange on Thursday."),
      ElementsAre("Silver Teal filed 2025-12-18"));
}

TEST(ShortTexts, WhomTheOpeningPresentsIsGoneOnAbout) {
  EXPECT_THAT(told("Nobody is as quick as Maple Kiln. The Wuhu company's papers expired on 15 "
                   "December, the Hong Kong exchange's site showed."),
              ElementsAre("Maple Kiln lapsed 2025-12-15"));
}

TEST(ShortTexts, AFloatPutOffLongAgoEndsNoOffer) {
  EXPECT_THAT(
      told("Maple Kiln began taking orders for its Hong Kong IPO on Thursday. It postponed a "
           "float in late 2023."),
      ElementsAre("Maple Kiln launched 2025-12-18"));
}

TEST(ShortTexts, ANoticeOfFilingHasItsOwnDate) {
  EXPECT_THAT(told("Maple Kiln, which wants to list in Hong Kong, has received the Chinese "
                   "securities regulator's notice of filing, dated "
                   "December 16."),
              ElementsAre("Maple Kiln csrc_filed 2025-12-16"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
