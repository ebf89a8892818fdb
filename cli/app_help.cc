#include "cli/app_help.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "scheduler/source_toml.h"

namespace gongwatch::cli {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kNames = 24;  // the column of names

// Lines of words that fit beside the names; CLI11 indents what follows a line's end.
std::string wrapped(const std::string& text) {
  std::istringstream words(text);
  std::string out;
  std::size_t column = 0;
  for (std::string word; words >> word;) {
    const bool fits = column + 1 + word.size() < kColumns - kNames;
    if (!out.empty()) out += fits ? ' ' : '\n';
    column = out.empty() || !fits ? word.size() : column + 1 + word.size();
    out += word;
  }
  return out;
}

class HelpFormat : public CLI::Formatter {
 public:
  HelpFormat() { column_width(kNames); }

  // A list of choices stands in the description, where it can be wrapped.
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string opts = CLI::Formatter::make_option_opts(option);
    const auto open = opts.find(":{");
    const auto close = opts.find('}', open);
    if (close != std::string::npos) opts.erase(open, close + 1 - open);
    return opts;
  }
  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string opts = CLI::Formatter::make_option_opts(option);
    const auto open = opts.find(":{");
    const auto close = opts.find('}', open);
    std::string choices;
    for (std::size_t i = open; close != std::string::npos && i + 2 < close; ++i)
      choices += opts[i + 2] == ',' ? std::string(", ") : std::string(1, opts[i + 2]);
    return wrapped(CLI::Formatter::make_option_desc(option) +
                   (choices.empty() ? "" : ": " + choices));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream out;
    CLI::detail::format_help(out, command->get_display_name(true),
                             wrapped(command->get_description()), kNames);
    return out.str();
  }
};

}  // namespace

std::string unknown_command(const CLI::App& app) {
  constexpr std::size_t kLongest = 40;
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  const auto commands = at->get_subcommands([](const CLI::App*) { return true; });
  const auto rest = app.remaining(true);
  const auto word = std::find_if(rest.begin(), rest.end(), [](const std::string& one) {
    return !one.empty() && one.front() != '-';
  });
  if (commands.empty() || word == rest.end()) return {};
  std::vector<std::string_view> names;
  for (const CLI::App* command : commands) names.push_back(command->get_name());
  const std::string typed = word->substr(0, kLongest);
  const std::string_view near = scheduler::nearest_word(typed, names);
  const std::string before = at == &app ? "" : at->get_name() + " ";
  std::string said = "no command is called \"" + before + typed + "\"; ";
  if (!near.empty()) said += "did you mean \"" + before + std::string(near) + "\"? ";
  return said + "gongwatch " + before + "--help lists them";
}

std::shared_ptr<CLI::FormatterBase> help_format() { return std::make_shared<HelpFormat>(); }

}  // namespace gongwatch::cli
