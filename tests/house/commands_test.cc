// Every command has help with an example, and a place in docs/commands.md; README shows what the
// program prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch {
namespace {

using ::testing::HasSubstr;
using testing_support::CommandOptions;
using testing_support::read_whole_file;
using testing_support::run_command;

const std::string kCheckout = GONGWATCH_CHECKOUT;
const std::string kProgram = std::string(GONGWATCH_BUILD) + "/cli/gongwatch";

// The names under "Subcommands:" of a help text.
std::vector<std::string> subcommands(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help.substr(std::min(help.find("Subcommands:"), help.size())));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (line.compare(0, 2, "  ") != 0 || line.size() < 3 || line[2] == ' ') continue;
    names.push_back(line.substr(2, line.find(' ', 2) - 2));
  }
  return names;
}

std::string help_of(std::vector<std::string> command) {
  command.insert(command.begin(), kProgram);
  command.emplace_back("--help");
  const auto result = run_command(command);
  EXPECT_EQ(result.exit_code, 0);
  return result.out;
}

std::vector<std::vector<std::string>> all_commands() {
  std::vector<std::vector<std::string>> leaves;
  for (const std::string& name : subcommands(help_of({}))) {
    const auto inner = subcommands(help_of({name}));
    if (inner.empty()) leaves.push_back({name});
    for (const std::string& deeper : inner) leaves.push_back({name, deeper});
  }
  return leaves;
}

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
    std::istringstream lines(help_of(command));
    for (std::string line; std::getline(lines, line);) {
      const auto flag = line.find("--");
      if (line.compare(0, 2, "  ") != 0 || flag == std::string::npos || flag > 6) continue;
      const std::string name = line.substr(flag, line.find_first_of(" ,:", flag) - flag);
      if (name == "--help") continue;
      EXPECT_THAT(reference, HasSubstr(name)) << command.front();
    }
  }
}

TEST(Commands, VersionIsTheProjects) {
  const auto result = run_command({kProgram, "--version"});
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
  for (const char* list : {"build.txt", "lint.txt", "bench.txt", "fuzz.txt"}) {
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
