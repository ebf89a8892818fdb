// --help as a person reads it: on a terminal of 80 columns.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

std::size_t columns_of(const std::string& line) {
  std::size_t count = 0;
  for (const char c : line) count += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
  return count;
}

TEST(Help, FitsEightyColumnsAndCutsNoWord) {
  const auto help = testing_support::gongwatch({"--help"});
  ASSERT_EQ(help.exit_code, 0);
  std::istringstream lines(help.out);
  std::string joined;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(columns_of(line), 80u) << line;
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

// The flags of every command; examples below them are as wide as what they show.
TEST(Help, FlagsOfEveryCommandAreWrapped) {
  for (const char* command : {"run", "watch", "parse", "eval", "fetch", "backfill", "ingest",
                              "show", "explain", "list"}) {
    const auto help = testing_support::gongwatch({command, "--help"});
    ASSERT_EQ(help.exit_code, 0) << command;
    std::istringstream lines(help.out.substr(0, help.out.find("Example:")));
    for (std::string line; std::getline(lines, line);) {
      if (line.rfind("  ", 0) == 0) {
        EXPECT_LE(columns_of(line), 80u) << command << ": " << line;
      }
    }
  }
}

}  // namespace
}  // namespace gongwatch
