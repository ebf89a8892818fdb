// The configuration file (--config): global flags by name, and tables for those who read them.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace gongwatch::cli {

// TOML as it is, not CLI11's dialect. Global flags stand at the top ("db", "sources", …); the
// tables of others ([[notify]]) are passed over.
class TomlConfig : public CLI::Config {
 public:
  std::string to_config(const CLI::App*, bool, bool, std::string) const override { return {}; }
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;
};

// $GONGWATCH_CONFIG; else $XDG_CONFIG_HOME/gongwatch/config.toml, or under ~/.config, if it is
// there; else "".
std::string default_config();

}  // namespace gongwatch::cli
