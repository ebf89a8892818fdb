// Figures for Prometheus' textfile collector.
#pragma once

#include <string>

#include "model/result.h"
#include "store/store.h"

namespace gongwatch::cli {

// Written under another name and renamed, so that no half of it is ever read. Nothing to do for an
// empty path.
Status write_metrics(const store::Store& store, const std::string& path);
std::string metrics_text(const store::Store::SqlAnswer& health,
                         const std::vector<AlarmRow>& alarms);

}  // namespace gongwatch::cli
