// The official side from end to end: feeds that shrink, break and come back, rows that move, papers
// behind them, the past, and corrections by people; all through the program itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "tests/cli/world.h"
#include "tests/support/pdf_writer.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::CommandResult;
using testing_support::make_pdf;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::World;

// Files by their name at the end of the path; what is not there is 404. Changed between runs.
class Exchange {
 public:
  void put(const std::string& name, std::string body) {
    const std::lock_guard<std::mutex> lock(mutex_);
    files_[name] = std::move(body);
  }
  void remove(const std::string& name) {
    const std::lock_guard<std::mutex> lock(mutex_);
    files_.erase(name);
  }
  ServerAnswer answer(const ServerRequest& request) const {
    const std::string path = request.path();
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = files_.find(path.substr(path.rfind('/') + 1));
    ServerAnswer answer;
    answer.status = found == files_.end() ? 404 : 200;
    if (found != files_.end()) answer.body = found->second;
    return answer;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> files_;
};

json entry(const std::string& date, const std::string& label, const std::string& file) {
  return {{"d", date}, {"nF", label}, {"nS1", "Full Version"}, {"u1", "sehk/2025/" + file}};
}

// A single value in braces would be copied, not put into an array.
template <class... Values>
json list_of(Values... values) {
  json all = json::array();
  (all.push_back(std::move(values)), ...);
  return all;
}

json row(int id, const std::string& name, const std::string& status, const json& documents) {
  return {{"id", id}, {"d", "20/05/2025"}, {"a", name}, {"s", status}, {"ls", documents}};
}

std::string feed(const json& rows, const std::string& updated = "20/11/2025") {
  return json{{"genDate", "1763600000000"}, {"uDate", updated}, {"app", rows}}.dump();
}

const std::string kApp = "appactive_app_sehk_e.json";
const std::string kPhip = "appactive_appphip_sehk_e.json";
const std::string kInactive = "appinactive_sehk_e.json";

json filed(int id, const std::string& name) {
  return row(id, name, "A",
             list_of(entry("20/05/2025", "Application Proof (1st submission)",
                           std::to_string(id) + "/ap" + std::to_string(id) + ".pdf")));
}

class Official : public testing::Test {
 protected:
  Official() : world([this](const ServerRequest& request) { return exchange.answer(request); }) {}

  json ten() const {
    json rows = json::array();
    for (int i = 0; i < 10; ++i) {
      rows.push_back(filed(108000 + i, "Issuer " + std::string(1, static_cast<char>('A' + i)) +
                                           "lderway Holdings Limited"));
    }
    return rows;
  }
  CommandResult tick(const std::string& day, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--source", "hkex-applications"});
    return world.run_at(day + "T18:00:00+08:00", std::move(more));
  }
  std::string sql(const std::string& query) { return world.sql(query); }

  Exchange exchange;
  World world;
};

TEST_F(Official, ARowThatMovesToThePhipListIsTheSameApplication) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  json left = ten();
  json moved = left[3];
  moved["ls"].push_back(entry("23/11/2025", "PHIP (1st submission)", "108003/phip.pdf"));
  left.erase(3);
  exchange.put(kApp, feed(left, "23/11/2025"));
  exchange.put(kPhip, feed(list_of(moved), "23/11/2025"));
  const auto result = tick("2025-11-23");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(sql("select count(*) from ipo"), "10");
  EXPECT_EQ(
      sql("select stage || ' ' || phip_on || ' ' || hearing_on from ipo where hkex_id = 108003"),
      "phip 2025-11-23 2025-11-23");
  EXPECT_EQ(sql("select group_concat(what, ',') from feed_event where hkex_id = 108003"),
            "appeared,appeared,vanished");
}

TEST_F(Official, AListThatShrinksIsNotBelievedUntilItIsWholeAgain) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  const std::string before = sql("select group_concat(hkex_id || stage) from ipo");
  json few = json::array();
  for (int i = 0; i < 4; ++i) few.push_back(ten()[static_cast<std::size_t>(i)]);
  const std::map<std::string, std::string> bad{
      {feed(few), "6 of 10 rows are gone"},
      {feed(json::array()), "no row where there used to be some"},
      {"<html><title>Just a moment...</title><body>Checking your browser</body></html>",
       "challenge page"},
      {feed(ten()).substr(0, 700), "appactive_app_sehk_e.json"},
      {R"({"genDate":"1","rows":[]})", "not an application feed"},
      {"", "appactive_app_sehk_e.json"}};
  int day = 21;
  for (const auto& [body, reason] : bad) {
    SCOPED_TRACE(reason);
    exchange.put(kApp, body);
    const auto result = tick("2025-11-" + std::to_string(day++));
    EXPECT_EQ(result.exit_code, 1);
    // Standard error tells the beginning of an episode; each run's reason is kept.
    EXPECT_THAT(sql("select last_message from source_health where source = 'hkex-applications'"),
                HasSubstr(reason));
    EXPECT_EQ(sql("select group_concat(hkex_id || stage) from ipo"), before);
    EXPECT_EQ(sql("select count(*) from feed_event where what = 'vanished'"), "0");
  }
  EXPECT_EQ(sql("select count(*) from capture"), std::to_string(bad.size()))
      << "the bytes of each are kept, but for the answer that has none";
  exchange.put(kApp, feed(ten()));
  const auto good = tick("2025-11-28");
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(sql("select count(*) from stage_fact"), "10") << "nothing is told twice";
  EXPECT_EQ(sql("select count(*) from feed_event"), "10");
  EXPECT_EQ(sql("select last_outcome from source_health where source = 'hkex-applications'"), "ok");
  // A person who knows better may say so.
  exchange.put(kApp, feed(few));
  EXPECT_EQ(tick("2025-11-29", {"--accept-shrunk"}).exit_code, 0);
  EXPECT_EQ(sql("select count(*) from ipo where vanished_on = '2025-11-29'"), "6");
  EXPECT_EQ(sql("select count(*) from ipo"), "10")
      << "a row that is gone is a fact, not a deletion";
}

TEST_F(Official, FilesThatDoNotExistAreEmptyAsLongAsAMainBoardFileAnswers) {
  EXPECT_EQ(tick("2025-11-20").exit_code, 1) << "no file at all";
  exchange.put("appactive_app_gem_e.json", feed(list_of(filed(1, "Gem Limited"))));
  const auto gem_alone = tick("2025-11-21");
  EXPECT_EQ(gem_alone.exit_code, 1);
  exchange.put(kApp, feed(ten()));
  const auto result = tick("2025-11-22");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("recovered from failing"));
}

TEST_F(Official, UnknownStatusTokensAreKeptAndToldOnce) {
  json rows = ten();
  rows[0]["s"] = "QQ";
  rows[0]["ls"] = json::array();
  exchange.put(kApp, feed(rows));
  exchange.put("appactive_app_gem_e.json",
               feed(list_of(row(109000, "Other Limited", "QQ", json::array()))));
  const auto first = tick("2025-11-20");
  EXPECT_EQ(first.exit_code, 0);
  const auto at = first.err.find("\"QQ\"");
  ASSERT_NE(at, std::string::npos) << first.err;
  EXPECT_EQ(first.err.find("\"QQ\"", at + 1), std::string::npos) << first.err;
  EXPECT_EQ(sql("select stage from ipo where hkex_id = 108000"), "unknown");
  EXPECT_EQ(sql("select status from feed_row where hkex_id = 108000"), "QQ");
  rows[1]["d"] = "21/05/2025";
  exchange.put(kApp, feed(rows));
  EXPECT_EQ(tick("2025-11-21").err, "");
}

TEST_F(Official, BadRowsAreNamedAndTheRestIsUsed) {
  json rows = ten();
  rows[0]["d"] = "31/02/2026";
  rows[1].erase("a");
  rows[2]["a"] = "Evil\u202ename\u0007 Limited";
  rows.push_back(rows[3]);
  exchange.put(kApp, feed(rows));
  const auto result = tick("2025-11-20");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("row 1 (id 108000): field d"));
  EXPECT_THAT(result.err, HasSubstr("row 2 (id 108001): field a"));
  EXPECT_THAT(result.err, HasSubstr("row 3 (id 108002): field a: control or direction marks"));
  EXPECT_THAT(result.err, HasSubstr("duplicate-id"));
  EXPECT_EQ(sql("select count(*) from ipo"), "9");
  EXPECT_EQ(sql("select name_en from ipo where hkex_id = 108002"), "Evilname Limited");
}

std::string announcement(const std::string& firms) {
  return make_pdf(
      {{"Issuer Alderway Holdings Limited",
        "(incorporated in the Cayman Islands with limited liability)", "(the “Company”)",
        "OVERALL COORDINATOR ANNOUNCEMENT", "The Company has appointed " + firms + ".",
        "By order of the Board", "Hong Kong, 20 May 2025"}});
}

TEST_F(Official, SponsorsComeFromTheAnnouncementOnceItIsThere) {
  json rows = ten();
  rows[0]["ls"].insert(rows[0]["ls"].begin(), json{{"d", "20/05/2025"},
                                                   {"nS1", "OC Announcement - Appointment"},
                                                   {"u1", "sehk/2025/108000/oc.pdf"}});
  exchange.put(kApp, feed(rows));
  const auto absent = tick("2025-11-20");
  EXPECT_EQ(absent.exit_code, 0) << "a document that is missing is no failure";
  EXPECT_EQ(absent.err, "");
  EXPECT_EQ(sql("select last_status || ' ' || failures from document where url like '%oc.pdf'"),
            "404 1");
  exchange.put("oc.pdf",
               announcement("China International Capital Corporation Hong Kong Securities "
                            "Limited as its sole sponsor and sponsor-overall coordinator"));
  const auto there = tick("2025-11-21");
  EXPECT_EQ(there.exit_code, 0) << there.err;
  EXPECT_EQ(sql("select sponsors from ipo where hkex_id = 108000"), "CICC");
  EXPECT_EQ(sql("select count(*) from appointment where name like 'China International%'"),
            sql("select count(*) from appointment"));
  const std::size_t asked = world.server().requests().size();
  EXPECT_EQ(tick("2025-11-22").exit_code, 0);
  const auto requests = world.server().requests();
  for (std::size_t i = asked; i < requests.size(); ++i) {
    EXPECT_THAT(requests[i].target, Not(HasSubstr("oc.pdf"))) << "read for good";
  }
  EXPECT_THAT(world.ask({"show", "108000"}).out, HasSubstr("CICC"));
}

TEST_F(Official, APdfThatCannotBeReadHarmsNothing) {
  json rows = ten();
  for (std::size_t i = 0; i < 3; ++i) {
    rows[i]["ls"].push_back(json{{"d", "20/05/2025"},
                                 {"nS1", "OC Announcement - Appointment"},
                                 {"u1", "sehk/2025/oc" + std::to_string(i) + ".pdf"}});
  }
  exchange.put(kApp, feed(rows));
  exchange.put("oc0.pdf", "%PDF-1.7\n garbage");
  exchange.put("oc1.pdf", "<html>no such file</html>");
  exchange.put("oc2.pdf", announcement("CLSA Limited as its overall coordinator"));
  const auto result = tick("2025-11-20");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("oc0.pdf"));
  EXPECT_EQ(sql("select count(*) from appointment"), "1");
  EXPECT_EQ(sql("select count(*) from capture where url like '%oc_.pdf'"), "3");
}

TEST_F(Official, ReturnedRowsJoinTheirApplication) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  exchange.put("appreturned_sehk_e.json", feed({{{"a", "Issuer Clderway Holdings Limited"},
                                                 {"s", "CLSA Capital Markets Limited"},
                                                 {"rd", "18/11/2025"}},
                                                {{"a", "Never Seen Limited"},
                                                 {"s", "Somebody Capital Limited"},
                                                 {"rd", "01/02/2016"}}}));
  ASSERT_EQ(tick("2025-11-21").exit_code, 0);
  ASSERT_EQ(tick("2025-11-22").exit_code, 0);
  EXPECT_EQ(
      sql("select stage || ' ' || returned_on || ' ' || sponsors from ipo where hkex_id = 108002"),
      "returned 2025-11-18 CLSA (CITIC CLSA)");
  EXPECT_EQ(sql("select count(*) from ipo where hkex_id is null"), "1");
  EXPECT_EQ(sql("select count(*) from stage_fact where stage = 'returned'"), "2");
}

TEST_F(Official, ThePastAnswersAsItDid) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  const std::string then = world.ask({"list", "--format", "json"}).out;
  json left = ten();
  json gone = left[5];
  left.erase(5);
  gone["s"] = "LP";
  exchange.put(kApp, feed(left, "25/11/2025"));
  exchange.put(kInactive, feed(list_of(gone), "25/11/2025"));
  ASSERT_EQ(tick("2025-11-25").exit_code, 0);
  EXPECT_NE(world.ask({"list", "--format", "json"}).out, then);
  EXPECT_EQ(world.ask({"list", "--format", "json", "--as-of", "2025-11-24"}).out, then);
  EXPECT_EQ(world.ask({"list", "--format", "json", "--as-of", "2025-11-20T18:00:00+08:00"}).out,
            then);
  EXPECT_EQ(world.ask({"list", "--format", "json", "--as-of", "2025-11-19"}).out, "[]\n");
  EXPECT_THAT(world.ask({"show", "108005", "--as-of", "2025-11-24"}).out, HasSubstr("stage filed"));
  EXPECT_THAT(world.ask({"show", "108005"}).out, HasSubstr("stage lapsed"));
  const auto asked = world.ask({"sql", "select stage from ipo where hkex_id = 108005", "--as-of",
                                "2025-11-24", "--format", "csv"});
  EXPECT_EQ(asked.out, "stage\nfiled\n");
  EXPECT_EQ(world.ask({"list", "--as-of", "yesterday"}).exit_code, 2);
}

TEST_F(Official, SqlReadsAndNothingElse) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  EXPECT_THAT(world.ask({"sql"}).out, HasSubstr("conflict\n"));
  EXPECT_EQ(world.ask({"sql", "select count(*) as n from ipo", "--format", "csv"}).out, "n\n10\n");
  for (const char* refused : {"delete from issuer", "select 1; select 2", "attach 'x' as y",
                              "pragma user_version = 9", "selec 1"}) {
    const auto result = world.ask({"sql", refused});
    EXPECT_EQ(result.exit_code, 2) << refused;
    EXPECT_THAT(result.err, HasSubstr("gongwatch: ")) << refused;
  }
  EXPECT_EQ(sql("select count(*) from issuer"), "10");
}

TEST_F(Official, CorrectionsHoldAgainstReadingEverythingAgain) {
  json rows = ten();
  rows[1]["a"] = rows[0]["a"];
  exchange.put(kApp, feed(rows));
  exchange.put("appactive_app_sehk_c.json",
               feed({row(108000, "艾德威控股有限公司", "A", json::array()),
                     row(108001, "奧爾德路控股有限公司", "A", json::array())}));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  ASSERT_EQ(sql("select count(distinct issuer_id) from ipo where hkex_id in (108000, 108001)"),
            "2");
  const auto merged = world.ask({"issuer", "merge", "108001", "108000", "--reason", "one company"});
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_EQ(sql("select count(distinct issuer_id) from ipo where hkex_id in (108000, 108001)"),
            "1");
  const auto again = world.ask({"reparse"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(sql("select count(distinct issuer_id) from ipo where hkex_id in (108000, 108001)"),
            "1");
  EXPECT_EQ(sql("select count(*) from stage_fact where superseded_at is null"), "10");

  const std::string application =
      "#" + sql("select application_id from ipo where hkex_id = 108001");
  const auto split =
      world.ask({"issuer", "split", "108000", "--application", application, "--reason", "no, two"});
  ASSERT_EQ(split.exit_code, 0) << split.err;
  EXPECT_EQ(world.ask({"reparse"}).exit_code, 0);
  EXPECT_EQ(sql("select count(distinct issuer_id) from ipo where hkex_id in (108000, 108001)"),
            "2");
  EXPECT_EQ(sql("select count(*) from capture where source_id = 'correction'"), "2");
  EXPECT_EQ(world.ask({"issuer", "merge", "108001", "nobody at all"}).exit_code, 1);
  EXPECT_EQ(world.ask({"issuer", "split", "108000", "--application", "x"}).exit_code, 2);
}

TEST_F(Official, PastYearsComeFromTheYearlyLists) {
  exchange.put("app_2024_sehk_e.json",
               feed(list_of(row(106001, "Old Alderway Limited", "LP",
                                list_of(entry("20/01/2024", "Application Proof (1st submission)",
                                              "106001/a.pdf"))))));
  const auto result = world.ask({"backfill", "--years", "2024", "--now", "2025-11-20T10:00:00Z"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(sql("select stage || ' ' || filed_on from ipo"), "lapsed 2024-01-20");
  EXPECT_EQ(world.ask({"backfill"}).exit_code, 2);
  EXPECT_EQ(world.ask({"backfill", "--years", "24"}).exit_code, 2);
  EXPECT_EQ(world.ask({"backfill", "--years", "2025..2024"}).exit_code, 2);
}

TEST_F(Official, ReadingEverythingAgainBelievesNoListThatTheTickRefused) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  exchange.put(kApp, feed(list_of(ten()[0], ten()[1])));
  ASSERT_EQ(tick("2025-11-21").exit_code, 1);
  EXPECT_EQ(world.ask({"reparse"}).exit_code, 0);
  EXPECT_EQ(sql("select count(*) from feed_event where what <> 'appeared'"), "0");
  EXPECT_EQ(sql("select count(*) from ipo where vanished_on is not null"), "0");
}

TEST_F(Official, SponsorsThatNoTableKnowsAreAppointedOnce) {
  exchange.put(kApp, feed(ten()));
  exchange.put("appreturned_sehk_e.json", feed(list_of(json{{"a", "Never Seen Limited"},
                                                            {"s", "Nobody Knows Capital Limited"},
                                                            {"rd", "01/02/2016"}})));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  for (int i = 0; i < 2; ++i) ASSERT_EQ(world.ask({"reparse"}).exit_code, 0);
  EXPECT_EQ(sql("select count(*) from appointment_fact"), "1");
}

TEST_F(Official, AListOfAnotherShapeIsRefused) {
  json renamed = json::array();
  for (json one : ten()) {
    one["applicant"] = one["a"];
    one.erase("a");
    renamed.push_back(one);
  }
  exchange.put(kApp, feed(renamed));
  const auto first = tick("2025-11-20");
  EXPECT_EQ(first.exit_code, 1) << "on the first day too";
  EXPECT_THAT(first.err, HasSubstr("10 of 10 rows cannot be read"));
  EXPECT_THAT(first.err, HasSubstr("field a"));
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-21").exit_code, 0);
  json silent = ten();
  for (json& one : silent) one.erase("s");
  exchange.put(kApp, feed(silent));
  const auto lost = tick("2025-11-22");
  EXPECT_EQ(lost.exit_code, 1);
  EXPECT_THAT(lost.err, HasSubstr("lost their status"));
  EXPECT_EQ(sql("select count(*) from feed_event where what = 'status'"), "0");
}

TEST_F(Official, ANameThatComesBackIsShownAgain) {
  json rows = ten();
  exchange.put(kApp, feed(rows));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  const std::string name = rows[0]["a"];
  rows[0]["a"] = "Issuer Alderway (Cut";
  exchange.put(kApp, feed(rows));
  ASSERT_EQ(tick("2025-11-21").exit_code, 0);
  EXPECT_EQ(sql("select name_en from ipo where hkex_id = 108000"), "Issuer Alderway (Cut");
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-22").exit_code, 0);
  EXPECT_EQ(sql("select name_en from ipo where hkex_id = 108000"), name);
  EXPECT_THAT(
      world.ask({"sql", "select name_en from ipo where hkex_id = 108000", "--as-of", "2025-11-21"})
          .out,
      HasSubstr("(Cut"));
}

TEST_F(Official, ADocumentThatDatesAStageReplacesWhatTheStatusTold) {
  json rows = ten();
  rows[0]["ls"] = json::array();
  exchange.put(kPhip, feed(rows));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  EXPECT_EQ(sql("select phip_on from ipo where hkex_id = 108000"), "2025-05-20") << "d";
  rows[0]["ls"] = list_of(entry("18/05/2025", "PHIP (1st submission)", "108000/p.pdf"));
  exchange.put(kPhip, feed(rows));
  exchange.put(kApp, feed(list_of(filed(109000, "Other Limited"))));
  ASSERT_EQ(tick("2025-11-21").exit_code, 0);
  EXPECT_EQ(sql("select group_concat(stage || ' ' || coalesce(event_date, event_by), ', ') from "
                "(select f.* from live_stage f join application a using (application_id) where "
                "a.hkex_id = 108000 order by f.stage_fact_id)"),
            "hearing 2025-05-18, phip 2025-05-18");
}

TEST_F(Official, AnApplicationThatIsActiveAgainIsSoEvenIfItsEndLingers) {
  json left = ten();
  json ended = left[0];
  ended["s"] = "LP";
  left.erase(0);
  exchange.put(kApp, feed(left));
  exchange.put(kInactive, feed(list_of(ended, row(100001, "Old Limited", "LP", json::array()))));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  EXPECT_EQ(sql("select stage from ipo where hkex_id = 108000"), "lapsed");
  exchange.put(kApp, feed(ten(), "21/11/2025"));  // the other list is a day behind
  ASSERT_EQ(tick("2025-11-21").exit_code, 0);
  EXPECT_EQ(sql("select stage from ipo where hkex_id = 108000"), "lapsed");
  exchange.put(kInactive,
               feed(list_of(row(100001, "Old Limited", "LP", json::array())), "22/11/2025"));
  ASSERT_EQ(tick("2025-11-22").exit_code, 0);
  EXPECT_EQ(sql("select stage || ' ' || stage_on from ipo where hkex_id = 108000"),
            "filed 2025-05-20");
}

TEST_F(Official, ACorrectedStockCodeIsTakenOver) {
  exchange.put(kApp, feed(ten()));
  json listed = row(107000, "Listed Limited", "LT", json::array());
  listed["st"] = "06872";
  exchange.put("applisted_sehk_e.json", feed(list_of(listed)));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  listed["st"] = "06873";
  exchange.put("applisted_sehk_e.json", feed(list_of(listed)));
  ASSERT_EQ(tick("2025-11-21").exit_code, 0);
  EXPECT_EQ(world.ask({"show", "6873"}).exit_code, 0);
  EXPECT_EQ(sql("select stock_code from ipo where hkex_id = 107000"), "06873");
  EXPECT_THAT(world
                  .ask({"sql", "select stock_code from ipo where hkex_id = 107000", "--as-of",
                        "2025-11-20"})
                  .out,
              HasSubstr("06872"));
}

TEST_F(Official, CorrectionsNameIssuersExactly) {
  exchange.put(kApp, feed(ten()));
  ASSERT_EQ(tick("2025-11-20").exit_code, 0);
  const auto vague = world.ask({"issuer", "merge", "lderway", "108001"});
  EXPECT_EQ(vague.exit_code, 1);
  EXPECT_THAT(vague.err, HasSubstr("no issuer is called exactly so"));
  EXPECT_EQ(sql("select count(distinct issuer_id) from ipo"), "10");
  ASSERT_EQ(world.ask({"issuer", "merge", "108001", "108000"}).exit_code, 0);
  const auto split =
      world.ask({"issuer", "split", "108000", "--application",
                 "#" + sql("select application_id from ipo where hkex_id = 108001")});
  ASSERT_EQ(split.exit_code, 0) << split.err;
  EXPECT_NE(sql("select coalesce(name_en, '') from ipo where hkex_id = 108001"), "");
}

}  // namespace
}  // namespace gongwatch
