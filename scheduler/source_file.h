// One source file's table → a Source, every value checked.
#pragma once

#include <toml++/toml.h>

#include <string>

#include "model/result.h"
#include "scheduler/source_registry.h"

namespace gongwatch::scheduler {

// `file` names the source in errors; its stem must be the id.
Result<Source> read_source(const toml::table& root, const std::string& file);

}  // namespace gongwatch::scheduler
