// The commands that look after the store or fill it by hand: fetch, doctor, ingest,
// compact. Beside app.cc, which is long.
#pragma once

#include <optional>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

struct UpkeepArguments {
  FetchArgs fetch;
  DoctorArgs doctor;
  IngestArgs ingest;
  CompactArgs compact;
};
void add_upkeep(CLI::App& app, UpkeepArguments& all);
// The exit code, if it was one of these commands.
std::optional<int> dispatch_upkeep(const CLI::App& app, const GlobalOptions& global,
                                   const UpkeepArguments& all);

}  // namespace gongwatch::cli
