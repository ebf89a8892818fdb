// What --help says of every command.
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace gongwatch::house {

inline const std::string kCheckout = GONGWATCH_CHECKOUT;
inline const std::string kGongwatch = std::string(GONGWATCH_BUILD) + "/cli/gongwatch";

// The names under "Subcommands:" of a help text.
inline std::vector<std::string> subcommands(const std::string& help) {
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

inline std::string help_of(std::vector<std::string> command) {
  command.insert(command.begin(), kGongwatch);
  command.emplace_back("--help");
  const auto result = testing_support::run_command(command);
  EXPECT_EQ(result.exit_code, 0);
  return result.out;
}

inline std::vector<std::vector<std::string>> all_commands() {
  std::vector<std::vector<std::string>> leaves;
  for (const std::string& name : subcommands(help_of({}))) {
    const auto inner = subcommands(help_of({name}));
    if (inner.empty()) leaves.push_back({name});
    for (const std::string& deeper : inner) leaves.push_back({name, deeper});
  }
  return leaves;
}

// The long flags of a help text, but for --help.
inline std::vector<std::string> flags_of(const std::string& help) {
  std::vector<std::string> flags;
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) {
    const auto flag = line.find("--");
    if (line.compare(0, 2, "  ") != 0 || flag == std::string::npos || flag > 6) continue;
    const std::string name = line.substr(flag, line.find_first_of(" ,:", flag) - flag);
    if (name != "--help") flags.push_back(name);
  }
  return flags;
}

}  // namespace gongwatch::house
