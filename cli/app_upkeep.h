// The commands that look after the store: doctor, ingest, export, compact. Beside app.cc, which is
// long.
#pragma once

#include <optional>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct UpkeepArguments {
  DoctorArgs doctor;
  IngestArgs ingest;
  ExportArgs export_;
  CompactArgs compact;
};
void add_upkeep(CLI::App& app, UpkeepArguments& all);
// The exit code, if it was one of these commands.
std::optional<int> dispatch_upkeep(const CLI::App& app, const GlobalOptions& global,
                                   const UpkeepArguments& all);

}  // namespace gongwatch::cli
