#include <fmt/core.h>

#include "cli/commands.h"

namespace gongwatch::cli {
namespace {

std::string interval(std::chrono::seconds every) {
  if (every.count() % 86400 == 0) return fmt::format("{}d", every.count() / 86400);
  if (every.count() % 3600 == 0) return fmt::format("{}h", every.count() / 3600);
  if (every.count() % 60 == 0) return fmt::format("{}m", every.count() / 60);
  return fmt::format("{}s", every.count());
}

}  // namespace

int source_list_command(const GlobalOptions& global) {
  const auto sources = scheduler::load_sources(global.sources);
  if (!sources) {
    report(sources.error());
    return kUsage;
  }
  render::Table table{{"id", "kind", "every", "enabled", "url"}, {}};
  for (const scheduler::Source& source : *sources) {
    table.rows.push_back({source.id, std::string(scheduler::name_of(source.kind)),
                          interval(source.every), source.enabled ? "yes" : "no",
                          source.urls.empty() ? "" : source.urls.front()});
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  return kOk;
}

int source_check_command(const GlobalOptions& global, const std::vector<std::string>& files) {
  if (files.empty()) {
    const auto sources = scheduler::load_sources(global.sources);
    if (!sources) {
      report(sources.error());
      return kUsage;
    }
    fmt::print("{}: {} sources, all in order\n", global.sources, sources->size());
    return kOk;
  }
  int result = kOk;
  for (const std::string& file : files) {
    const auto source = scheduler::load_source(file);
    if (source) {
      fmt::print("{}: in order ({})\n", file, scheduler::name_of(source->kind));
    } else {
      report(source.error());
      result = kUsage;
    }
  }
  return result;
}

}  // namespace gongwatch::cli
