// Pages of the report: what they must say, and that nothing told by others is ever markup.
#include "render/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "render/markup.h"
#include "render/quantile.h"
#include "render/report/charts.h"
#include "render/report/words.h"

namespace gongwatch::render {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

ReportWitness story(const std::string& stage, const std::string& source, const std::string& url) {
  ReportWitness witness;
  witness.row.fact = "stage 7";
  witness.row.stage = stage;
  witness.row.event_date = "2025-11-06";
  witness.row.source_id = source;
  witness.row.url = url;
  witness.row.language = "en";
  witness.row.title = "Acme hears";
  witness.row.known_at = "2025-11-09T10:00:00Z";
  witness.quote = "Acme passed its hearing.";
  witness.evidence_in = "text";
  return witness;
}

ReportIpo acme() {
  ReportIpo ipo;
  ipo.application_id = 12;
  ipo.issuer_id = 3;
  ipo.name_en = "Acme Robotics Limited";
  ipo.name_zh = "頂點機器人有限公司";
  ipo.board = "main";
  ipo.stage = "hearing";
  ipo.stage_on = "2025-11-06";
  ipo.days[static_cast<std::size_t>(Stage::filed)] = "2025-05-01";
  ipo.days[static_cast<std::size_t>(Stage::hearing)] = "2025-11-06";
  ipo.lapse_day = "2025-11-20";
  ipo.days_in_stage = 4;
  ipo.sponsors = {"CICC", "Huatai International"};
  ipo.names = {{3, "Acme Robotics Limited", "", NameKind::official, "en"},
               {3, "頂點機器人有限公司", "", NameKind::official, "zh-Hant"},
               {3, "Feather Robotics", "", NameKind::former, "en"}};
  ipo.witnesses = {story("hearing", "aastocks", "https://a.example/1"),
                   story("hearing", "zhitong", "https://z.example/1")};
  ipo.conflicts = {{"event_date", "hearing", "2025-11-06", "hkex", "2025-11-05", "zhitong"}};
  return ipo;
}

CalendarRow day_of(const std::string& kind, const std::string& day, ApplicationId application) {
  CalendarRow row;
  row.kind = kind;
  row.day = day;
  row.issuer.application_id = application;
  return row;
}

Report one(ReportIpo ipo) {
  Report report;
  report.at = parse_iso_instant("2025-11-10T00:00:00Z").value();
  report.changes = {
      {"2025-11-09T10:00:00Z", ipo.application_id, "stage", "hearing 2025-11-06", "aastocks"}};
  if (ipo.lapse_day) report.days = {day_of("lapses", *ipo.lapse_day, ipo.application_id)};
  report.league = {{"CICC", 1, 1, 0, 1, 0, 0}};
  report.sources = {{"aastocks", "2025-11-09T10:00:00Z", std::nullopt, std::nullopt}};
  report.ipos.push_back(std::move(ipo));
  return report;
}

std::map<std::string, std::string> pages(const Report& report) {
  std::map<std::string, std::string> files;
  const Status done = make_report(report, [&](const ReportFile& file) -> Status {
    EXPECT_TRUE(files.emplace(file.path, file.bytes).second) << file.path;
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(files.size(), report_size(report));
  return files;
}

TEST(Markup, EverythingThatIsNoLiteralIsEscapedAndCut) {
  EXPECT_EQ(markup("<b>{}</b>", "<i>&\"'").html(), "<b>&lt;i&gt;&amp;&quot;&#39;</b>");
  EXPECT_EQ(markup("{}", markup("<b>{}</b>", 1)).html(), "<b>1</b>");
  EXPECT_EQ(escaped("a\nb\tc\x01"
                    "d"),
            "a b cd");
  EXPECT_EQ(escaped("\u202Eevil\u202C \u2066x\u2069\u200B"), "evil x");
  EXPECT_EQ(escaped(std::string(9, 'x'), 4), "xxxx…");
  EXPECT_EQ(escaped("頂點機器人", 4), "頂點…");  // never in the middle of a character
  EXPECT_EQ(escaped("\xff\xfe ok"), " ok");
  EXPECT_LT(escaped(std::string(1'000'000, '<')).size(), 10'000U);
}

TEST(Markup, OnlyAddressesOfTheWebBecomeLinks) {
  EXPECT_EQ(web_address("https://a.example/x?y=1&z=2#q"), "https://a.example/x?y=1&z=2#q");
  for (const std::string bad :
       {"javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://a.example", "data:text/html,x",
        "//a.example", "file:///etc/passwd", "https://a.example/\"onclick=", "https://a.example/\n",
        "https://a.example/<b>", ""})
    EXPECT_EQ(web_address(bad), "") << bad;
  EXPECT_EQ(web_address("https://a.example/" + std::string(5000, 'x')), "");
}

TEST(Report, ThePageOfAnIpoShowsItsNamesItsDayItsWitnessesAndWhatTheyDisagreeAbout) {
  const std::string page = pages(one(acme()))["ipo/12.html"];
  EXPECT_THAT(page, HasSubstr("<bdi class=\"en\" lang=\"en\">Acme Robotics Limited</bdi>"));
  EXPECT_THAT(page, HasSubstr("頂點機器人有限公司"));
  EXPECT_THAT(page, HasSubstr("Feather Robotics"));
  EXPECT_THAT(page, HasSubstr("<time datetime=\"2025-11-06\">6 Nov 2025</time>"));
  EXPECT_THAT(page, HasSubstr("<blockquote lang=\"en\">Acme passed its hearing.</blockquote>"));
  EXPECT_THAT(page, HasSubstr("told by 2 independent sources"));
  EXPECT_THAT(page, HasSubstr("href=\"https://z.example/1\""));
  EXPECT_THAT(page, HasSubstr("Where sources disagree"));
  EXPECT_THAT(page, HasSubstr("<time datetime=\"2025-11-05\">"));
  EXPECT_THAT(page, HasSubstr("4 days in this stage"));
  EXPECT_THAT(page, HasSubstr("<bdi>Huatai International</bdi>"));
}

TEST(Report, ALinkWithoutATitleIsCalledByItsHost) {
  ReportIpo ipo = acme();
  ipo.witnesses[0].row.title = std::nullopt;
  ipo.witnesses[0].row.url = "https://WWW.Wire.example:443/a";
  ipo.witnesses[1].row.title = std::nullopt;
  ipo.witnesses[1].row.url = "https://user@a.example/b";
  const std::string page = pages(one(ipo))["ipo/12.html"];
  EXPECT_THAT(page, HasSubstr("<bdi>wire.example</bdi>"));
  EXPECT_THAT(page, Not(HasSubstr("<bdi>user")));
}

TEST(Report, ACopyIsNoWitnessOfItsOwn) {
  ReportIpo ipo = acme();
  ipo.witnesses[1].row.copy_of = ipo.witnesses[0].row.fact;
  const std::string page = pages(one(ipo))["ipo/12.html"];
  EXPECT_THAT(page, HasSubstr("told by 1 independent source<"));
  EXPECT_THAT(page, HasSubstr("1 copy"));
  EXPECT_THAT(page, HasSubstr("a copy of another article"));
}

TEST(Report, TheFrontPageHasTheStageTheMoveAndTheDayAhead) {
  const std::string page = pages(one(acme()))["index.html"];
  EXPECT_THAT(page, HasSubstr("<section class=\"group heard\""));
  EXPECT_THAT(page, HasSubstr("href=\"ipo/12.html\""));
  EXPECT_THAT(page, HasSubstr("<li><b>1</b> <span data-t=\"num.heard\""));
  EXPECT_THAT(page, HasSubstr("datetime=\"2025-11-20\""));  // would lapse
  EXPECT_THAT(page, HasSubstr("<h3><time datetime=\"2025-11-09\">9 Nov 2025</time></h3>"));
}

// `ipo` has no day of a listing that lies ahead; the days of calendar.ics have.
TEST(Report, AListingThatLiesAheadIsOnTheFrontPageAndInTheCalendar) {
  Report report = one(acme());
  report.days = {day_of("subscription closes", "2025-11-05", 12),
                 day_of("listing", "2025-11-14", 12), day_of("lapses", "2025-11-20", 12),
                 day_of("listing", "2025-11-15", 99)};
  auto files = pages(report);
  EXPECT_THAT(files["index.html"], ContainsRegex("<li><span class=\"when\"><time "
                                                 "datetime=\"2025-11-14\"[^\n]*kind listing"));
  const std::string& page = files["calendar.html"];
  const auto ahead = page.find("datetime=\"2025-11-14\"");
  const auto past = page.find("datetime=\"2025-11-05\"");
  const auto lapse = page.find("datetime=\"2025-11-20\"");
  ASSERT_NE(ahead, std::string::npos);
  EXPECT_LT(ahead, past);
  EXPECT_LT(past, lapse);
  EXPECT_NE(lapse, std::string::npos);
  EXPECT_THAT(page, Not(HasSubstr("2025-11-15")));  // of no application that is shown
}

TEST(Report, WhatHadEndedBeforeWeLookedIsNoNewsOfTheFrontPage) {
  ReportIpo old = acme();
  old.stage = "lapsed";
  old.stage_on.reset();
  old.witnesses = {story("lapsed", "hkex", "https://h.example/")};
  EXPECT_THAT(pages(one(old))["index.html"], Not(HasSubstr("class=\"stage ended\">Lapsed")));
  ReportWitness before = story("filed", "hkex", "https://h.example/");
  before.row.known_at = "2025-10-01T10:00:00Z";
  old.witnesses.insert(old.witnesses.begin(), before);
  EXPECT_THAT(pages(one(old))["index.html"], HasSubstr("data-t=\"seen\""));
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Report, WhatHappenedLongAgoIsNoNewsOfTheWeekAndAStageIsToldOnce) {
  const std::string stage = "class=\"stage heard\"";
  Report report = one(acme());
  const std::size_t before = times(pages(report)["changes.html"], stage);
  EXPECT_EQ(before, 1U);
  report.changes.push_back({"2025-11-09T09:00:00Z", 12, "stage", "hearing", "zhitong"});
  report.changes.push_back({"2025-11-09T09:00:00Z", 12, "stage", "hearing 2025-11-05", "zhitong"});
  auto files = pages(report);
  EXPECT_EQ(times(files["changes.html"], stage), 1U);
  EXPECT_THAT(files["changes.html"], HasSubstr("<time datetime=\"2025-11-06\""));
  EXPECT_THAT(files["changes.html"], Not(HasSubstr("<time datetime=\"2025-11-05\"")));
  report.changes = {{"2025-11-09T10:00:00Z", 12, "application", "", "hkex"},
                    {"2025-11-09T10:00:00Z", 12, "stage", "filed 2025-05-01", "hkex"},
                    {"2025-11-09T10:00:00Z", 12, "stage", "filed", "zhitong"}};
  files = pages(report);
  EXPECT_THAT(files["changes.html"], Not(HasSubstr("href=\"ipo/12.html\"")));
  EXPECT_THAT(files["index.html"], HasSubstr("Nothing has moved"));
}

TEST(Report, ASponsorIsToldOnceWithItsRoleIfAPaperAppointsIt) {
  Report report = one(acme());
  report.changes = {
      {"2025-11-09T10:00:00Z", 12, "sponsor", "CICC", "aastocks"},
      {"2025-11-09T10:00:00Z", 12, "sponsor", "Huatai", "aastocks"},
      {"2025-11-09T10:00:00Z", 12, "sponsor", "UBS", "aastocks"},
      {"2025-11-09T10:00:00Z", 12, "sponsor gone", "Citi", "aastocks"},
      {"2025-11-09T10:00:00Z", 12, "appointment", "CICC (joint_sponsor)", "hkex"},
      {"2025-11-09T10:00:00Z", 12, "appointment", "UBS (overall_coordinator)", "hkex"}};
  const std::string page = pages(report)["changes.html"];
  EXPECT_EQ(times(page, "<bdi>CICC</bdi>"), 1U);
  EXPECT_EQ(times(page, "<bdi>Huatai</bdi>"), 1U);
  EXPECT_EQ(times(page, "<bdi>UBS</bdi>"), 2U) << "its role there is no sponsor's";
  EXPECT_THAT(page, HasSubstr("no longer told: sponsor"));
  EXPECT_EQ(times(page, "data-t=\"change.sponsor\""), 2U);
}

TEST(Report, ARankingToldInTwoLanguagesIsOneWithBothWordings) {
  ReportIpo ipo = acme();
  const auto ranking = [](const std::string& label, const std::string& same_as) {
    return ReportFact{ReportFact::Kind::ranking, label, "",     "", "q", "wire",
                      "https://n.example/1",     false, same_as};
  };
  ipo.facts = {ranking("#12 smelter, China", "0"), ranking("#4 base, North China", "1"),
               ranking("#12 冶炼商, 中国", "0")};
  const std::string page = pages(one(ipo))["ipo/12.html"];
  EXPECT_THAT(page, HasSubstr("<li><p><bdi>#12 smelter, China</bdi></p>"
                              "<p><bdi>#12 冶炼商, 中国</bdi></p><details>"));
  EXPECT_THAT(page, HasSubstr("<li><p><bdi>#4 base, North China</bdi></p><details>"));
  EXPECT_THAT(page, HasSubstr(" · wire</p><blockquote")) << "the words of both in one fold";
}

TEST(Report, EveryPageHasTheStrictPolicyAndNoScriptOrStyleOfItsOwn) {
  for (const auto& [path, page] : pages(one(acme()))) {
    if (path.substr(path.size() - 5) != ".html") continue;
    EXPECT_THAT(page,
                HasSubstr("content=\"default-src 'none'; script-src 'self'; style-src 'self'"))
        << path;
    EXPECT_THAT(page, Not(HasSubstr("<script>"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("<style"))) << path;
    EXPECT_THAT(page, Not(HasSubstr(" style="))) << path;
    EXPECT_THAT(page, Not(ContainsRegex(" on[a-z]+="))) << path;
    // Nothing but links leaves the folder.
    EXPECT_THAT(page, Not(ContainsRegex("src=\"(https?:)?//"))) << path;
  }
}

TEST(Report, HostileNamesTitlesQuotesAndAddressesStayText) {
  const std::string evil = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'";
  ReportIpo ipo = acme();
  ipo.name_en = ipo.name_zh = evil;
  ipo.board = ipo.stock_code = evil;
  ipo.sponsors = {evil};
  ipo.names.push_back({3, evil, "", NameKind::alias, "\"><script>"});
  for (ReportWitness& witness : ipo.witnesses) {
    witness.quote = witness.row.title.emplace(evil);
    witness.row.url = "javascript:alert(1)";
    witness.row.source_id = evil;
    witness.row.language = "\"><script>";
  }
  ipo.conflicts = {{evil, evil, evil, evil, evil, evil}};
  ipo.facts = {{ReportFact::Kind::ranking, evil, evil, evil, evil, evil, evil, false, {}},
               {ReportFact::Kind::figure, evil, evil, evil, evil, evil, evil, false, {}},
               {ReportFact::Kind::appointment, evil, evil, evil, evil, evil, evil, true, {}}};
  ipo.articles = {{"javascript:alert(1)", evil, evil, evil, evil}};
  Report report = one(ipo);
  report.changes[0].value = report.changes[0].what = evil;
  report.league[0].sponsor = evil;
  report.sources[0].source_id = evil;
  report.sources[0].alarms = evil;
  for (const auto& [path, page] : pages(report)) {
    EXPECT_THAT(page, Not(HasSubstr("javascript:alert"))) << path;
    if (path.substr(path.size() - 5) != ".html") continue;
    EXPECT_THAT(page, Not(HasSubstr("<img"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("<script>"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("</title><script"))) << path;
  }
}

TEST(Report, AFigureIsOneRowHoweverItIsWrittenAndDocumentsHaveNamesOfTheirOwn) {
  ReportIpo ipo = acme();
  const auto figure = [](const std::string& written, const std::string& same_as) {
    return ReportFact{ReportFact::Kind::figure, "revenue", "FY2024", written, "q", "wire",
                      "https://n.example/1",    false,     same_as};
  };
  ipo.facts = {figure("RMB 1.2 billion", "CNY 1.2e9"), figure("12億元", "CNY 1.2e9"),
               figure("RMB 1.1 billion", "CNY 1.1e9")};
  OfficialDocument english;
  english.url = "https://hk.example/docs/a_e.pdf";
  OfficialDocument chinese = english;
  chinese.url = "https://hk.example/docs/a_c.pdf?x=/y";
  OfficialDocument first = english;
  first.label = "Application Proof";
  first.url = "https://hk.example/docs/a1.pdf";
  OfficialDocument second = first;
  second.url = "https://hk.example/docs/a2.pdf";
  ipo.documents = {english, chinese, first, second};
  const std::string page = pages(one(ipo))["ipo/12.html"];
  EXPECT_THAT(page, HasSubstr("<bdi>RMB 1.2 billion</bdi> · <bdi>12億元</bdi>"));
  std::size_t rows = 0;
  for (auto at = page.find("<bdi>revenue"); at != std::string::npos;
       at = page.find("<bdi>revenue", at + 1))
    ++rows;
  EXPECT_EQ(rows, 2U);
  EXPECT_THAT(page, HasSubstr(">hk.example … a_e.pdf<"));
  EXPECT_THAT(page, HasSubstr(">hk.example … a_c.pdf<"));
  EXPECT_THAT(page, HasSubstr(">Application Proof · a1.pdf<"));
  EXPECT_THAT(page, HasSubstr(">Application Proof · a2.pdf<"));
}

TEST(Report, ANameOfTenThousandCharactersIsCut) {
  ReportIpo ipo = acme();
  ipo.name_en = std::string(10'000, 'W');
  auto files = pages(one(ipo));
  for (const char* path : {"index.html", "ipo/12.html", "data.js", "stage-heard.html"})
    EXPECT_THAT(files[path], Not(HasSubstr(std::string(300, 'W')))) << path;
}

TEST(Report, TheDataOfTheRegisterHasNamesAndCodesAndCanBeRead) {
  const std::string script = pages(one(acme()))["data.js"];
  const auto start = script.find('{');
  const auto data =
      nlohmann::json::parse(script.substr(start, script.rfind('}') - start + 1), nullptr, false);
  ASSERT_FALSE(data.is_discarded());
  ASSERT_EQ(data["rows"].size(), 1U);
  EXPECT_EQ(data["rows"][0][0], 12);
  EXPECT_EQ(data["rows"][0][1], "Acme Robotics Limited");
  EXPECT_EQ(data["stages"][data["rows"][0][3].get<std::size_t>()][0], "hearing");
  EXPECT_EQ(data["rows"][0][9], "Feather Robotics");
  EXPECT_THAT(data["pairs"].get<std::string>(), HasSubstr("頂顶"));
}

TEST(Report, EachWordOfAPageIsInTheTableInBothLanguages) {
  const std::string script = words_script();
  for (const auto& [path, page] : pages(one(acme()))) {
    for (auto at = page.find("data-t=\""); at != std::string::npos;
         at = page.find("data-t=\"", at + 1)) {
      const std::string key = page.substr(at + 8, page.find('"', at + 8) - at - 8);
      EXPECT_TRUE(is_word(key)) << path << ": " << key;
    }
  }
  EXPECT_THAT(script, HasSubstr("\"zh-Hans\":{"));
  EXPECT_THAT(script, HasSubstr("通过聆讯"));
  EXPECT_EQ(english("told.sources", 1), "told by 1 independent source");
  EXPECT_EQ(english("no.such.word"), "no.such.word");
}

TEST(Report, TheSameRecordsGiveTheSameBytesAndAnErrorEndsIt) {
  EXPECT_EQ(pages(one(acme())), pages(one(acme())));
  int taken = 0;
  const Status done = make_report(one(acme()), [&](const ReportFile&) -> Status {
    return ++taken == 3 ? Status(fail(ErrorKind::io, "full")) : Status();
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "full");
  EXPECT_EQ(taken, 3);
}

TEST(Report, AnEmptyStoreGivesPagesThatSaySo) {
  Report report;
  report.at = parse_iso_instant("2025-11-10T00:00:00Z").value();
  auto files = pages(report);
  EXPECT_THAT(files["index.html"], HasSubstr("Nothing has moved"));
  EXPECT_THAT(files["figures.html"], HasSubstr("Too few days"));
  EXPECT_THAT(files["calendar.html"], HasSubstr("No day is known"));
}

TEST(Charts, QuantilesAndBarsFollowTheNumbers) {
  EXPECT_EQ(written_quantile(quantile({1, 2, 3, 4, 5}, 0.5)), "3");
  EXPECT_EQ(written_quantile(quantile({7}, 0.9)), "7");
  // As `stats days` tells it.
  const std::string spread =
      spread_chart({{"days.filed_heard", {10, 20, 30, 40}}}, "days", "days.desc").html();
  EXPECT_THAT(spread, HasSubstr("<td>25</td><td>17.5–32.5</td>"));
  const std::string chart =
      bar_chart({{"2025-10", 4}, {"2025-11", 2}}, "hearings_month", "hearings_month.desc").html();
  EXPECT_THAT(chart, HasSubstr("<title>2025-10: 4</title>"));
  EXPECT_THAT(chart, HasSubstr("y=\"210.0\" class=\"mid\">10<"));  // clear of the axis at 190
  EXPECT_THAT(chart, HasSubstr("height=\"178.0\""));               // the whole scale
  EXPECT_THAT(chart, HasSubstr("height=\"89.0\""));
  EXPECT_THAT(chart, HasSubstr("<tr><th scope=\"row\">2025-11</th><td>2</td></tr>"));
}

}  // namespace
}  // namespace gongwatch::render
