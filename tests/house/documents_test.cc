// Documents are whole as Markdown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

namespace fs = std::filesystem;
using testing_support::kProgram;
using testing_support::read_whole_file;
using testing_support::run_command;

bool is_heading(const std::string& line) {
  const auto level = line.find_first_not_of('#');
  return level != 0 && level != std::string::npos && level <= 6 && line[level] == ' ';
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells(1);
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '|' && (i == 0 || row[i - 1] != '\\')) {
      cells.emplace_back();
    } else {
      cells.back() += row[i];
    }
  }
  return cells;
}

// What is wrong with it, a line each.
std::string faults(const std::string& document) {
  std::istringstream lines(document);
  std::string found;
  std::string before;
  bool fenced = false;
  std::size_t columns = 0;
  std::set<std::string> named;  // in the first column of this table
  int number = 0;
  const auto fault = [&](const std::string& what) {
    found += std::to_string(number) + ": " + what + "\n";
  };
  for (std::string line; std::getline(lines, line); before = line) {
    ++number;
    if (line.starts_with("```")) {
      fenced = !fenced;
      continue;
    }
    if (fenced) continue;
    const bool row = line.starts_with('|');
    const bool row_before = before.starts_with('|');
    if (is_heading(line) && !before.empty()) fault("no blank line before " + line);
    if (is_heading(before) && !line.empty()) fault("no blank line after " + before);
    if (row_before && !row && !line.empty()) fault("text in a table: " + line);
    if (!row) continue;
    const auto cells = cells_of(line);
    if (!row_before) {
      if (!before.empty()) fault("no blank line before a table");
      columns = cells.size();
      named.clear();
    } else if (cells.size() != columns) {
      fault("another number of columns: " + line);
    }
    if (cells[1].starts_with(" `") && !named.insert(cells[1]).second) fault("twice:" + cells[1]);
  }
  if (fenced) fault("a block is left open");
  return found;
}

std::string reference() { return run_command({kProgram, "generate", "reference"}).out; }

TEST(Documents, AreWholeAsMarkdown) {
  const fs::path checkout = GONGWATCH_CHECKOUT;
  std::vector<fs::path> files{checkout / "README.md", checkout / "CONTRIBUTING.md",
                              checkout / "CHANGELOG.md", checkout / "SECURITY.md"};
  for (const char* folder : {"docs", "bench"}) {
    for (const auto& entry : fs::recursive_directory_iterator(checkout / folder)) {
      if (entry.path().extension() == ".md") files.push_back(entry.path());
    }
  }
  ASSERT_GT(files.size(), 20u);
  for (const fs::path& file : files) EXPECT_EQ(faults(read_whole_file(file)), "") << file;
  EXPECT_EQ(faults(reference()), "");
}

TEST(Documents, FaultsAreSeen) {
  EXPECT_EQ(faults("# A\n\ntext\n## B\n\n"), "4: no blank line before ## B\n");
  EXPECT_EQ(faults("# A\ntext\n"), "2: no blank line after # A\n");
  EXPECT_EQ(faults("| f | m |\n|---|---|\n| `--config F` | a |\n| `--db` | b |\n| `--config F` | c "
                   "|\n"),
            "5: twice: `--config F` \n");
  EXPECT_EQ(faults("| a | b |\n|---|---|\n| c |\n"), "3: another number of columns: | c |\n");
  EXPECT_EQ(faults("```sh\n# no heading\n| a |\n"), "3: a block is left open\n");
}

}  // namespace
}  // namespace gongwatch
