#include "cli/app_help.h"

#include <CLI/CLI.hpp>
#include <sstream>
#include <string>

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

std::shared_ptr<CLI::FormatterBase> help_format() { return std::make_shared<HelpFormat>(); }

}  // namespace gongwatch::cli
