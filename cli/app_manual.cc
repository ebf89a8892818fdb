#include "cli/app_manual.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/context.h"
#include "cli/manual.h"

namespace gongwatch::cli {
namespace {

// "TEXT:{main,gem}" → main, gem.
std::vector<std::string> choices_of(const std::string& type) {
  std::vector<std::string> choices;
  const auto begin = type.find(":{");
  const auto end = type.find('}', begin);
  if (begin == std::string::npos || end == std::string::npos) return choices;
  for (auto at = begin + 2; at < end;) {
    const auto comma = std::min(type.find(',', at), end);
    choices.push_back(type.substr(at, comma - at));
    at = comma + 1;
  }
  return choices;
}

FlagText flag_of(const CLI::Option& option) {
  FlagText flag;
  flag.positional = option.get_positional();
  if (flag.positional) flag.names.push_back(option.get_name(true));
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  flag.takes_value = option.get_expected_min() != 0;
  flag.required = option.get_required();
  flag.choices = choices_of(option.get_type_name());
  flag.text = option.get_description();
  flag.environment = option.get_envname();
  return flag;
}

CommandText command_of(const CLI::App& app, std::vector<std::string> words) {
  CommandText command;
  command.words = std::move(words);
  command.text = app.get_description();
  command.example = app.get_footer();
  for (const CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    if (option != app.get_help_ptr()) command.flags.push_back(flag_of(*option));
  }
  for (const CLI::App* inner : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (inner->get_group().empty()) continue;  // hidden
    auto path = command.words;
    path.push_back(inner->get_name());
    command.inner.push_back(command_of(*inner, std::move(path)));
  }
  return command;
}

}  // namespace

void add_generate(CLI::App& app, std::string& what) {
  CLI::App* generate =
      app.add_subcommand("generate", "Manual page, reference and shell completions, for packagers");
  generate->add_option("what", what, "man, reference, bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"man", "reference", "bash", "zsh", "fish"}));
  generate->group("");
}

std::optional<int> dispatch_generate(const CLI::App& app, const std::string& what) {
  if (!app.got_subcommand("generate")) return std::nullopt;
  const CommandText program = command_of(app, {});
  if (what == "man") fmt::print("{}", manual_page(program, GONGWATCH_VERSION));
  if (what == "reference") fmt::print("{}", reference_markdown(program));
  if (what == "bash") fmt::print("{}", bash_completion(program));
  if (what == "zsh") fmt::print("{}", zsh_completion(program));
  if (what == "fish") fmt::print("{}", fish_completion(program));
  return kOk;
}

}  // namespace gongwatch::cli
