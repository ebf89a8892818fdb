// Child processes and the loopback_server program, on which the end-to-end tests stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <thread>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::testing_support {
namespace {

using ::testing::HasSubstr;

TEST(RunCommand, CollectsOutputErrorsAndExitCode) {
  const auto result = run_command({"sh", "-c", "echo out; echo err >&2; exit 7"});
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
  EXPECT_FALSE(result.timed_out);
}

TEST(RunCommand, PassesArgumentsWithoutAShell) {
  EXPECT_EQ(run_command({"printf", "%s", "$HOME; `ls` \"x\""}).out, "$HOME; `ls` \"x\"");
}

TEST(RunCommand, GivesInputEnvironmentAndFolder) {
  const TempDir folder;
  CommandOptions options;
  options.stdin_text = std::string(300'000, 'i');
  EXPECT_EQ(run_command({"cat"}, options).out, options.stdin_text);
  options.env = {{"GONGWATCH_TEST_VALUE", "set"}};
  options.unset = {"HOME"};
  options.cwd = folder.path();
  const auto result =
      run_command({"sh", "-c", "echo $GONGWATCH_TEST_VALUE ${HOME-none}; pwd -P"}, options);
  EXPECT_EQ(result.out, "set none\n" + std::filesystem::canonical(folder.path()).string() + "\n");
}

TEST(RunCommand, ReportsSignalsAndCommandsThatAreMissing) {
  EXPECT_EQ(run_command({"sh", "-c", "kill -TERM $$"}).exit_code, 128 + SIGTERM);
  const auto missing = run_command({"/no/such/program"});
  EXPECT_EQ(missing.exit_code, 127);
  EXPECT_THAT(missing.err, HasSubstr("/no/such/program"));
  EXPECT_EQ(run_command({}).exit_code, 127);
}

TEST(RunCommand, KillsWhatTakesTooLongWithItsChildren) {
  CommandOptions options;
  options.timeout = std::chrono::seconds(1);
  const auto result = run_command({"sh", "-c", "echo started; sleep 60 & wait"}, options);
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.exit_code, 128 + SIGKILL);
  EXPECT_EQ(result.out, "started\n");
}

TEST(TempDir, GoesWithItsOwner) {
  std::filesystem::path path;
  {
    const TempDir folder;
    path = folder.path();
    EXPECT_EQ(read_whole_file(folder.write("a/b", "x")), "x");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

// GONGWATCH_BUILD/tests/support/loopback_server is built with the tests' support library.
TEST(LoopbackServerProgram, ServesLogsAndEndsOnSigterm) {
  const std::filesystem::path program =
      std::filesystem::path(GONGWATCH_BUILD) / "tests/support/loopback_server";
  const TempDir folder;
  folder.write("fixtures/a/one/meta.toml",
               "url = \"https://a.example/x\"\ncaptured_at = \"2025-11-09\"\n");
  folder.write("fixtures/a/one/page.txt", "hello");
  const auto port_file = folder.path() / "port";
  const auto log = folder.path() / "log";
  ChildProcess child({program, "--root", folder.path() / "fixtures", "--port", "0", "--port-file",
                      port_file, "--log", log});
  for (int i = 0; i < 500 && !std::filesystem::exists(port_file); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  ASSERT_TRUE(std::filesystem::exists(port_file));
  const std::string base =
      "http://127.0.0.1:" + std::to_string(std::stoi(read_whole_file(port_file)));
  const auto outcome = fetcher::fetch_one(fetcher::loopback_request(base + "/a.example/x"));
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "hello");
  fetcher::fetch_one(fetcher::loopback_request(base + "/nothing"));
  child.send_signal(SIGTERM);
  const auto result = child.wait();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string lines = read_whole_file(log);
  EXPECT_THAT(lines, HasSubstr("GET /a.example/x 200 5\n"));
  EXPECT_THAT(lines, HasSubstr("GET /nothing 404 10\n"));
}

TEST(LoopbackServerProgram, SaysWhatIsWrong) {
  const std::filesystem::path program =
      std::filesystem::path(GONGWATCH_BUILD) / "tests/support/loopback_server";
  const auto missing = run_command({program, "--root", "/no/such/folder"});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("/no/such/folder"));
  EXPECT_THAT(run_command({program, "--port", "x"}).err, HasSubstr("--port"));
  EXPECT_THAT(run_command({program, "--nonsense", "x"}).err, HasSubstr("usage"));
}

}  // namespace
}  // namespace gongwatch::testing_support
