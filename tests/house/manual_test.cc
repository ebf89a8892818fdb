// The manual page, the reference and the completions name every command and every flag: they are
// made of the same description as --help.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/house/help.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"
#include "text/utf8.h"

namespace gongwatch {
namespace {

using house::all_commands;
using house::flags_of;
using house::help_of;
using house::kGongwatch;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::run_command;
using testing_support::TempDir;

std::string generated(const std::string& what) {
  const auto made = run_command({kGongwatch, "generate", what});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  return made.out;
}

// The whole text without roff's escapes.
std::string manual() {
  std::string text;
  const std::string page = generated("man");
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page.compare(i, 2, "\\-") == 0) ++i;
    text += page[i];
  }
  return text;
}

std::string words_of(const std::vector<std::string>& command) {
  std::string words;
  for (const std::string& word : command) words += (words.empty() ? "" : " ") + word;
  return words;
}

TEST(Manual, ThePageAndTheReferenceNameEveryCommandAndFlag) {
  const std::string page = manual(), reference = generated("reference");
  for (const auto& command : all_commands()) {
    EXPECT_THAT(page, HasSubstr(".SS gongwatch " + words_of(command) + "\n"));
    const std::string heading = "\n## gongwatch " + words_of(command) + "\n";
    ASSERT_THAT(reference, HasSubstr(heading));
    const auto begin = reference.find(heading) + heading.size();
    std::string section = reference.substr(begin, reference.find("\n## ", begin) - begin);
    // Flags of the outer command go for the inner one, global ones for all.
    if (command.size() > 1) {
      const std::string outer = "\n## gongwatch " + command.front() + "\n";
      section += reference.substr(reference.find(outer), 2000);
    }
    section += reference.substr(0, reference.find("\n## gongwatch "));
    for (const std::string& flag : flags_of(help_of(command))) {
      EXPECT_THAT(page, HasSubstr(flag)) << words_of(command);
      EXPECT_THAT(section, HasSubstr("`" + flag + "`")) << words_of(command);
    }
  }
  EXPECT_THAT(page, Not(HasSubstr("\n'")));
}

TEST(Manual, ThePageIsInOrder) {
  if (run_command({"man", "--version"}).exit_code != 0) GTEST_SKIP() << "no man here";
  const TempDir dir;
  const std::string file = dir.write("gongwatch.1", generated("man")).string();
  testing_support::CommandOptions options;
  options.env = {{"MANROFFSEQ", ""}, {"MANWIDTH", "80"}, {"LC_ALL", "C.UTF-8"}};
  const auto shown = run_command({"man", "--warnings", "-l", file}, options);
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_EQ(shown.err, "");
  EXPECT_THAT(shown.out, HasSubstr("EXIT STATUS"));
  std::istringstream lines(shown.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(text::display_width(line), 80u) << line;
  EXPECT_THAT(shown.out, HasSubstr("\n       Example:\n"));
}

// What bash offers for the last of these words.
std::vector<std::string> offered(const std::vector<std::string>& typed) {
  const TempDir dir;
  const std::string script = dir.write("completion", generated("bash")).string();
  const std::string asks =
      "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _gongwatch; "
      "printf '%s\\n' \"${COMPREPLY[@]}\"";
  std::vector<std::string> command{"bash", "--norc", "-c", asks, "bash", script, "gongwatch"};
  command.insert(command.end(), typed.begin(), typed.end());
  const auto said = run_command(command);
  EXPECT_EQ(said.exit_code, 0) << said.err;
  EXPECT_EQ(said.err, "");
  std::vector<std::string> words;
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);) words.push_back(line);
  return words;
}

TEST(Completions, BashOffersEveryCommandAndFlag) {
  for (const auto& command : all_commands()) {
    std::vector<std::string> typed;
    for (const std::string& word : command) {
      typed.emplace_back();
      EXPECT_THAT(offered(typed), Contains(word));
      typed.back() = word;
    }
    typed.emplace_back("--");
    const auto flags = offered(typed);
    for (const std::string& flag : flags_of(help_of(command)))
      EXPECT_THAT(flags, Contains(flag)) << words_of(command);
    EXPECT_THAT(flags, Contains("--db"));
  }
}

TEST(Completions, BashOffersTheValuesOfAFlag) {
  EXPECT_THAT(offered({"list", "--board", ""}), ::testing::ElementsAre("main", "gem"));
  EXPECT_THAT(offered({"export", "--format", "a"}), ::testing::ElementsAre("atom"));
  EXPECT_THAT(offered({"list", "--st"}), ::testing::ElementsAre("--stage"));
}

TEST(Completions, ZshAndFishNameEveryCommandAndFlag) {
  const std::string zsh = generated("zsh"), fish = generated("fish");
  for (const auto& command : all_commands()) {
    std::string function = "\n_gongwatch";
    for (const std::string& word : command) function += "_" + word;
    EXPECT_THAT(zsh, HasSubstr(function + "() {\n"));
    EXPECT_THAT(fish, HasSubstr(" -a " + command.back() + " "));
    for (const std::string& flag : flags_of(help_of(command))) {
      EXPECT_THAT(zsh, HasSubstr("'*" + flag + "["));
      EXPECT_THAT(fish, HasSubstr(" -l " + flag.substr(2) + " "));
    }
  }
}

TEST(Completions, TheShellsThatAreHereReadThem) {
  const TempDir dir;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const std::string script = dir.write(shell, generated(shell)).string();
    const auto read = run_command({shell, "-n", script});
    if (read.exit_code == 127) continue;  // not here
    EXPECT_EQ(read.exit_code, 0) << shell << ": " << read.err;
    EXPECT_EQ(read.err, "") << shell;
  }
}

}  // namespace
}  // namespace gongwatch
