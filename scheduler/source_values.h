// The small grammars of a source file's values.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"

namespace gongwatch::scheduler {

// 1 to 64 lower-case letters, digits and dashes.
bool is_source_id(std::string_view id);
// tag, .class, #id and their combinations: what parser::SourceHints can hold.
bool is_selector(std::string_view selector);
// Minutes east of UTC of "Asia/Hong_Kong", "Asia/Shanghai", "Asia/Singapore" (none has daylight
// saving), "UTC", "+08:00".
std::optional<std::chrono::minutes> offset_of_timezone(std::string_view zone);

// The address with "{today}" and "{days_ago:N}" (0 to 999) replaced by that Hong Kong day,
// YYYYMMDD; other braces stay.
std::string with_days(std::string_view url, Instant now);

// "500ms", "30s", "5m", "6h", "1d".
std::optional<std::chrono::milliseconds> duration_of(std::string_view text);

}  // namespace gongwatch::scheduler
