// `gongwatch backfill --source --since`: days gone by from a source's older lists, politely, each
// page once however often it is stopped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::ChildProcess;
using testing_support::CommandResult;
using testing_support::LoopbackServer;
using testing_support::run_command;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

constexpr const char* kNow = "2026-03-10T12:00:00+08:00";

// A site whose archive has a page of links a day (two pages where a day has many), and stories that
// tell no day themselves.
class Site {
 public:
  ServerAnswer operator()(const ServerRequest& request) const {
    const std::string target = request.target;
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    if (broken && target.find(broken_at) != std::string::npos) {
      answer.status = broken;
      return answer;
    }
    if (target == "/robots.txt") {
      answer.body = "User-agent: *\nDisallow: /secret\n";
    } else if (target.rfind("/archive/", 0) == 0 && target.size() >= 19) {
      answer.body = archive_page(target.substr(9, 10), target.find("page=2") != std::string::npos,
                                 target.find("page=3") != std::string::npos);
      if (answer.body.empty()) answer.status = 404;
    } else if (target.rfind("/list?", 0) == 0) {
      answer.headers = {{"Content-Type", "application/json"}};
      answer.body = paged_list(std::atoi(target.c_str() + target.find("page=") + 5));
    } else if (target.rfind("/news/", 0) == 0) {
      answer.body = story(target);
    } else if (target == "/latest") {
      answer.body = page_of(link("2026-03-09-1"));
    } else {
      answer.status = 404;
    }
    if (guarded && target.rfind("/archive/", 0) == 0) {
      answer.status = 200;
      answer.headers.emplace_back("ETag", "\"guard\"");
      answer.body =
          "<html><head><title>Just a moment...</title></head><body>Checking your browser before "
          "accessing the site. Enable JavaScript and cookies to continue.</body></html>";
    }
    return answer;
  }

  int broken = 0;  // status of what holds `broken_at`
  std::string broken_at;
  bool guarded = false;
  bool without_articles = false;

 private:
  static std::string link(const std::string& name) {
    return "<li><a href=\"/news/" + name + ".html\">Story " + name + " of the market</a></li>";
  }
  static std::string page_of(const std::string& links) {
    return "<html><body><h1>News</h1><ul>" + links + "</ul></body></html>";
  }

  // "2024/03/05": three stories; on the 6th two pages of two and one; none on the 7th (404).
  std::string archive_page(std::string day, bool second, bool third) const {
    for (char& c : day) c = c == '/' ? '-' : c;
    if (day.substr(8) == "07") return {};
    if (without_articles) return page_of("<li>nothing</li>");
    if (third) return page_of(link(day + "-3"));  // what page 2 said
    if (second) return day.substr(8) == "06" ? page_of(link(day + "-3")) : std::string();
    return page_of(link(day + "-1") + link(day + "-2"));
  }

  // Ten pages, newest first, two entries a day.
  static std::string paged_list(int page) {
    json data = json::array();
    for (int i = 0; page <= 10 && i < 4; ++i) {
      const int ago = (page - 1) * 2 + i / 2;
      const long at = 1772550000L - ago * 86400L - i * 60;  // 2026-03-03 23:00 +08:00
      data.push_back({{"url", "/news/p" + std::to_string(page) + "-" + std::to_string(i) + ".html"},
                      {"title", "Story " + std::to_string(page * 10 + i)},
                      {"create_time", std::to_string(at)}});
    }
    return json{{"data", data}}.dump();
  }

  static std::string story(const std::string& target) {
    const std::string name =
        "Brightwater " + std::string(1, static_cast<char>('A' + target[15] % 20));
    return "<html><head><title>" + name + " passes hearing</title></head><body><article><h1>" +
           name + " Holdings passes listing hearing</h1><p>" + name +
           " Holdings Limited passed the listing hearing of the Hong Kong stock exchange "
           "yesterday, "
           "with Acme Capital as its sole sponsor. The company makes valves for water works in "
           "Guangdong and sells them to builders in eleven provinces.</p><p>It plans to use what "
           "it raises for a second plant and for research into quieter pumps, the company "
           "said.</p></article></body></html>";
  }
};

class BackfillTest : public testing::Test {
 protected:
  void source(const std::string& archive, const std::string& more = {},
              const std::string& kind = "index") {
    const std::string here = server.url("");
    std::string links = kind == "index" ? "links = '/news/'\n" : "";
    dir.write("sources/old.toml", "id = \"old\"\nkind = \"" + kind + "\"\nurl = \"" + here +
                                      "/latest\"\nevery = \"30m\"\ndelay = \"0s\"\n" + links +
                                      "allow_private = true\n" + more + "archive = \"" + here +
                                      archive + "\"\n");
  }
  std::vector<std::string> command(std::vector<std::string> more) const {
    std::vector<std::string> args{
        "--db",     db,         "--sources", (dir.path() / "sources").string(),
        "backfill", "--source", "old",       "--now",
        kNow,       "--format", "json"};
    args.insert(args.end(), more.begin(), more.end());
    return args;
  }
  CommandResult backfill(const std::string& since, const std::string& until,
                         std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--since", since, "--until", until});
    return testing_support::gongwatch(command(std::move(more)));
  }
  static json row(const CommandResult& result) {
    const json rows = json::parse(result.out, nullptr, false);
    return rows.is_array() && !rows.empty() ? rows[0] : json{{"err", result.err}};
  }
  std::string sql(const std::string& query) const {
    const auto answer = run_command({"sqlite3", "-readonly", db, query});
    return answer.exit_code == 0 ? answer.out.substr(0, answer.out.find('\n'))
                                 : "error: " + answer.err;
  }
  std::size_t asked(const std::string& part) const {
    std::size_t count = 0;
    for (const ServerRequest& request : server.requests())
      count += request.target.find(part) == std::string::npos ? 0 : 1;
    return count;
  }

  Site site;
  testing_support::TempDir dir;
  std::string db = (dir.path() / "store.db").string();
  LoopbackServer server{[this](const ServerRequest& request) { return site(request); }};
  const std::string by_day = "/archive/{date:%Y/%m/%d}?page={page}";
};

TEST_F(BackfillTest, ReadsEachDayToItsEndAndDatesWhatTellsNoDayByTheList) {
  source(by_day);
  const auto first = backfill("2024-03-05", "2024-03-08");
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(row(first)["outcome"], "done");
  EXPECT_EQ(row(first)["periods"], "4 of 4");
  EXPECT_EQ(row(first)["empty"], 1) << "the 7th";
  EXPECT_EQ(row(first)["entries"], 7) << "2 + 3 + 0 + 2";
  EXPECT_EQ(row(first)["articles"], 7);
  EXPECT_EQ(asked("/news/2024"), 7u);
  EXPECT_EQ(server.count("/archive/2024/03/06?page=3"), 1u) << "until one brings nothing new";
  EXPECT_EQ(server.count("/archive/2024/03/06?page=4"), 0u);
  // "yesterday" of a page without a day, captured two years later.
  EXPECT_EQ(sql("select group_concat(d, ' ') from (select distinct event_date as d from stage_fact "
                "where stage = 'hearing' order by d)"),
            "2024-03-04 2024-03-05 2024-03-07");
  EXPECT_EQ(sql("select count(*) from page where role = 'article' and due_at is not null"), "0")
      << "stories of years gone by are not visited again";
  EXPECT_EQ(sql("select count(*) from page p where role = 'archive' and due_at is not null"), "0");

  const std::size_t before = server.requests().size();
  const auto again = backfill("2024-03-05", "2024-03-08");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(row(again)["outcome"], "done");
  EXPECT_EQ(server.requests().size(), before) << "what is done is never asked again";
  // A longer range asks for the days that are missing alone.
  EXPECT_EQ(row(backfill("2024-03-04", "2024-03-08"))["lists"], 1);
  // The day that a reparse reads by is the same.
  EXPECT_EQ(testing_support::gongwatch(
                {"--db", db, "--sources", (dir.path() / "sources").string(), "reparse"})
                .exit_code,
            0);
  EXPECT_EQ(sql("select count(*) from stage_fact where event_date > '2025-01-01'"), "0");
}

TEST_F(BackfillTest, PagesWithoutDaysAreReadBackToTheFirstDay) {
  source("/list?page={page}", "", "json-list");
  const auto result = backfill("2026-02-26", "2026-03-02");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(row(result)["periods"], "1 of 1");
  // Two days a page, the newest is the 3rd: page 4 is the first with nothing of the range.
  EXPECT_EQ(row(result)["entries"], 10);
  EXPECT_EQ(asked("/list?page="), 4u);
  EXPECT_EQ(asked("/news/p1-0"), 0u) << "a day after --until";
}

TEST_F(BackfillTest, MonthsAndSitemapsAreArchivesToo) {
  const std::string here = server.url("");
  std::atomic<int> maps{0};
  LoopbackServer maps_server([&](const ServerRequest& request) {
    ServerAnswer answer;
    if (request.path() == "/map-2024-02.xml") {
      ++maps;
      answer.body = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>" +
                    here + "/news/2024-02-10-1.html</loc><lastmod>2024-02-10</lastmod></url><url>" +
                    "<loc>" + here + "/news/2024-02-20-1.html</loc><lastmod>2024-02-20</lastmod>" +
                    "</url></urlset>";
    } else {
      answer.status = 404;
    }
    return answer;
  });
  dir.write(
      "sources/old.toml",
      "id = \"old\"\nkind = \"feed\"\nurl = \"" + here +
          "/latest\"\nevery = \"30m\"\ndelay = \"0s\"\nallow_private = true\n[archive]\nurl = "
          "\"" +
          maps_server.url("/map-{date:%Y-%m}.xml") + "\"\nkind = \"sitemap\"\nlinks = '/news/'\n");
  const auto result = backfill("2024-02-15", "2024-03-02");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(row(result)["periods"], "2 of 2");
  EXPECT_EQ(row(result)["empty"], 1);
  EXPECT_EQ(row(result)["entries"], 1) << "the 10th lies before --since";
  EXPECT_EQ(maps, 1);
}

TEST_F(BackfillTest, KilledAnywhereItGoesOnAndDoublesNothing) {
  source(by_day);
  unsigned salt = 1;
  int kills = 0;
  for (bool done = false; !done;) {
    auto args = command({"--since", "2024-03-01", "--until", "2024-03-20"});
    args.insert(args.begin(), testing_support::kProgram);
    ChildProcess run(args);
    if (kills < 6) {
      salt = salt * 1103515245u + 12345u;
      std::this_thread::sleep_for(std::chrono::milliseconds{20 + salt / 65536 % 150});
      run.send_signal(SIGKILL);
    }
    const auto result = run.wait();
    done = result.exit_code == 0;
    ASSERT_TRUE(done || result.exit_code == 128 + SIGKILL) << result.exit_code << result.err;
    kills += done ? 0 : 1;
    // Killed before it had begun there is none.
    if (std::filesystem::exists(db)) {
      ASSERT_EQ(sql("pragma integrity_check"), "ok");
    }
  }
  EXPECT_EQ(sql("select count(*) from page where role = 'article'"), "39");
  EXPECT_EQ(sql("select count(*) from article"), "39");
  EXPECT_EQ(
      sql("select count(*) from (select 1 from capture group by page_id having count(*) > 1)"),
      "0");
  EXPECT_LE(asked("/news/"), 39u + static_cast<std::size_t>(kills))
      << "one page was under way at each kill";
  EXPECT_EQ(sql("select count(*) from archive_progress where done_at is null"), "0");
}

TEST_F(BackfillTest, ADayThatFailsIsAskedAgainNextTimeAndTheOthersAreNot) {
  source(by_day);
  site.broken = 500;
  site.broken_at = "/archive/2024/03/06";
  const auto first = backfill("2024-03-05", "2024-03-08");
  EXPECT_EQ(first.exit_code, 1);
  EXPECT_EQ(row(first)["periods"], "3 of 4");
  site.broken = 0;
  const std::size_t fifth = asked("/archive/2024/03/05");
  const auto second = backfill("2024-03-05", "2024-03-08");
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(row(second)["periods"], "4 of 4");
  EXPECT_EQ(asked("/archive/2024/03/05"), fifth);
}

TEST_F(BackfillTest, SilenceIsNotTakenForAnEmptyArchive) {
  source(by_day);
  site.guarded = true;
  const auto guarded = backfill("2024-03-01", "2024-03-05");
  EXPECT_EQ(guarded.exit_code, 1);
  EXPECT_THAT(guarded.err, HasSubstr("challenge"));
  EXPECT_EQ(sql("select count(*) from page p join capture c on c.capture_id = p.latest_capture_id "
                "where p.role = 'archive' and p.failures = 1 and p.etag = ''"),
            "3")
      << "kept before they are read, and asked for as a whole again";
  site.guarded = false;
  site.without_articles = true;
  const auto none = backfill("2024-03-01", "2024-03-05");
  EXPECT_EQ(none.exit_code, 1) << "not one article in any list";
  EXPECT_THAT(none.err, HasSubstr("is the address right"));
  EXPECT_EQ(sql("select count(*) from archive_progress where done_at is not null"), "0");
  site.without_articles = false;
  EXPECT_EQ(row(backfill("2024-03-01", "2024-03-05"))["periods"], "5 of 5");
}

TEST_F(BackfillTest, ADayThatIsNotOverIsReadAgain) {
  source(by_day);
  EXPECT_EQ(row(backfill("2026-03-09", "2026-03-10"))["periods"], "1 of 2");
  EXPECT_EQ(backfill("2026-03-09", "2026-03-10").exit_code, 0);
  EXPECT_EQ(server.count("/archive/2026/03/09?page=1"), 1u);
  EXPECT_EQ(server.count("/archive/2026/03/10?page=1"), 2u);
}

TEST_F(BackfillTest, WhatIsAskedWronglyIsSaidBeforeAnythingIsAsked) {
  source(by_day);
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"--since", "2024-03-40"},
      {"--since", "2024-03-05", "--until", "2024-03-01"},
      {"--since", "2027-03-05"},
      {"--since", "1950-01-01"},
      {"--since", "2024-03-05", "--index"},
      {"--since", "2024-03-05", "--years", "2024"},
      {"--since", "2024-03-05", "--source", "nobody"}};
  for (const auto& more : wrong) {
    const auto result = testing_support::gongwatch(command(more));
    EXPECT_EQ(result.exit_code, 2) << (more.empty() ? "nothing" : more.back()) << result.err;
  }
  source("/latest", "", "index");
  EXPECT_EQ(testing_support::gongwatch(command({"--since", "2024-03-05"})).exit_code, 2)
      << "an archive without a day or a page";
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(BackfillTest, ASecondOneCostsNothingAndSaysSo) {
  source(by_day);
  ChildProcess holder({"flock", db + ".lock", "sleep", "20"});
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  EXPECT_EQ(backfill("2024-03-05", "2024-03-08").exit_code, 75);
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(BackfillTest, OrdinaryListsAreWatchedMeanwhile) {
  source(by_day);
  const std::vector<std::string> run{"--db",
                                     db,
                                     "--sources",
                                     (dir.path() / "sources").string(),
                                     "run",
                                     "--now",
                                     "2026-03-10T08:00:00+08:00"};
  ASSERT_EQ(testing_support::gongwatch(run).exit_code, 0);
  ASSERT_EQ(server.count("/latest"), 1u);
  EXPECT_EQ(backfill("2024-03-05", "2024-03-08").exit_code, 0);
  EXPECT_EQ(server.count("/latest"), 2u) << "due since half past eight";
  EXPECT_EQ(sql("select count(*) from run where finished_at is null"), "0");
  EXPECT_EQ(sql("select count(*) from source_alarm"), "0");
}

}  // namespace
}  // namespace gongwatch
