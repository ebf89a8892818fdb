// Who is told of changes, as the configuration file says.
#pragma once

#include <vector>

#include "cli/context.h"
#include "model/clock.h"
#include "scheduler/notify_config.h"

namespace gongwatch::cli {

// The [[notify]] of the configuration file; none without a file.
Result<std::vector<scheduler::NotifyTarget>> notify_targets(const GlobalOptions& global);

// At the end of a run: tells them, at most for some seconds. Trouble with a target is one line when
// it begins, and never the run's.
void tell_after_run(const std::vector<scheduler::NotifyTarget>& targets, store::Store& store,
                    const Clock& clock);

}  // namespace gongwatch::cli
