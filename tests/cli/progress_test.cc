#include "cli/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using cli::progress_line;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using testing_support::run_command;
using testing_support::World;

TEST(Progress, TellsRateAndTimeLeft) {
  EXPECT_EQ(progress_line("captures", 1200, 8112, seconds{6}),
            "1200 of 8112 captures (14 %), 200 a second, 35 s left");
  EXPECT_EQ(progress_line("captures", 30, 100'000, seconds{10}),
            "30 of 100000 captures (0 %), 3.0 a second, 9 h 15 min left");
  EXPECT_EQ(progress_line("captures", 100, 700, seconds{100}),
            "100 of 700 captures (14 %), 1.0 a second, 10 min left");
}

TEST(Progress, SaysOnlyWhatIsKnown) {
  EXPECT_EQ(progress_line("captures", 1, 9, milliseconds{10}), "1 of 9 captures (11 %)");
  EXPECT_EQ(progress_line("pages", 50, 0, seconds{5}), "50 pages, 10 a second");
  EXPECT_EQ(progress_line("pages", 0, 9, seconds{5}), "0 of 9 pages (0 %)");
  EXPECT_EQ(progress_line("pages", 12, 9, seconds{1}), "12 of 9 pages (100 %), 12 a second");
}

TEST(Progress, IsNotInWhatAProgramReads) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const auto done = world.ask({"reparse", "--format", "json"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(nlohmann::json::parse(done.out)[0]["failures"], 0);
}

TEST(Progress, ATerminalHasItsLineToItselfAgain) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const auto shown = run_command({"script", "-qec",
                                  testing_support::kProgram + " --db " + world.db() +
                                      " --sources " + world.sources() + " reparse",
                                  "/dev/null"});
  if (shown.exit_code == 127) GTEST_SKIP() << "no script(1) here";
  EXPECT_THAT(shown.out, HasSubstr("ARTICLES READ ANEW"));
  const auto line = shown.out.rfind(" captures (");
  if (line != std::string::npos) {
    EXPECT_THAT(shown.out.substr(line), HasSubstr("\r\x1b[K"));
  }
}

TEST(Reparse, GoesOnWhereOneThatWasInterruptedStopped) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const auto captures = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"reparse", "--format", "json"});
    const auto done = world.ask(std::move(more));
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return nlohmann::json::parse(done.out)[0]["captures"].get<int>();
  };
  const int all = captures({});
  const std::string version =
      world.sql("select parser_version from article order by article_id desc limit 1");
  const std::string articles =
      world.sql("select count(*) from page where role = 'article' and latest_capture_id > 0");
  const auto note = [&](const std::string& text) { world.dir().write("store.db.reparse", text); };
  const std::string lists_are_read = "\t\ndocument\t2099-01-01T00:00:00Z\t9";
  note(version + lists_are_read);
  EXPECT_EQ(captures({}), std::stoi(articles));
  EXPECT_FALSE(std::filesystem::exists(world.db() + ".reparse")) << "all is read now";
  EXPECT_EQ(captures({}), all);
  note(version + lists_are_read);
  EXPECT_EQ(captures({"--from-start"}), all);
  for (const std::string& other :
       {"0.0.0" + lists_are_read, version + "\tzhitong\ndocument\t2099-01-01T00:00:00Z\t9",
        version + "\t\ndocument\tsoon\t9", version + "\t\n", std::string("\0", 1)}) {
    note(other);
    EXPECT_EQ(captures({}), all) << other;
  }
}

}  // namespace
}  // namespace gongwatch
