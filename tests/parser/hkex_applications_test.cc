#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "model/names.h"
#include "parser/hkex/applications.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ApplicationFeedName kActive{"appactive_app", Board::main, "en"};

Result<ApplicationFeed> read(const std::string& rows, const ApplicationFeedName& name = kActive) {
  return parse_application_feed(
      R"j({"genDate":"1783782010002","uDate":"10/07/2026","app":[)j" + rows + "]}", name);
}

std::string row(const std::string& fields) {
  return R"j({"id":107001,"d":"03/11/2025","a":"Alder Works Limited",)j" + fields + "}";
}

std::string fixture(const std::string& feed) {
  std::ifstream in(
      std::string(GONGWATCH_CHECKOUT) + "/fixtures/hkex-applications/" + feed + "/page.json",
      std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::optional<CivilDate> day(int year, unsigned month, unsigned number) {
  return make_date(year, month, number);
}

TEST(ApplicationFeedNames, ListBoardAndLanguageComeFromTheFileName) {
  const auto name = application_feed_name(
      "https://www1.hkexnews.hk/ncms/json/eds/appactive_appphip_gem_c.json?_=17");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->list, "appactive_appphip");
  EXPECT_EQ(name->board, Board::gem);
  EXPECT_EQ(name->language, "zh-Hant");
  EXPECT_EQ(file_name_of(*name), "appactive_appphip_gem_c.json");
  EXPECT_EQ(application_feed_name("app_2025_sehk_e.json")->list, "app_2025");
  EXPECT_EQ(application_feed_name("appreturned_gem_e.json")->list, "appreturned");
}

TEST(ApplicationFeedNames, OtherFilesAreNoFeeds) {
  for (const char* url :
       {"", "https://example.com/", "appactive_app_sehk_x.json", "xappactive_app_sehk_e.json",
        "appactive_app_sehk_e.json/", "app_25_sehk_e.json"}) {
    const auto name = application_feed_name(url);
    ASSERT_FALSE(name) << url;
    EXPECT_EQ(name.error().kind, ErrorKind::invalid_argument);
  }
}

TEST(ApplicationFeed, ReadsRowDocumentsAndDates) {
  const auto feed = read(row(R"j("s":"A","w":"sehk/2025/107001/documents/warn25102800211.pdf","ls":[
    {"d":"03/11/2025","nS1":"OC Announcement - Appointment","u1":"sehk/2025/107001/documents/sehk25110300001.pdf"},
    {"d":"28/10/2025","nF":"Application Proof (2nd submission)","nS1":"Full Version","nS2":"Multi-Files",
     "u1":"sehk/2025/107001/documents/sehk25102800002.pdf","u2":"sehk/2025/107001/2025102800001.htm"}],"ps":[
    {"d":"28/04/2025","nF":"Application Proof (1st submission)","u1":"#","u2":""}])j"));
  ASSERT_TRUE(feed) << feed.error().to_string();
  EXPECT_THAT(feed->warnings, IsEmpty());
  EXPECT_EQ(to_iso(*feed->generated_at), "2026-07-11T15:00:10Z");
  EXPECT_EQ(feed->updated_on, day(2026, 7, 10));
  ASSERT_THAT(feed->applications, SizeIs(1));
  const OfficialApplication& application = feed->applications[0];
  EXPECT_EQ(application.hkex_id, 107001);
  EXPECT_EQ(application.applicant, "Alder Works Limited");
  EXPECT_EQ(application.stage, Stage::filed);
  EXPECT_EQ(application.latest_document_on, day(2025, 11, 3));
  EXPECT_FALSE(application.has_phip);
  EXPECT_THAT(application.row_json, HasSubstr(R"j("id":107001)j"));
  ASSERT_THAT(application.documents, SizeIs(4));
  EXPECT_EQ(application.documents[0].kind, OfficialDocumentKind::oc_announcement);
  EXPECT_EQ(application.documents[0].submission, std::nullopt);
  EXPECT_EQ(application.documents[1].kind, OfficialDocumentKind::application_proof);
  EXPECT_EQ(application.documents[1].url,
            "https://www1.hkexnews.hk/app/sehk/2025/107001/documents/sehk25102800002.pdf");
  EXPECT_EQ(application.documents[1].date, day(2025, 10, 28));
  EXPECT_EQ(application.documents[1].submission, 2);
  EXPECT_EQ(application.documents[1].language, "en");
  EXPECT_EQ(application.documents[2].url,
            "https://www1.hkexnews.hk/app/sehk/2025/107001/2025102800001.htm");
  EXPECT_EQ(application.documents[3].kind, OfficialDocumentKind::warning_statement);
  EXPECT_EQ(application.documents[3].date, day(2025, 10, 28));
}

TEST(ApplicationFeed, ReadsChineseLabels) {
  const auto feed = read(
      row(R"j("s":"A","ls":[{"d":"03/11/2025","nF":"聆訊後資料集（第十二次呈交）","nS1":"全文檔案","u1":"a_c.pdf"},
             {"d":"02/11/2025","nF":"申請版本（修訂版）","u1":"b_c.pdf"},
             {"d":"01/11/2025","nS1":"整體協調人公告－委任（經修訂）","u1":"c.pdf"}])j"),
      {"app_2025", Board::main, "zh-Hant"});
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications, SizeIs(1));
  const auto& documents = feed->applications[0].documents;
  ASSERT_THAT(documents, SizeIs(3));
  EXPECT_EQ(documents[0].kind, OfficialDocumentKind::phip);
  EXPECT_EQ(documents[0].submission, 12);
  EXPECT_EQ(documents[0].language, "zh-Hant");
  EXPECT_EQ(documents[1].kind, OfficialDocumentKind::application_proof);
  EXPECT_EQ(documents[1].submission, std::nullopt);
  EXPECT_EQ(documents[2].kind, OfficialDocumentKind::oc_announcement);
  EXPECT_EQ(documents[2].language, "en");  // the Chinese list's file without _c is the English one
  EXPECT_TRUE(feed->applications[0].has_phip);
  EXPECT_EQ(feed->applications[0].stage, Stage::phip);
}

TEST(ApplicationFeed, TheStageIsWhatTokenAndListSay) {
  const auto stage = [](const std::string& fields, const std::string& list) {
    const auto feed = read(row(fields), {list, Board::main, "en"});
    return feed && feed->applications.size() == 1 ? feed->applications[0].stage : std::nullopt;
  };
  EXPECT_EQ(stage(R"j("s":"A")j", "appactive_app"), Stage::filed);
  EXPECT_EQ(stage(R"j("s":"A")j", "appactive_appphip"), Stage::phip);
  EXPECT_EQ(stage(R"j("s":"A","hasPhip":true)j", "app_2025"), Stage::phip);
  EXPECT_EQ(stage(R"j("s":"LT","hasPhip":true)j", "app_2025"), Stage::listed);
  EXPECT_EQ(stage(R"j("s":"LP","hasPhip":true)j", "appinactive"), Stage::lapsed);
  EXPECT_EQ(stage(R"j("s":"W")j", "appinactive"), Stage::withdrawn);
  EXPECT_EQ(stage(R"j("s":"RJ")j", "appinactive"), Stage::rejected);
  EXPECT_EQ(stage(R"j("st":"1461")j", "applisted"), Stage::listed);
  EXPECT_EQ(stage(R"j("x":1)j", "appactive_app"), Stage::filed);
  EXPECT_EQ(stage(R"j("x":1)j", "appinactive"), std::nullopt);
}

TEST(ApplicationFeed, AnUnknownTokenIsKeptAndWarnedOfOnce) {
  const auto feed = read(
      R"j({"id":1,"d":"03/11/2025","a":"One","s":"QX"},{"id":2,"d":"03/11/2025","a":"Two","s":"QX"})j");
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications, SizeIs(2));
  EXPECT_EQ(feed->applications[1].status, "QX");
  EXPECT_EQ(feed->applications[1].stage, std::nullopt);
  ASSERT_THAT(feed->warnings, SizeIs(1));
  EXPECT_EQ(feed->warnings[0].code, "unknown-status");
  EXPECT_THAT(feed->warnings[0].message, HasSubstr("QX"));
}

TEST(ApplicationFeed, TwoRowsOfOneIdBecomeOne) {
  const auto feed = read(
      R"j({"id":1,"d":"03/11/2025","a":"One","s":"A","ls":[{"nF":"Application Proof","u1":"a.pdf"}]},
         {"id":1,"d":"04/11/2025","a":"Uno","s":"A","ls":[{"nF":"PHIP (1st submission)","u1":"b.pdf"},{"nF":"Application Proof","u1":"a.pdf"}]
})j");
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications, SizeIs(1));
  EXPECT_EQ(feed->applications[0].applicant, "One");
  EXPECT_THAT(feed->applications[0].documents, SizeIs(2));
  EXPECT_EQ(feed->applications[0].stage, Stage::phip);
  ASSERT_THAT(feed->warnings, SizeIs(1));
  EXPECT_EQ(feed->warnings[0].code, "duplicate-id");
}

TEST(ApplicationFeed, WrongTypesOfOneRowAreNamedAndTheRestIsUsed) {
  const auto feed = read(
      row(R"j("s":7,"st":"x","hasPhip":"yes","ls":{"d":1},"ps":[5,{"d":"31/02/2026","nF":["AP"],"u1":9,"u2":"ok.htm"}])j") +
      R"j(,{"id":"x","a":"No id"},{"id":3,"a":{}},17,{"id":4,"a":"No day","d":"31/02/2026"},{"id":5,"a":"Last","d":"01/02/2026","s":"A"})j");
  ASSERT_TRUE(feed);
  std::vector<std::int64_t> ids;
  for (const auto& application : feed->applications) ids.push_back(application.hkex_id);
  EXPECT_THAT(ids, ElementsAre(107001, 4, 5));
  EXPECT_EQ(feed->applications[0].latest_document_on, day(2025, 11, 3));
  ASSERT_THAT(feed->applications[0].documents, SizeIs(1));
  EXPECT_EQ(feed->applications[0].documents[0].date, std::nullopt);
  EXPECT_EQ(feed->applications[1].latest_document_on, std::nullopt);
  std::string all;
  for (const Warning& warning : feed->warnings) all += warning.message + "\n";
  for (const char* told :
       {"appactive_app_sehk_e.json row 1 (id 107001): field s: not a string",
        "field st: not a stock code", "field hasPhip: not true or false", "field ls: not an array",
        "field nF: not a string", "field u1: not a string", "row 2: field id: not a whole number",
        "row 3 (id 3): field a: not a name", "row 4: not an object",
        "row 5 (id 4): field d: not a day that exists"}) {
    EXPECT_THAT(all, HasSubstr(told));
  }
}

TEST(ApplicationFeed, ControlAndDirectionMarksLeaveTheName) {
  const auto feed = read(
      "{\"id\":1,\"d\":\"03/11/2025\",\"a\":\"Al\xE2\x80\xAE"
      "der\\u0007 \xE2\x80\x8BWorks\",\"s\":\"A\"}");
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications, SizeIs(1));
  EXPECT_EQ(feed->applications[0].applicant, "Alder Works");
  ASSERT_THAT(feed->warnings, SizeIs(1));
  EXPECT_EQ(feed->warnings[0].code, "name-cleaned");
}

TEST(ApplicationFeed, LinksOfOtherSchemesAreNoDocuments) {
  const auto feed =
      read(row(R"j("s":"A","ls":[{"u1":"javascript:alert(1)","u2":"file:///etc/passwd"}])j"));
  ASSERT_TRUE(feed);
  EXPECT_THAT(feed->applications[0].documents, IsEmpty());
  EXPECT_THAT(feed->warnings, SizeIs(2));
}

TEST(ApplicationFeed, DocumentsResolveAgainstTheGivenBase) {
  const auto feed = parse_application_feed(
      R"j({"app":[{"id":1,"d":"03/11/2025","a":"One","s":"A","ls":[{"u1":"x/a.pdf"},{"u1":"x/a.pdf"}]}]})j",
      kActive, "http://127.0.0.1:8080/www1.hkexnews.hk/app/");
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications[0].documents, SizeIs(1));
  EXPECT_EQ(feed->applications[0].documents[0].url,
            "http://127.0.0.1:8080/www1.hkexnews.hk/app/x/a.pdf");
}

TEST(ApplicationFeed, WhatIsNoFeedIsAnErrorThatNamesIt) {
  const auto error = [](std::string_view bytes) {
    return parse_application_feed(bytes, kActive).error();
  };
  EXPECT_EQ(error("").kind, ErrorKind::empty);
  EXPECT_EQ(error("<!DOCTYPE html><title>Just a moment</title>").kind, ErrorKind::malformed);
  EXPECT_THAT(error("<html>").message, HasSubstr("web page"));
  EXPECT_EQ(error(R"j({"genDate":"1","app":[{"id":1,)j").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"genDate":"1"})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error(R"j({"app":{}})j").kind, ErrorKind::malformed);
  EXPECT_EQ(error("[]").kind, ErrorKind::malformed);
  EXPECT_EQ(error("{}").context, "appactive_app_sehk_e.json");
  EXPECT_EQ(error(R"j({"app":)j" + std::string(100'000, '[')).kind, ErrorKind::too_deep);
}

TEST(ApplicationFeed, AnEmptyArrayIsAnEmptyFeed) {
  const auto feed = read("");
  ASSERT_TRUE(feed);
  EXPECT_THAT(feed->applications, IsEmpty());
}

TEST(ApplicationFeed, ARowThatIsTooLongCostsThatRow) {
  const std::string second = R"j({"id":2,"d":"03/11/2025","a":"Two","s":"A"})j";
  for (const std::string& content : {std::string(50u << 20, 'x'), std::string(1u << 20, 'x')}) {
    const auto feed = read(row(R"j("x":")j" + content + "\"") + "," + second);
    ASSERT_TRUE(feed) << feed.error().to_string();
    ASSERT_THAT(feed->applications, SizeIs(1));
    EXPECT_EQ(feed->applications[0].hkex_id, 2);
    ASSERT_THAT(feed->warnings, SizeIs(1));
    EXPECT_EQ(feed->warnings[0].message,
              "appactive_app_sehk_e.json row 1: longer than 262144 bytes");
  }
  // Millions of values, nested deeply, in one row; and bytes that are no UTF-8 in another.
  std::string many = "[1";
  for (int i = 0; i < 3'000'000; ++i) many += ",1";
  const auto nested =
      read(row(R"j("x":)j" + many + "]," + R"j("y":)j" + std::string(1000, '[') +
               std::string(1000, ']')) +
           R"j(,{"id":3,"d":"03/11/2025","a":"Thr)j" + "\xFF" + R"j(ee","s":"A"})j");
  ASSERT_TRUE(nested) << nested.error().to_string();
  ASSERT_THAT(nested->applications, SizeIs(1));
  EXPECT_EQ(nested->applications[0].applicant,
            "Thr\xEF\xBF\xBD"
            "ee");
  ASSERT_THAT(nested->warnings, SizeIs(1));
  EXPECT_EQ(nested->warnings[0].code, "row-skipped");
}

TEST(ApplicationFeed, SizeIsBounded) {
  EXPECT_EQ(read(row(R"j("x":")j" + std::string(64u << 20, 'x') + "\"")).error().kind,
            ErrorKind::too_large);
  std::string many = "1";
  for (int i = 0; i < 20'000; ++i) many += ",1";
  EXPECT_EQ(read(many).error().kind, ErrorKind::too_large);
  const auto told = read(many.substr(2));
  ASSERT_TRUE(told);
  EXPECT_THAT(told->warnings, SizeIs(1001));
}

TEST(ApplicationFeed, OddDaysOfTheFeedAreTold) {
  const auto feed =
      parse_application_feed(R"j({"genDate":"yesterday","uDate":"31/02/2026","app":[]})j", kActive);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->generated_at, std::nullopt);
  EXPECT_EQ(feed->updated_on, std::nullopt);
  ASSERT_THAT(feed->warnings, SizeIs(2));
  EXPECT_THAT(feed->warnings[0].message, HasSubstr("_sehk_e.json: field genDate: not a time"));
  EXPECT_THAT(feed->warnings[1].message, HasSubstr("_sehk_e.json: field uDate: not a day"));
}

TEST(ApplicationFeed, TokensThatNoRowWasSeenWithAreReadAndTold) {
  const auto feed = read(
      R"j({"id":1,"d":"03/11/2025","a":"One","s":"L"},{"id":2,"d":"03/11/2025","a":"Two","s":"R"},
         {"id":3,"d":"03/11/2025","a":"Three","s":"IR"},{"id":4,"d":"03/11/2025","a":"Four","s":"L"})j");
  ASSERT_TRUE(feed);
  ASSERT_THAT(feed->applications, SizeIs(4));
  EXPECT_EQ(feed->applications[0].stage, Stage::lapsed);
  EXPECT_EQ(feed->applications[1].stage, Stage::rejected);
  EXPECT_EQ(feed->applications[2].stage, std::nullopt);
  EXPECT_EQ(feed->applications[2].status, "IR");
  EXPECT_EQ(feed->applications[3].stage, Stage::lapsed);
  ASSERT_THAT(feed->warnings, SizeIs(3));
  for (const Warning& warning : feed->warnings) EXPECT_EQ(warning.code, "unconfirmed-status");
}

TEST(ApplicationFeed, MarksInATokenAndInAMessageAreRemoved) {
  const auto feed =
      read("{\"id\":1,\"d\":\"03/11/2025\",\"a\":\"One\",\"s\":\"\xE2\x80\xAEQ\\nX\"}");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->applications.at(0).status, "Q X");
  ASSERT_THAT(feed->warnings, SizeIs(2));
  EXPECT_THAT(feed->warnings[0].message, HasSubstr("row 1 (id 1): field s: control or direction"));
  EXPECT_THAT(feed->warnings[1].message, HasSubstr("unknown status \"Q X\""));
}

TEST(ApplicationFeed, ReadsEveryFeedOfTheFixturesWithoutAWarning) {
  for (const char* list : {"appactive_app", "appactive_appphip", "appinactive", "applisted"}) {
    for (const char* language : {"_sehk_e", "_sehk_c"}) {
      const std::string name = std::string(list) + language;
      const auto feed =
          parse_application_feed(fixture(name), *application_feed_name(name + ".json"));
      ASSERT_TRUE(feed) << name << ": " << feed.error().to_string();
      EXPECT_GE(feed->applications.size(), 4u) << name;
      EXPECT_THAT(feed->warnings, IsEmpty()) << name;
      for (const auto& application : feed->applications) EXPECT_TRUE(application.stage) << name;
    }
  }
}

TEST(ApplicationFeed, ChuangxinPostedItsPhipOnTheSundayOfTheSeed) {
  const auto feed = parse_application_feed(fixture("appactive_appphip_sehk_c"),
                                           {"appactive_appphip", Board::main, "zh-Hant"});
  ASSERT_TRUE(feed);
  const OfficialApplication& application = feed->applications.at(0);
  EXPECT_EQ(application.applicant, "創新實業集團有限公司");
  EXPECT_EQ(application.stage, Stage::phip);
  EXPECT_EQ(application.documents.at(0).kind, OfficialDocumentKind::phip);
  EXPECT_EQ(application.documents.at(0).date, day(2025, 11, 9));
  EXPECT_EQ(application.documents.at(0).submission, 1);
}

}  // namespace
}  // namespace gongwatch::parser
