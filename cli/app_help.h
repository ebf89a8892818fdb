// How --help is laid out: descriptions are wrapped, so that 80 columns hold them.
#pragma once

#include <memory>
#include <string>

namespace CLI {
class App;
class FormatterBase;
}  // namespace CLI

namespace gongwatch::cli {

std::shared_ptr<CLI::FormatterBase> help_format();

// What to say of a word that stands where a command belongs and is none, with the nearest command;
// empty if the command line has no such word.
std::string unknown_command(const CLI::App& app);

}  // namespace gongwatch::cli
