// `gongwatch run` as cron runs it: the small world end to end, and everything that can go wrong.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::ChildProcess;
using testing_support::CommandResult;
using testing_support::run_command;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::World;

constexpr const char* kMonday = "2025-11-10T08:00:00+08:00";
constexpr const char* kTuesday = "2025-11-11T08:30:00+08:00";

// The row of one source in `run --format json`.
json source_row(const CommandResult& result, const std::string& id) {
  for (const json& row : json::parse(result.out)) {
    if (row["source"] == id) return row;
  }
  return {};
}

TEST(Run, ListsThatAreTakenTogetherAreReadEachForItself) {
  testing_support::LoopbackServer server([](const ServerRequest& request) {
    ServerAnswer answer;
    const std::string n = request.path().substr(1);
    answer.headers = {{"Content-Type", "application/rss+xml"}};
    answer.body = "<rss version=\"2.0\"><channel><title>F</title><item><title>Story of feed " + n +
                  "</title><link>/story/" + n + "</link></item></channel></rss>";
    if (n == "7") answer.body = "no feed";
    if (n == "55") answer.status = 404;
    return answer;
  });
  testing_support::TempDir dir;
  std::string urls;
  for (int i = 0; i < 60; ++i)
    urls += (i == 0 ? "\"" : ", \"") + server.url("/" + std::to_string(i)) + "\"";
  dir.write("s/many.toml", "id = \"many\"\nkind = \"feed\"\nurl = [" + urls +
                               "]\nevery = \"1h\"\ndelay = \"0s\"\nconnections = 8\nrobots = "
                               "false\nallow_private = true\n");
  const std::string db = (dir.path() / "store.db").string();
  const auto run = testing_support::gongwatch(
      {"--db", db, "--sources", (dir.path() / "s").string(), "run", "--max-articles", "0"});
  EXPECT_EQ(run.exit_code, 1) << "two of them failed";
  const auto sql = [&](const std::string& query) {
    return run_command({"sqlite3", "-readonly", db, query}).out;
  };
  EXPECT_EQ(sql("select count(*) from page p join list_entry e on e.page_id = p.page_id where "
                "p.url like '%/story/' || substr(e.title, 15)"),
            "58\n");
  EXPECT_EQ(sql("select group_concat(replace(url, '" + server.url("/") +
                "', ''), ' ') from (select url "
                "from page where failures > 0 order by url)"),
            "55 7\n");
  EXPECT_EQ(sql("select count(distinct page_id) from capture"), "59\n");
}

TEST(Run, MaxTimeBoundsTheIndexingOfWhatAnOlderVersionKept) {
  const auto pages =
      testing_support::FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
  ASSERT_TRUE(pages);
  std::atomic<bool> slow{false};
  World world([&](const ServerRequest& request) {
    if (slow) std::this_thread::sleep_for(std::chrono::milliseconds{1500});
    return (*pages)(request);
  });
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  run_command({"sqlite3", world.db(),
               "delete from search_entry; insert into search_index (search_index) values "
               "('delete-all'); insert into search_pending select article_id from article"});
  const std::string waiting = world.sql("select count(*) from search_pending");
  slow = true;
  world.run_at(kTuesday, {"--max-time", "1s"});
  EXPECT_EQ(world.sql("select count(*) from search_pending"), waiting) << "the time was over";
  slow = false;
  const auto later = world.run_at(kTuesday);
  EXPECT_EQ(world.sql("select count(*) from search_pending"), "0") << later.err;
}

TEST(Run, ReadsTheSmallWorldAndThenFindsNothingNew) {
  World world;
  const auto first = world.run_at(kMonday, {"--format", "json"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(source_row(first, "aastocks")["articles"], 2);
  EXPECT_EQ(source_row(first, "hkex-applications")["outcome"], "ok");
  const std::string facts = world.sql(
      "select (select count(*) from stage_fact) || '/' || (select count(*) from ranking_fact) || "
      "'/' || (select count(*) from figure_fact)");
  const std::string captures = world.sql("select count(*) from capture");

  const std::size_t asked_before = world.server().requests().size();
  const auto second = world.run_at(kTuesday, {"--format", "json"});
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_GT(world.server().requests().size(), asked_before);
  for (const json& row : json::parse(second.out)) {
    EXPECT_EQ(row["captured"], 0) << row;
    EXPECT_EQ(row["facts"], 0) << row;
    EXPECT_NE(row["unchanged"], 0) << row;
  }
  // Every second request was a conditional one, but for a search (another day is another resource)
  // and for papers that were not there.
  const auto requests = world.server().requests();
  for (std::size_t i = asked_before; i < requests.size(); ++i) {
    if (requests[i].target.find("robots.txt") != std::string::npos ||
        requests[i].target.find("_gem_") != std::string::npos ||
        requests[i].target.find("titleSearch") != std::string::npos ||
        requests[i].target.ends_with(".pdf"))
      continue;
    EXPECT_FALSE(requests[i].header("if-none-match").empty()) << requests[i].target;
  }
  EXPECT_EQ(world.sql("select (select count(*) from stage_fact) || '/' || (select count(*) from "
                      "ranking_fact) || '/' || (select count(*) from figure_fact)"),
            facts);
  EXPECT_EQ(world.sql("select count(*) from capture"), captures);
}

TEST(Run, NothingIsDueRightAfterARun) {
  World world;
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  const std::size_t asked = world.server().requests().size();
  const auto again = world.run_at("2025-11-10T08:01:00+08:00", {"--format", "json"});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(world.server().requests().size(), asked);
  EXPECT_EQ(source_row(again, "aastocks")["outcome"], "not-due");
}

TEST(Run, FeedAndNewsInTwoLanguagesAreOneIpo) {
  World world;
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  for (const char* name : {"Innovation Industrial", "Chuangxin Industries Holdings Limited",
                           "创新实业", "創新實業集團有限公司", "107650"}) {
    const auto shown = world.ask({"show", name, "--format", "json"});
    ASSERT_EQ(shown.exit_code, 0) << name << shown.err;
    const json answer = json::parse(shown.out);
    ASSERT_EQ(answer.size(), 1u) << name;
    EXPECT_EQ(answer[0]["hkex_id"], 107650) << name;
    EXPECT_EQ(answer[0]["stage"], "phip");
    EXPECT_THAT(answer[0]["sponsors"].get<std::vector<std::string>>(),
                ::testing::ElementsAre("CICC", "Huatai International"));
  }
}

TEST(Run, EachIpoOfTheFeedsIsListedOnce) {
  World world;
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  const json rows = json::parse(world.ask({"list", "--format", "json"}).out);
  std::set<std::int64_t> ids;
  for (const json& row : rows) {
    if (row["hkex_id"].is_null()) continue;
    EXPECT_TRUE(ids.insert(row["hkex_id"].get<std::int64_t>()).second) << row;
  }
  EXPECT_GE(ids.size(), 5u);
  // The unrelated article (a court hearing, a sponsor of a race) made none.
  for (const json& row : rows) EXPECT_EQ(row.dump().find("Greywater"), std::string::npos) << row;
}

TEST(Run, NoServerIsOneLineASourceAndNothingLost) {
  World world;
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  const std::string facts = world.sql("select count(*) from stage_fact");
  world.stop_server();
  const auto down = world.run_at(kTuesday, {"--format", "json"});
  EXPECT_EQ(down.exit_code, 1);
  EXPECT_EQ(std::count(down.err.begin(), down.err.end(), '\n'), 7) << down.err;
  for (const char* id : {"aastocks", "csrc-filings", "hkex-announcements", "hkex-applications",
                         "hkex-new-listings", "yahoo-hk", "zhitong"}) {
    EXPECT_EQ(source_row(down, id)["outcome"], "failed");
    EXPECT_THAT(down.err, HasSubstr(std::string(id) + ": "));
  }
  EXPECT_EQ(world.sql("select count(*) from stage_fact"), facts);
}

TEST(Run, AnEmptyListIsAFailureAndItsBytesAreKept) {
  bool broken = false;
  auto fixtures =
      testing_support::FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
  ASSERT_TRUE(fixtures);
  World world([&](const ServerRequest& request) {
    if (broken && request.target.find("/latest-news") != std::string::npos &&
        request.target.find("aafn-con") == std::string::npos) {
      ServerAnswer answer;
      answer.headers = {{"Content-Type", "text/html"}};
      answer.body = "<html><body><p>We are rebuilding our site.</p></body></html>";
      return answer;
    }
    return (*fixtures)(request);
  });
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  broken = true;
  const auto bad = world.run_at(kTuesday, {"--format", "json"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_THAT(bad.err, HasSubstr("no article in the list"));
  EXPECT_EQ(source_row(bad, "aastocks")["captured"], 1);
  EXPECT_EQ(source_row(bad, "zhitong")["outcome"], "ok");
  broken = false;
  const auto good = world.run_at("2025-11-12T08:30:00+08:00", {"--format", "json"});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(world.sql("select count(*) from article where superseded_at is not null"), "0");
}

TEST(Run, AChallengePageInsteadOfAStoryIsNoArticle) {
  auto fixtures =
      testing_support::FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
  ASSERT_TRUE(fixtures);
  World world([&](const ServerRequest& request) {
    if (request.target.find("aafn-con") == std::string::npos) return (*fixtures)(request);
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html"}};
    answer.body =
        "<html><head><title>Just a moment...</title></head><body><div "
        "id='challenge-running'>Checking your browser</div></body></html>";
    return answer;
  });
  const auto result = world.run_at(kMonday, {"--source", "aastocks"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("challenge"));
  EXPECT_EQ(world.sql("select count(*) from article"), "0");
  EXPECT_EQ(world.sql("select count(*) > 1 from capture"), "1");
}

TEST(Run, UnknownAndBrokenSourcesAreUsageErrors) {
  World world;
  const auto unknown = world.run_at(kMonday, {"--source", "nobody"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("\"nobody\""));
  world.dir().write(
      "sources/broken.toml",
      "id = \"broken\"\nkind = \"feed\"\nurl = \"https://a.example/\"\nevrey = \"30m\"\n");
  const auto broken = world.run_at(kMonday);
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.err, HasSubstr("broken.toml:4"));
  EXPECT_THAT(broken.err, HasSubstr("evrey"));
  EXPECT_FALSE(std::filesystem::exists(world.db()));
}

TEST(Run, ADatabaseThatIsNotOursIsExitCode3) {
  World world;
  const auto make = [&](const std::string& sql) {
    std::filesystem::remove(world.db());
    ASSERT_EQ(run_command({"sqlite3", world.db(), sql}).exit_code, 0);
  };
  make("create table recipes(name text); insert into recipes values('soup');");
  const auto foreign = world.run_at(kMonday);
  EXPECT_EQ(foreign.exit_code, 3);
  EXPECT_THAT(foreign.err, HasSubstr(world.db()));
  EXPECT_EQ(world.sql("select name from recipes"), "soup");
  make("pragma application_id = 0x474F4E47; pragma user_version = 9999; create table later(x);");
  const auto newer = world.run_at(kMonday);
  EXPECT_EQ(newer.exit_code, 3);
  EXPECT_THAT(newer.err, HasSubstr("newer"));
  std::ofstream(world.db(), std::ios::trunc)
      << "This is a letter, not a database. " << std::string(5000, 'x');
  EXPECT_EQ(world.run_at(kMonday).exit_code, 3);
  std::filesystem::remove(world.db());
  EXPECT_EQ(world.ask({"list"}).exit_code, 3);  // questions never make a database
  EXPECT_FALSE(std::filesystem::exists(world.db()));
}

TEST(Run, ADatabaseThatCannotBeWrittenIsExitCode3) {
  World world;
  const auto file = world.dir().write("file", "x");
  const auto nowhere = gongwatch::testing_support::gongwatch({"--sources", world.sources(), "--db",
                                                              (file / "store.db").string(), "run",
                                                              "--now", kMonday});
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_THAT(nowhere.err, HasSubstr("store.db"));
  // A file that may be read and not written; root may write everywhere, so the run is another
  // user's.
  ASSERT_EQ(world.run_at(kMonday).exit_code, 0);
  std::ofstream(world.db() + ".lock") << "";
  ::chmod((world.db() + ".lock").c_str(), 0666);
  ::chmod(world.db().c_str(), 0444);
  ::chmod(world.dir().path().c_str(), 0555);
  std::vector<std::string> command{testing_support::kProgram, "--db", world.db(), "--sources",
                                   world.sources(),           "run",  "--now",    kTuesday};
  if (::geteuid() == 0)
    command.insert(command.begin(),
                   {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
  const auto denied = run_command(command);
  EXPECT_EQ(denied.exit_code, 3) << denied.out << denied.err;
  EXPECT_THAT(denied.err, HasSubstr(world.db()));
  ::chmod(world.dir().path().c_str(), 0755);
  ::chmod(world.db().c_str(), 0644);
  EXPECT_EQ(world.run_at(kTuesday).exit_code, 0);
}

TEST(Run, AFullDiskStopsTheRunAndLosesNothing) {
  World world;
  ASSERT_EQ(world.run_at(kMonday, {"--source", "hkex-applications"}).exit_code, 0);
  const std::string applications = world.sql("select count(*) from application");
  const auto size = std::filesystem::file_size(world.db());
  const auto full = world.run_at(kTuesday, {"--max-db-size", std::to_string(size)});
  EXPECT_EQ(full.exit_code, 3) << full.out << full.err;
  EXPECT_THAT(full.err, HasSubstr("full"));
  EXPECT_EQ(world.sql("pragma integrity_check"), "ok");
  EXPECT_EQ(world.sql("select count(*) from application"), applications);
  const auto room = world.run_at(kTuesday);
  EXPECT_EQ(room.exit_code, 0) << room.err;
  EXPECT_EQ(world.sql("select count(*) > 0 from article"), "1");
}

TEST(Run, ASecondRunLeavesTheFirstAlone) {
  World world;
  const int held = ::open((world.db() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  ASSERT_GE(held, 0);
  ASSERT_EQ(::flock(held, LOCK_EX | LOCK_NB), 0);
  const auto second = world.run_at(kMonday);
  EXPECT_EQ(second.exit_code, 75);
  EXPECT_THAT(second.err, HasSubstr("another run is active"));
  EXPECT_TRUE(world.server().requests().empty());
  ::close(held);
  EXPECT_EQ(world.run_at(kMonday).exit_code, 0);
}

TEST(Run, ASignalEndsTheRunCleanlyAndTheRestIsDueLater) {
  for (const int signal : {SIGINT, SIGTERM}) {
    std::atomic<bool> slow{true};
    std::atomic<int> asked{0};
    auto fixtures =
        testing_support::FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
    ASSERT_TRUE(fixtures);
    World world([&](const ServerRequest& request) {
      ServerAnswer answer = (*fixtures)(request);
      if (slow && ++asked > 3) answer.delay = std::chrono::seconds{20};
      return answer;
    });
    ChildProcess run({testing_support::kProgram, "--db", world.db(), "--sources", world.sources(),
                      "run", "--now", kMonday});
    while (asked <= 3) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    run.send_signal(signal);
    const auto result = run.wait();
    EXPECT_EQ(result.exit_code, 128 + signal) << result.err;
    EXPECT_FALSE(result.timed_out);
    EXPECT_EQ(world.sql("pragma integrity_check"), "ok");
    slow = false;
    EXPECT_EQ(world.run_at(kTuesday).exit_code, 0);
    EXPECT_EQ(world.sql("select count(*) from ipo where hkex_id = 107650"), "1");
  }
}

TEST(Run, AKillInTheMiddleLosesNothingAndDoublesNothing) {
  World reference;
  ASSERT_EQ(reference.run_at(kMonday).exit_code, 0);
  const char* kCounts =
      "select (select count(*) from application) || '/' || (select count(*) from stage_fact) || "
      "'/' || (select count(*) from capture)";
  for (const int after : {2, 5, 8, 11, 14}) {
    std::atomic<int> asked{0};
    auto fixtures =
        testing_support::FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
    ASSERT_TRUE(fixtures);
    World world([&](const ServerRequest& request) {
      ServerAnswer answer = (*fixtures)(request);
      if (++asked == after) answer.delay = std::chrono::milliseconds{300};
      return answer;
    });
    {
      ChildProcess run({testing_support::kProgram, "--db", world.db(), "--sources", world.sources(),
                        "run", "--now", kMonday});
      while (asked < after) std::this_thread::sleep_for(std::chrono::milliseconds{1});
      run.send_signal(SIGKILL);
      EXPECT_EQ(run.wait().exit_code, 128 + SIGKILL);
    }
    EXPECT_EQ(world.run_at(kMonday).exit_code, 0);
    EXPECT_EQ(world.sql("pragma integrity_check"), "ok");
    EXPECT_EQ(world.sql(kCounts), reference.sql(kCounts)) << "killed at request " << after;
  }
}

}  // namespace
}  // namespace gongwatch
