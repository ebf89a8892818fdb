// Captures leave as a web archive and come back; what proves nothing may go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::World;

constexpr const char* kNow = "2025-11-10T08:00:00+08:00";

TEST(Archive, WhatIsExportedIsIngestedWithTheSameFacts) {
  World world;
  ASSERT_EQ(world.run_at(kNow).exit_code, 0);
  const std::string file = (world.dir().path() / "all.warc.gz").string();
  const auto saved = world.ask({"export", "--format", "warc", file});
  ASSERT_EQ(saved.exit_code, 0) << saved.err;
  EXPECT_THAT(saved.out, HasSubstr(world.sql("select count(*) from capture") + " captures"));
  const std::string captures = world.sql("select count(*) from capture");
  std::filesystem::remove(world.db());
  // All hosts of the small world are one loopback address: its sources are told apart by name.
  for (const char* id : {"zhitong", "aastocks", "yahoo-hk"}) {
    std::filesystem::remove(world.db());
    const auto back = world.ask({"ingest", "--format", "json", "--source", id, file});
    ASSERT_EQ(back.exit_code, 0) << back.err;
    EXPECT_EQ(json::parse(back.out)[0]["captured"].dump(), captures);
  }
  EXPECT_NE(world.sql("select count(*) from article"), "0");
  const std::string before = world.sql("select count(*) from capture");
  const auto again = world.ask({"ingest", "--format", "json", "--source", "yahoo-hk", file});
  EXPECT_EQ(json::parse(again.out)[0]["captured"], 0);
  EXPECT_EQ(world.sql("select count(*) from capture"), before);
}

TEST(Archive, PagesOfAFolderAreReadAtTheirTime) {
  World world;
  const std::string folder = std::string(GONGWATCH_CHECKOUT) + "/fixtures/zhitong";
  const auto done = world.ask(
      {"ingest", "--format", "json", "--source", "aastocks", "--url-base",
       "https://archive.example/", "--captured-at", "2025-11-10T00:00:00Z",
       std::string(GONGWATCH_CHECKOUT) + "/fixtures/aastocks/hearing-joint-sponsors/page.html"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(json::parse(done.out)[0]["articles"], 1);
  EXPECT_EQ(world.sql("select captured_at from capture"), "2025-11-10T00:00:00Z");
  EXPECT_EQ(world.sql("select url from page"), "https://archive.example/page.html");
  EXPECT_EQ(world.sql("select count(*) from page where due_at is not null"), "0");
  EXPECT_EQ(world.ask({"ingest", folder}).exit_code, 2);
  EXPECT_EQ(world.ask({"export", (world.dir().path() / "x").string()}).exit_code, 2);
}

TEST(Archive, AStoppedIngestSaysHowToGoOn) {
  constexpr int kPages = 1500;
  World world;
  for (int i = 0; i < kPages; ++i) {
    world.dir().write("pages/" + std::to_string(i) + ".html",
                      "<p>Page " + std::to_string(i) + " of no company at all.</p>");
  }
  const std::vector<std::string> args{"--db",
                                      world.db(),
                                      "--sources",
                                      world.sources(),
                                      "ingest",
                                      "--source",
                                      "aastocks",
                                      "--url-base",
                                      "https://a.example/",
                                      "--captured-at",
                                      "2025-11-10T00:00:00Z",
                                      (world.dir().path() / "pages").string()};
  std::vector<std::string> command{testing_support::kProgram};
  command.insert(command.end(), args.begin(), args.end());
  testing_support::ChildProcess ingest(command);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (std::atoi(world.sql("select count(*) from capture").c_str()) == 0 &&
         std::chrono::steady_clock::now() < end) {
  }
  ingest.send_signal(SIGINT);
  const auto stopped = ingest.wait();
  EXPECT_EQ(stopped.exit_code, 130) << stopped.err;
  EXPECT_THAT(stopped.err, HasSubstr("stopped by SIGINT; what was taken in is stored"));
  const auto rest = testing_support::gongwatch(args);
  EXPECT_EQ(rest.exit_code, 0) << rest.err;
  EXPECT_EQ(world.sql("select count(*) from capture"), std::to_string(kPages));
}

TEST(Archive, WhatIsLeftOutIsNamed) {
  World world;
  const auto ingest = [&](const std::string& url, const std::string& path) {
    return world.ask({"ingest", "--source", "aastocks", "--url", url, "--captured-at",
                      "2025-11-10T00:00:00Z", path});
  };
  const std::string none = world.dir().write("none.html", "").string();
  const std::string page =
      std::string(GONGWATCH_CHECKOUT) + "/fixtures/aastocks/hearing-joint-sponsors/page.html";
  const auto empty = ingest("https://archive.example/a", none);
  EXPECT_EQ(empty.exit_code, 1);
  EXPECT_THAT(empty.err, HasSubstr("none.html"));
  EXPECT_THAT(empty.err, HasSubstr("no bytes"));
  const auto address = ingest("no address", page);
  EXPECT_EQ(address.exit_code, 1);
  EXPECT_THAT(address.err, HasSubstr("no address"));
  const std::string data = world.dir().write("data.bin", "\x01\x02\x03").string();
  EXPECT_EQ(ingest("https://archive.example/b", data).exit_code, 1);
  std::filesystem::create_directory(world.dir().path() / "hollow");
  const auto hollow = world.ask({"ingest", (world.dir().path() / "hollow").string()});
  EXPECT_EQ(hollow.exit_code, 1);
  EXPECT_THAT(hollow.err, HasSubstr("no file in this folder"));
  const auto archive = world.ask({"ingest", world.dir().write("x.warc", "").string()});
  EXPECT_EQ(archive.exit_code, 1);
  EXPECT_THAT(archive.err, HasSubstr("no answer in this archive"));
  EXPECT_EQ(world.ask({"doctor", "--format", "warc"}).exit_code, 2);
  EXPECT_EQ(world.run_at(kNow, {"--format", "warc"}).exit_code, 2);
}

TEST(Archive, CompactDropsOnlyWhatProvesNothingAndOnlyWhenAsked) {
  auto calls = std::make_shared<std::atomic<int>>(0);
  auto fixtures =
      testing_support::FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
  ASSERT_TRUE(fixtures);
  World world([calls, fixtures](const testing_support::ServerRequest& request) {
    auto answer = (*fixtures)(request);
    if (request.target.find("/latest-news") != std::string::npos &&
        request.target.find("aafn-con") == std::string::npos) {
      answer.headers = {{"Content-Type", "text/html"}};
      answer.status = 200;
      auto plain = request;
      plain.headers.clear();
      answer.body = (*fixtures)(plain).body + "<!-- " + std::to_string(++*calls) + " -->";
    }
    return answer;
  });
  for (const char* now : {kNow, "2025-11-11T08:00:00+08:00", "2025-11-12T08:00:00+08:00"})
    ASSERT_EQ(world.run_at(now).exit_code, 0);
  const std::string before = world.sql("select count(*) from capture");
  const std::string facts = world.sql("select count(*) from stage_fact");
  EXPECT_THAT(world.ask({"compact"}).out, HasSubstr("2 captures"));
  EXPECT_EQ(world.sql("select count(*) from capture"), before);
  const auto done = world.ask({"compact", "--drop"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("2 captures dropped"));
  EXPECT_EQ(world.sql("pragma integrity_check"), "ok");
  EXPECT_EQ(world.sql("pragma foreign_key_check"), "");
  EXPECT_EQ(world.sql("select count(*) from stage_fact"), facts);
  EXPECT_EQ(world.run_at("2025-11-13T08:00:00+08:00").exit_code, 0);
}

}  // namespace
}  // namespace gongwatch
