// --help as a person reads it: on a terminal of 80 columns.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/cli/world.h"
#include "text/utf8.h"

namespace gongwatch {
namespace {

TEST(Help, FitsEightyColumnsAndCutsNoWord) {
  const auto help = testing_support::gongwatch({"--help"});
  ASSERT_EQ(help.exit_code, 0);
  std::istringstream lines(help.out);
  std::string joined;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(text::display_width(line), 80u) << line;
    const auto first = line.find_first_not_of(' ');
    if (first != std::string::npos) joined += " " + line.substr(first);
  }
  EXPECT_THAT(joined, testing::HasSubstr("What came before: news of past days, HKEX's lists of "
                                         "past years"));
  EXPECT_THAT(joined, testing::HasSubstr("a run that needs more stops with exit code 3"));
}

TEST(Help, AWordThatIsNoCommandIsNamedWithTheNearest) {
  const auto top = testing_support::gongwatch({"lst"});
  EXPECT_EQ(top.exit_code, 2);
  EXPECT_THAT(top.err, testing::HasSubstr("\"lst\"; did you mean \"list\"?"));
  const auto inner = testing_support::gongwatch({"issuer", "folow", "x"});
  EXPECT_EQ(inner.exit_code, 2);
  EXPECT_THAT(inner.err, testing::HasSubstr("did you mean \"issuer follow\"?"));
  EXPECT_THAT(testing_support::gongwatch({"qqqqqqqqqq"}).err, testing::HasSubstr("\"qqqqqqqqqq\""));
  const auto none = testing_support::gongwatch({});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, testing::HasSubstr("subcommand is required"));
}

// The commands as the reference names them: "## gongwatch issuer follow".
std::vector<std::vector<std::string>> commands() {
  std::vector<std::vector<std::string>> all;
  std::istringstream lines(testing_support::gongwatch({"generate", "reference"}).out);
  for (std::string line; std::getline(lines, line);) {
    const std::string mark = "## gongwatch ";
    if (line.rfind(mark, 0) != 0) continue;
    std::istringstream words(line.substr(mark.size()));
    auto& command = all.emplace_back();
    for (std::string word; words >> word;) command.push_back(word);
  }
  return all;
}

TEST(Help, OfEveryCommandFitsEightyColumnsAndHasAnExampleWithItsOutput) {
  const auto all = commands();
  EXPECT_GT(all.size(), 30u);
  for (std::vector<std::string> command : all) {
    command.emplace_back("--help");
    const auto help = testing_support::gongwatch(command);
    const std::string name = testing::PrintToString(command);
    ASSERT_EQ(help.exit_code, 0) << name;
    std::istringstream lines(help.out);
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(text::display_width(line), 80u) << name << ": " << line;
    if (help.out.find("\nSubcommands:") != std::string::npos) continue;
    const auto example = help.out.find("\nExample:\n  $ gongwatch ");
    ASSERT_NE(example, std::string::npos) << name;
    EXPECT_NE(help.out.find("\n  ", help.out.find("$ gongwatch", example)), std::string::npos)
        << name << " shows no output";
  }
}

}  // namespace
}  // namespace gongwatch
