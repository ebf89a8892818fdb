// The program's own description, as CLI11 holds it, turned into a manual page, a reference and
// shell completions. Pure: text in, text out.
#pragma once

#include <string>
#include <vector>

namespace gongwatch::cli {

struct FlagText {
  std::vector<std::string> names;  // "--format", "-v"; of a positional argument its name
  bool positional = false;
  bool takes_value = false;
  bool required = false;
  std::vector<std::string> choices;  // its values, if they are few
  std::string text, environment;
};

struct CommandText {
  std::vector<std::string> words;  // {"issuer", "merge"}; empty: the program itself
  std::string text;
  std::string example;          // its footer
  std::vector<FlagText> flags;  // its own, without the global ones and --help
  std::vector<CommandText> inner;
};

std::string manual_page(const CommandText& program, const std::string& version);
std::string reference_markdown(const CommandText& program);
std::string bash_completion(const CommandText& program);
std::string zsh_completion(const CommandText& program);
std::string fish_completion(const CommandText& program);

}  // namespace gongwatch::cli
