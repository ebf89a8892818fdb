// `gongwatch backfill --source` against a site in trouble: guards, hosts that want rest, stories
// that are gone, lists that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::CommandResult;
using testing_support::LoopbackServer;
using testing_support::run_command;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

constexpr const char* kGuard =
    "<html><head><title>Just a moment...</title></head><body>Checking your browser before "
    "accessing the site. Enable JavaScript and cookies to continue.</body></html>";

// Lists at /list/<period>[/<page>], ten stories each; stories at /news/<period>-<n>.
class TroubledArchive : public testing::Test {
 protected:
  // True: this is the answer, not what the site should say.
  using Trouble = std::function<bool(const ServerRequest&, int times, ServerAnswer&)>;

  ServerAnswer answer(const ServerRequest& request) {
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    const std::string path = request.path();
    int times = 0;
    {
      const std::lock_guard lock(mutex);
      times = ++asked_for[path];
    }
    ServerAnswer other = answer;
    if (path == "/robots.txt") {
      answer.body = "User-agent: *\n";
    } else if (trouble && trouble(request, times, other)) {
      return other;
    } else if (path.rfind("/list/", 0) == 0) {
      answer.body = list_of(path.substr(6));
    } else if (path.rfind("/news/", 0) == 0) {
      answer.body = story(path.substr(6));
    } else {
      answer.status = 404;
    }
    return answer;
  }

  std::string list_of(const std::string& period) const {
    std::string links;
    for (int i = 0; i < stories; ++i) {
      std::string name = period + "-" + std::to_string(i);
      for (char& c : name) c = c == '/' ? '-' : c;
      links += "<li><a href=\"/news/" + name + "\">Story " + name + " of the market</a></li>";
    }
    return "<html><body><h1>Older news</h1><a href=\"/about\">About us</a><ul>" + links +
           "</ul></body></html>";
  }

  static std::string story(const std::string& name) {
    return "<html><head><title>Story " + name + "</title></head><body><article><h1>Story " + name +
           "</h1><p>Brightwater Holdings Limited makes valves for water works in Guangdong and "
           "sells them to builders in eleven provinces, said its chairman at a meeting.</p><p>It "
           "plans a second plant and research into quieter pumps, he said.</p></article></body>"
           "</html>";
  }

  void source(const std::string& archive, const std::string& more = {}) {
    const std::string here = server.url("");
    dir.write("sources/old.toml",
              "id = \"old\"\nkind = \"index\"\nurl = \"" + here +
                  "/latest\"\nevery = \"30m\"\ndelay = \"0s\"\nlinks = '/news/'\nallow_private = "
                  "true\n[archive]\nurl = \"" +
                  here + archive + "\"\n" + more);
  }
  CommandResult backfill(const std::string& since, const std::string& until,
                         const std::string& max_time = {}) {
    std::vector<std::string> args{"--db",
                                  db,
                                  "--sources",
                                  (dir.path() / "sources").string(),
                                  "backfill",
                                  "--source",
                                  "old",
                                  "--now",
                                  "2026-03-10T12:00:00+08:00",
                                  "--format",
                                  "json",
                                  "--since",
                                  since,
                                  "--until",
                                  until};
    if (!max_time.empty()) args.insert(args.end(), {"--max-time", max_time});
    return testing_support::gongwatch(args);
  }
  static json row(const CommandResult& result) {
    const json rows = json::parse(result.out, nullptr, false);
    return rows.is_array() && !rows.empty() ? rows[0] : json{{"err", result.err}};
  }
  std::size_t asked(const std::string& part) const {
    std::size_t count = 0;
    for (const ServerRequest& request : server.requests())
      count += request.target.find(part) == std::string::npos ? 0 : 1;
    return count;
  }
  std::string sql(const std::string& query) const {
    const auto answer = run_command({"sqlite3", "-readonly", db, query});
    return answer.exit_code == 0 ? answer.out.substr(0, answer.out.find('\n'))
                                 : "error: " + answer.err;
  }
  static bool is(const ServerRequest& request, const char* part) {
    return request.target.find(part) != std::string::npos;
  }

  int stories = 10;
  Trouble trouble;
  std::mutex mutex;
  std::map<std::string, int> asked_for;
  testing_support::TempDir dir;
  std::string db = (dir.path() / "store.db").string();
  LoopbackServer server{[this](const ServerRequest& request) { return answer(request); }};
  const std::string by_day = "/list/{date:%Y-%m-%d}";
  const std::string by_month = "/list/{date:%Y-%m}";
};

TEST_F(TroubledArchive, AGuardBeforeTheListsEndsItAfterAFewAndIsNamed) {
  source(by_day);
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.body = kGuard;
    return is(request, "/list/");
  };
  const auto result = backfill("2024-03-01", "2024-03-31");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(row(result)["outcome"], "blocked");
  EXPECT_EQ(asked("/list/"), 3u);
}

TEST_F(TroubledArchive, AGuardBeforeTheStoriesEndsItAfterAFewAndIsNamed) {
  source(by_month);
  stories = 60;
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.body = kGuard;
    return is(request, "/news/");
  };
  const auto result = backfill("2024-03-01", "2024-05-31");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(row(result)["outcome"], "blocked");
  EXPECT_EQ(row(result)["periods"], "0 of 3");
  EXPECT_EQ(asked("/news/"), 5u);
  // The guard is gone: everything is asked for, and counts.
  trouble = {};
  const auto again = backfill("2024-03-01", "2024-05-31");
  EXPECT_EQ(row(again)["periods"], "3 of 3") << again.err;
  EXPECT_EQ(sql("select count(*) from article"), "180");
}

TEST_F(TroubledArchive, AHostThatRefusesOnceIsAskedAgainWhenItMayBe) {
  source(by_day);
  trouble = [](const ServerRequest& request, int times, ServerAnswer& answer) {
    const bool list = is(request, "/list/2024-03-02");
    const bool story = is(request, "/news/2024-03-03-4");
    if (times > 1 || !(list || story)) return false;
    answer.status = list ? 429 : 503;
    answer.headers.emplace_back("Retry-After", "1");
    return true;
  };
  const auto result = backfill("2024-03-01", "2024-03-04");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(row(result)["outcome"], "done");
  EXPECT_EQ(row(result)["articles"], 40);
  EXPECT_EQ(row(result)["failures"], 0);
  EXPECT_EQ(asked("/list/2024-03-02"), 2u);
  EXPECT_EQ(asked("/news/2024-03-03-4"), 2u);
  EXPECT_THAT(result.err, HasSubstr("429"));
  using std::chrono::milliseconds;
  std::map<std::string, std::chrono::steady_clock::time_point> last;
  for (const ServerRequest& request : server.requests()) {
    for (const char* part : {"/list/2024-03-02", "/news/2024-03-03-4"}) {
      if (!is(request, part)) continue;
      if (last.count(part) != 0) {
        EXPECT_GE(request.time - last[part], milliseconds{1000});
      }
      last[part] = request.time;
    }
  }
}

TEST_F(TroubledArchive, AHostThatKeepsRefusingIsGivenUp) {
  source(by_day);
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = 503;
    return is(request, "/list/2024-03-02");
  };
  const auto result = backfill("2024-03-01", "2024-03-04");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(row(result)["outcome"], "refused");
  EXPECT_EQ(row(result)["periods"], "1 of 4");
  EXPECT_EQ(asked("/list/2024-03-02"), 8u);
  EXPECT_EQ(asked("/list/2024-03-03"), 0u);
}

TEST_F(TroubledArchive, OneArticleThatIsRefusedForEverStopsNoOther) {
  source(by_day);
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = 503;
    return is(request, "/news/2024-03-02-3");
  };
  const auto result = backfill("2024-03-01", "2024-03-04");
  EXPECT_EQ(row(result)["periods"], "4 of 4") << result.err;
  EXPECT_EQ(asked("/news/2024-03-02-3"), 4u);
  EXPECT_GT(asked("/news/2024-03-04"), 0u);
}

TEST_F(TroubledArchive, ALongRestIsWaitedForAsFarAsTheTimeGoes) {
  source(by_day);
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = 503;
    answer.headers.emplace_back("Retry-After", "7200");
    return is(request, "/news/2024-03-02-3");
  };
  const auto first = backfill("2024-03-01", "2024-03-04", "30m");
  EXPECT_EQ(first.exit_code, 0) << "it got on: " << first.err;
  EXPECT_EQ(row(first)["outcome"], "resting");
  EXPECT_EQ(row(first)["periods"], "1 of 4");
  const std::size_t before = server.requests().size();
  const auto second = backfill("2024-03-01", "2024-03-04", "30m");
  EXPECT_EQ(second.exit_code, 1) << "nothing was to be had";
  EXPECT_EQ(row(second)["outcome"], "resting");
  EXPECT_EQ(server.requests().size(), before);
  EXPECT_EQ(sql("select count(*) from page where role = 'article' and failures > 0"), "0");
}

TEST_F(TroubledArchive, StoriesThatAreGoneAreCountedAndPassedOver) {
  source(by_day);
  stories = 3;
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = is(request, "-0") ? 410 : 404;
    return is(request, "/news/2024-03-02") || is(request, "/news/2024-03-03");
  };
  const auto result = backfill("2024-03-01", "2024-03-05");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(row(result)["outcome"], "done");
  EXPECT_EQ(row(result)["periods"], "5 of 5");
  EXPECT_EQ(row(result)["gone"], 6);
  EXPECT_EQ(row(result)["failures"], 0);
  EXPECT_EQ(row(result)["articles"], 9);
  EXPECT_EQ(sql("select count(*) from page where role = 'article' and due_at is not null"), "0")
      << "an old story that is gone is not asked for again";
}

TEST_F(TroubledArchive, AMonthOfWhichNothingCouldBeReadIsAFailureAndNotDone) {
  for (const int status : {500, 404}) {
    source(by_month);
    trouble = [status](const ServerRequest& request, int, ServerAnswer& answer) {
      answer.status = status;
      return is(request, "/news/2024-04");
    };
    const auto result = backfill("2024-03-01", "2024-05-31");
    EXPECT_EQ(result.exit_code, 1) << status;
    EXPECT_EQ(row(result)["outcome"], "failed") << status;
    EXPECT_EQ(sql("select count(*) from archive_progress where period = '2024-04' and done_at is "
                  "not null"),
              "0");
    if (status == 404) {
      EXPECT_EQ(row(result)["periods"], "2 of 3") << "the others are";
      EXPECT_THAT(std::string(row(result)["message"]),
                  HasSubstr("2024-04: none of its 10 articles could be read: 10 gone"));
    }
    std::filesystem::remove(db);
    std::filesystem::remove(db + "-wal");
    std::filesystem::remove(db + "-shm");
  }
}

TEST_F(TroubledArchive, AMonthThatFailedIsReadOnceTheSiteIsMended) {
  source(by_month);
  stories = 6;
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = 500;
    return is(request, "/news/2024-04");
  };
  const auto first = backfill("2024-03-01", "2024-05-31");
  EXPECT_EQ(first.exit_code, 1);
  EXPECT_EQ(row(first)["periods"], "2 of 3");
  trouble = {};
  const std::size_t march = asked("/list/2024-03"), read = asked("/news/2024-03");
  const auto second = backfill("2024-03-01", "2024-05-31");
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(row(second)["periods"], "3 of 3");
  EXPECT_EQ(row(second)["articles"], 6);
  EXPECT_EQ(asked("/list/2024-03"), march);
  EXPECT_EQ(asked("/news/2024-03"), read);
}

TEST_F(TroubledArchive, WhatIsDoneAsPartOfMoreOrInPartsIsNotAskedAgain) {
  source(by_month);
  stories = 2;
  EXPECT_EQ(row(backfill("2024-02-01", "2024-03-31"))["periods"], "2 of 2");
  const std::size_t before = server.requests().size();
  for (const auto& [since, until] :
       {std::pair("2024-02-10", "2024-03-20"), std::pair("2024-03-05", "2024-03-06"),
        std::pair("2024-02-01", "2024-03-31")}) {
    const auto part = backfill(since, until);
    EXPECT_EQ(part.exit_code, 0) << part.err;
    EXPECT_EQ(row(part)["outcome"], "done");
  }
  EXPECT_EQ(server.requests().size(), before);
  EXPECT_EQ(row(backfill("2024-04-01", "2024-04-15"))["lists"], 1);
  EXPECT_EQ(row(backfill("2024-04-16", "2024-04-30"))["lists"], 1);
  EXPECT_EQ(row(backfill("2024-04-01", "2024-04-30"))["lists"], 0);
}

TEST_F(TroubledArchive, ABackfillThatIsStoppedInAnEmptyBeginningGetsOn) {
  source(by_day);
  stories = 1;
  std::atomic<bool> slow{true};
  trouble = [&slow](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = 404;
    if (!is(request, "/list/2024-01")) return false;
    if (slow && is(request, "/list/2024-01-06"))
      std::this_thread::sleep_for(std::chrono::milliseconds{2500});
    return true;
  };
  EXPECT_EQ(row(backfill("2024-01-01", "2024-02-02", "1s"))["outcome"], "stopped");
  EXPECT_EQ(asked("/list/2024-01-05"), 1u);
  slow = false;
  const auto second = backfill("2024-01-01", "2024-02-02");
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(row(second)["periods"], "33 of 33");
  EXPECT_EQ(asked("/list/2024-01-05"), 1u) << "what was asked is not asked again";
}

TEST_F(TroubledArchive, NoMorePagesAreAskedForThanTheSourceSays) {
  source("/list/{date:%Y-%m}/{page}", "max_pages = 3\n");
  stories = 2;
  const auto first = backfill("2024-02-01", "2024-03-31");
  EXPECT_EQ(first.exit_code, 1);
  EXPECT_EQ(row(first)["periods"], "0 of 2");
  EXPECT_THAT(std::string(row(first)["message"]),
              HasSubstr("2024-02: page 3 still brings what is new: raise archive.max_pages"));
  EXPECT_EQ(asked("/list/2024-02/"), 3u);
  EXPECT_EQ(asked("/list/2024-03/"), 3u) << "the other month is read all the same";
  EXPECT_EQ(backfill("2024-02-01", "2024-03-31").exit_code, 1);
  EXPECT_EQ(asked("/list/"), 6u) << "nor by the next backfill";
  source("/list/{date:%Y-%m}/{page}", "max_pages = 5\n");
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    answer.status = 404;
    return is(request, "/5");
  };
  EXPECT_EQ(row(backfill("2024-02-01", "2024-03-31"))["periods"], "2 of 2");
  EXPECT_EQ(asked("/list/2024-02/1"), 1u);
  EXPECT_EQ(asked("/list/2024-02/4"), 1u) << "it goes on where the limit was";
}

TEST_F(TroubledArchive, WhatIsNoListIsAFailureNotAnEmptyList) {
  const std::string image("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20);
  const std::vector<std::pair<std::string, std::string>> bodies{
      {"image/png", image + std::string(2000, '\0')},
      {"text/html", image + std::string(2000, '\0')},
      {"application/pdf", "%PDF-1.4\n1 0 obj\n<< >>\nendobj\n"},
      {"application/json", R"({"error": "no"})"},
      {"text/html", " \n "},
      {"text/html",
       "<html><head><script src=\"/app.js\"></script></head><body><div id=\"app\"></div></body>"
       "</html>"}};
  for (const auto& [type, body] : bodies) {
    source(by_day);
    trouble = [&type = type, &body = body](const ServerRequest& request, int,
                                           ServerAnswer& answer) {
      answer.headers = {{"Content-Type", type}};
      answer.body = body;
      return is(request, "/list/2024-03-02");
    };
    const auto result = backfill("2024-03-01", "2024-03-03");
    EXPECT_EQ(result.exit_code, 1) << type << body.substr(0, 20);
    EXPECT_EQ(row(result)["periods"], "2 of 3") << type << body.substr(0, 20);
    EXPECT_EQ(row(result)["empty"], 0) << type << body.substr(0, 20);
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(db + part);
  }
}

TEST_F(TroubledArchive, JsonListsOfAnArchiveAreReadAsItsItemsSay) {
  source("/old/{page}",
         "kind = \"json-list\"\n[archive.items]\npath = \"result.rows\"\nurl = \"to\"\ntitle = "
         "\"head\"\ntime = \"at\"\n");
  trouble = [](const ServerRequest& request, int, ServerAnswer& answer) {
    if (!is(request, "/old/")) return false;
    answer.headers = {{"Content-Type", "application/json"}};
    json rows = json::array();
    for (int i = 0; i < 3 && is(request, "/old/1"); ++i)
      rows.push_back({{"to", "/news/2024-03-0" + std::to_string(i + 1) + "-j"},
                      {"head", "Story " + std::to_string(i)},
                      {"at", "2024-03-0" + std::to_string(i + 1) + "T10:00:00+08:00"}});
    answer.body = json{{"result", {{"rows", rows}}}}.dump();
    return true;
  };
  const auto result = backfill("2024-03-02", "2024-03-31");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(row(result)["entries"], 2) << "the 1st lies before --since";
  EXPECT_EQ(sql("select title from list_entry order by title"), "Story 1");
  EXPECT_EQ(row(result)["articles"], 2);
}

TEST_F(TroubledArchive, ABadAddressIsRefusedWithFileFieldAndReason) {
  source("/list/%Y-%m-%d/{page}");
  const auto result = backfill("2024-03-01", "2024-03-31");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("old.toml:9: archive.url: \"%Y\" stands outside of braces"));
  EXPECT_TRUE(server.requests().empty());
}

}  // namespace
}  // namespace gongwatch
