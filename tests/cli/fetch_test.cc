// `gongwatch fetch --urls`: a list is captured once, and asked again only for what has changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <fstream>
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

class Fetch : public ::testing::Test {
 protected:
  ServerAnswer answer(const ServerRequest& request) const {
    ServerAnswer answer;
    answer.body = "page " + request.path() + " " + std::to_string(edition);
    const std::string etag = "\"" + std::to_string(edition) + "\"";
    answer.headers = {{"ETag", etag}, {"Content-Type", "text/html"}};
    if (request.header("if-none-match") == etag) answer.status = 304;
    if (request.path() == "/gone") answer.status = 410;
    if (request.path() == "/old") {
      answer.status = 301;
      answer.headers = {{"Location", "/new"}};
    }
    if (request.path() == "/busy") {
      answer.status = 429;
      answer.headers = {{"Retry-After", "3600"}};
    }
    if (request.path() == "/robots.txt") answer.body = "User-agent: *\nDisallow: /private\n";
    return answer;
  }

  std::string list(const std::vector<std::string>& paths) const {
    const auto file = (dir.path() / "urls.txt").string();
    std::ofstream out(file);
    out << "# pages\n\n";
    for (const auto& path : paths)
      out << (path.find(':') == std::string::npos ? server.url(path) : path) << "\n";
    return file;
  }

  CommandResult fetch(const std::vector<std::string>& paths, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"fetch", "--urls", list(paths), "--db", db, "--allow-private",
                               "--no-delay", "--format", "json"});
    return testing_support::gongwatch(more);
  }

  std::string sql(const std::string& query) const {
    const auto answer = run_command({"sqlite3", "-readonly", db, query});
    return answer.exit_code == 0 ? answer.out.substr(0, answer.out.find('\n'))
                                 : "error: " + answer.err;
  }

  // "ok 2, gone 1"
  static std::string outcomes(const CommandResult& result) {
    std::string text;
    const auto rows = json::parse(result.out, nullptr, false);
    if (!rows.is_array()) return result.err;
    for (const auto& row : rows)
      text += (text.empty() ? "" : ", ") + row["outcome"].get<std::string>() + " " +
              std::to_string(row["pages"].get<int>());
    return text;
  }

  std::atomic<int> edition{1};
  testing_support::TempDir dir;
  std::string db = (dir.path() / "store.db").string();
  LoopbackServer server{[this](const ServerRequest& request) { return answer(request); }};
};

TEST_F(Fetch, CapturesEachPageOnceAndThenOnlyWhatChanged) {
  const std::vector<std::string> paths{"/a", "/b?utm_source=x", "/c"};
  EXPECT_EQ(outcomes(fetch(paths)), "ok 3");
  EXPECT_EQ(sql("select count(*) from capture"), "3");
  EXPECT_EQ(sql("select original_url from page where url like '%/b'"),
            server.url("/b?utm_source=x"));
  EXPECT_EQ(outcomes(fetch(paths)), "not-modified 3");
  EXPECT_EQ(sql("select count(*) from capture"), "3");
  edition = 2;
  EXPECT_EQ(outcomes(fetch(paths)), "ok 3");
  EXPECT_EQ(sql("select count(*) from capture"), "6");
  EXPECT_EQ(sql("select count(*) from page where due_at is not null"), "0")
      << "no run asks for them";
}

TEST_F(Fetch, RecordsHowEachEndedAndGoesOn) {
  const auto result =
      fetch({"/gone", "/private/x", "ftp://a.example/", "/old", "/ok", "http://a b/"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(outcomes(result), "ok 2, gone 1, robots-disallowed 1, unusable-request 2");
  EXPECT_THAT(result.err, HasSubstr(server.url("/gone") + ": HTTP 410 Gone"));
  EXPECT_EQ(sql("select verdict from page where url like '%/gone'"), "gone");
  EXPECT_EQ(sql("select verdict from page where url like '%/private/x'"), "robots-disallowed");
  EXPECT_EQ(sql("select moved_to from page where url like '%/old'"), server.url("/new"));
  EXPECT_EQ(server.count("/private/x"), 0u);
}

TEST_F(Fetch, AsksOnceForAnAddressInSeveralSpellings) {
  const auto result = fetch({"/a", "/b", "/./a", "/a#top", "/a?utm_source=x", "/a"});
  EXPECT_EQ(outcomes(result), "ok 2");
  EXPECT_EQ(server.count("/a"), 1u);
  EXPECT_THAT(result.err, HasSubstr("4 addresses stand in the list before"));
  const auto twice = fetch({"/a", "/a"}, {"--no-store"});
  EXPECT_EQ(outcomes(twice), "ok 1");
  EXPECT_THAT(twice.err, HasSubstr("1 address stands in the list before"));
}

TEST_F(Fetch, DoesNotAskAgainForWhatIsGone) {
  EXPECT_EQ(outcomes(fetch({"/gone", "/a"})), "ok 1, gone 1");
  const auto again = fetch({"/gone", "/a"});
  EXPECT_EQ(outcomes(again), "not-modified 1");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("1 page was gone (410) earlier, not asked again"));
  EXPECT_EQ(server.count("/gone"), 1u);
}

TEST_F(Fetch, ReadsAListWithAMarkAndNoFolder) {
  const auto file = dir.write("marked.txt", "\xEF\xBB\xBF" + server.url("/a") + "\r\n").string();
  const auto marked = testing_support::gongwatch(
      {"fetch", "--urls", file, "--db", db, "--allow-private", "--no-delay", "--format", "json"});
  EXPECT_EQ(outcomes(marked), "ok 1");
  const auto folder =
      testing_support::gongwatch({"fetch", "--urls", dir.path().string(), "--db", db});
  EXPECT_EQ(folder.exit_code, 2);
  EXPECT_THAT(folder.err, HasSubstr("not a file that can be read"));
}

TEST_F(Fetch, RemembersForTheNextProcessWhoAskedForRest) {
  EXPECT_EQ(outcomes(fetch({"/busy"})), "rate-limited 1");
  EXPECT_EQ(outcomes(fetch({"/a"})), "host-resting 1");
  EXPECT_EQ(server.count("/a"), 0u);
  EXPECT_EQ(sql("select verdict from page where url like '%/a'"), "host-resting");
}

TEST_F(Fetch, WithoutTheStoreKeepsValidatorsAtMost) {
  const auto validators = (dir.path() / "validators.db").string();
  EXPECT_EQ(outcomes(fetch({"/a", "/b"}, {"--no-store"})), "ok 2");
  EXPECT_EQ(outcomes(fetch({"/a", "/b"}, {"--no-store", "--validators", validators})), "ok 2");
  EXPECT_EQ(outcomes(fetch({"/a", "/b", "/c"}, {"--no-store", "--validators", validators})),
            "ok 1, not-modified 2");
  EXPECT_FALSE(std::filesystem::exists(db));
  std::ofstream(dir.path() / "other") << "no database";
  EXPECT_EQ(
      fetch({"/a"}, {"--no-store", "--validators", (dir.path() / "other").string()}).exit_code, 3);
  EXPECT_EQ(fetch({"/a"}, {"--validators", validators}).exit_code, 2);
}

TEST_F(Fetch, WithoutTheStoreRemembersWhatIsGone) {
  const std::vector<std::string> more{"--no-store", "--validators",
                                      (dir.path() / "validators.db").string()};
  EXPECT_EQ(outcomes(fetch({"/gone", "/a"}, more)), "ok 1, gone 1");
  const auto again = fetch({"/gone", "/a"}, more);
  EXPECT_EQ(outcomes(again), "not-modified 1");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(server.count("/gone"), 1u);
}

TEST_F(Fetch, AsksOnceHoweverFarApartAnAddressStands) {
  std::vector<std::string> paths;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 3000; ++i) paths.push_back("/p" + std::to_string(i));
  }
  const auto result = fetch(paths, {"--no-store", "--no-robots", "--connections", "8"});
  EXPECT_EQ(outcomes(result), "ok 3000");
  EXPECT_THAT(result.err, HasSubstr("3000 addresses stand in the list before, asked once"));
  EXPECT_EQ(server.requests().size(), 3000u);
}

TEST_F(Fetch, SaysWhatIsWrongWithItsList) {
  EXPECT_EQ(testing_support::gongwatch({"fetch", "--urls", "/no/such/file", "--db", db}).exit_code,
            2);
  EXPECT_EQ(testing_support::gongwatch({"fetch"}).exit_code, 2);
  EXPECT_EQ(outcomes(fetch({})), "");
}

TEST_F(Fetch, StopsAtASignalAndKeepsWhatCame) {
  std::vector<std::string> paths;
  for (int i = 0; i < 200; ++i) paths.push_back("/p" + std::to_string(i));
  ChildProcess child({testing_support::kProgram, "fetch", "--urls", list(paths), "--db", db,
                      "--allow-private", "--no-robots"});  // with the default pause of 5 s
  for (int i = 0; i < 200 && server.requests().empty(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  child.send_signal(SIGTERM);
  const auto result = child.wait();
  EXPECT_EQ(result.exit_code, 143) << result.err;
  EXPECT_EQ(sql("select count(*) from capture"), "1");
}

}  // namespace
}  // namespace gongwatch
