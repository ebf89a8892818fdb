// The flags of `backfill`.
#pragma once

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace gongwatch::cli {

void add_backfill(CLI::App& app, BackfillArgs& args);

}  // namespace gongwatch::cli
