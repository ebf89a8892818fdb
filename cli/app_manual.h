// `gongwatch generate` (hidden: for packagers): what CLI11 knows of the commands, as text.
#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace gongwatch::cli {

void add_generate(CLI::App& app, std::string& what);
// The exit code, if it was this command.
std::optional<int> dispatch_generate(const CLI::App& app, const std::string& what);

}  // namespace gongwatch::cli
