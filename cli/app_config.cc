#include "cli/app_config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <istream>

#include "scheduler/source_toml.h"

namespace gongwatch::cli {
namespace {

constexpr std::size_t kMaxConfigBytes = 1u << 20;
constexpr auto kConfigKeys = std::to_array<std::string_view>(
    {"db", "sources", "format", "max-db-size", "verbose", "notify"});

[[noreturn]] void refuse(const std::string& reason) {
  throw CLI::ConfigError("configuration file: " + reason);
}

std::string read_all(std::istream& input) {
  std::string text;
  char buffer[4096];  // not all at once: a file has some lines
  while (input.read(buffer, sizeof buffer) || input.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(input.gcount()));
    if (text.size() > kMaxConfigBytes) refuse("larger than 1 MiB");
  }
  return text;
}

std::string value_of(const toml::node& node, const std::string& key) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  refuse("line " + std::to_string(node.source().begin.line) + ": " + key +
         ": must be a string, a whole number, true or false");
}

}  // namespace

std::vector<CLI::ConfigItem> TomlConfig::from_config(std::istream& input) const {
  std::vector<CLI::ConfigItem> flags;
  try {
    const toml::table root = toml::parse(read_all(input));
    for (const auto& [key, node] : root) {
      if (std::find(kConfigKeys.begin(), kConfigKeys.end(), key.str()) == kConfigKeys.end()) {
        const auto near = scheduler::nearest_word(key.str(), kConfigKeys);
        refuse("line " + std::to_string(key.source().begin.line) + ": unknown key " +
               std::string(key.str()) +
               (near.empty() ? "" : "; did you mean " + std::string(near) + "?"));
      }
      if (key.str() == "notify") continue;  // cli/told.h
      CLI::ConfigItem item;
      item.name = std::string(key.str());
      item.inputs = {value_of(node, item.name)};
      flags.push_back(std::move(item));
    }
  } catch (const toml::parse_error& error) {
    refuse("line " + std::to_string(error.source().begin.line) + ": " +
           std::string(error.description()));
  }
  return flags;
}

std::string default_config() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  // CLI11 reads the file before it looks at the environment.
  if (std::string named = variable("GONGWATCH_CONFIG"); !named.empty()) return named;
  std::string base = variable("XDG_CONFIG_HOME");
  if (base.empty()) base = variable("HOME") + "/.config";
  const std::string file = base + "/gongwatch/config.toml";
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) ? file : std::string();
}

}  // namespace gongwatch::cli
