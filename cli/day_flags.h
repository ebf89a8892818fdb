// Days and moments as flags give them.
#pragma once

#include <optional>
#include <string>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::cli {

// YYYY-MM-DD; nothing for an empty value. Errors name the flag.
Result<std::optional<CivilDate>> day_flag(const std::string& written, const char* flag);

// An ISO 8601 time, or the edge of a day in Hong Kong.
enum class DayEdge { begin, end };
Result<Instant> moment_flag(const std::string& written, const char* flag, DayEdge edge);

}  // namespace gongwatch::cli
