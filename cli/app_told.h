// The commands that carry what is known elsewhere: export, digest, notify, and whom a person
// follows. Beside app.cc, which is long.
#pragma once

#include <optional>
#include <string>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct ToldArguments {
  ExportArgs export_;
  NotifyArgs notify;
  DigestArgs digest;
  IssuerArgs follow;
  std::string generate;
};
void add_told(CLI::App& app, GlobalOptions& global, ToldArguments& all);
// --config; call before anything is parsed, and read its path afterwards.
void add_config(CLI::App& app);
std::string config_file_of(const CLI::App& app);
// Why this command cannot print in this format; empty if it can.
std::string wrong_format(const CLI::App& app, const std::string& format);
// The exit code, if it was one of these commands.
std::optional<int> dispatch_told(const CLI::App& app, const GlobalOptions& global,
                                 const ToldArguments& all);

}  // namespace gongwatch::cli
