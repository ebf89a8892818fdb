// Every command has help with an example, and a place in docs/commands.md; README shows what the
// program prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/house/help.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch {
namespace {

using house::all_commands;
using house::flags_of;
using house::help_of;
using house::kCheckout;
using house::kGongwatch;
using ::testing::HasSubstr;
using testing_support::CommandOptions;
using testing_support::read_whole_file;
using testing_support::run_command;

TEST(Commands, EachHasHelpWithAnExample) {
  const auto commands = all_commands();
  EXPECT_GE(commands.size(), 10u);
  for (const auto& command : commands) {
    const std::string help = help_of(command);
    EXPECT_THAT(help, HasSubstr("Example:\n  $ gongwatch " + command.front())) << command.back();
  }
}

TEST(Commands, EachStandsInTheReference) {
  const std::string reference = read_whole_file(kCheckout + "/docs/commands.md");
  for (const auto& command : all_commands()) {
    std::string heading = "\n## gongwatch";
    for (const std::string& word : command) heading += " " + word;
    EXPECT_THAT(reference, HasSubstr(heading + "\n"));
  }
}

TEST(Commands, EachFlagStandsInTheReference) {
  const std::string reference = read_whole_file(kCheckout + "/docs/commands.md");
  for (auto command : all_commands()) {
    for (const std::string& flag : flags_of(help_of(command)))
      EXPECT_THAT(reference, HasSubstr(flag)) << command.front();
  }
}

TEST(Commands, VersionIsTheProjects) {
  const auto result = run_command({kGongwatch, "--version"});
  EXPECT_EQ(result.out, "gongwatch " GONGWATCH_VERSION "\n");
  EXPECT_THAT(read_whole_file(kCheckout + "/CHANGELOG.md"), HasSubstr("[" GONGWATCH_VERSION "]"));
}

TEST(Readme, ShowsWhatTheDemoPrints) {
  const testing_support::TempDir dir;
  CommandOptions options;
  options.cwd = kCheckout;
  options.env = {{"GONGWATCH_BUILD", GONGWATCH_BUILD},
                 {"GONGWATCH_DEMO", (dir.path() / "demo").string()},
                 {"COLUMNS", "120"}};
  const auto demo = run_command({kCheckout + "/tools/demo"}, options);
  ASSERT_EQ(demo.exit_code, 0) << demo.err;
  EXPECT_EQ(demo.err, "");
  const std::string readme = read_whole_file(kCheckout + "/README.md");
  int blocks = 0;
  for (auto at = readme.find("<!-- demo -->"); at != std::string::npos;
       at = readme.find("<!-- demo -->", at + 1)) {
    const auto begin = readme.find("```text\n", at) + 8;
    const std::string block = readme.substr(begin, readme.find("```", begin) - begin);
    EXPECT_THAT(demo.out, HasSubstr(block));
    ++blocks;
  }
  EXPECT_GE(blocks, 3);
}

TEST(Readme, NamesEveryPackageThatIsInstalled) {
  const std::string reasons = read_whole_file(kCheckout + "/docs/design/0001-dependencies.md");
  const std::string readme = read_whole_file(kCheckout + "/README.md");
  for (const char* list :
       {"build.txt", "lint.txt", "bench.txt", "fuzz.txt", "browser.txt", "npm.txt"}) {
    std::istringstream lines(read_whole_file(kCheckout + "/packages/" + list));
    for (std::string line; std::getline(lines, line);) {
      const std::string package = line.substr(0, line.find_first_of(" #"));
      if (package.empty()) continue;
      EXPECT_THAT(reasons, HasSubstr(package));
      EXPECT_THAT(readme, HasSubstr(package));
    }
  }
}

}  // namespace
}  // namespace gongwatch
