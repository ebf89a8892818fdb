// Whether a source is well: what happened to it in this tick, beside what the store holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/rows.h"
#include "scheduler/calendar.h"
#include "scheduler/source_registry.h"
#include "store/store.h"

namespace gongwatch::scheduler {

// One thing that is wrong; docs/design/0007-scheduling.md lists the kinds.
struct Trouble {
  std::string_view kind;
  std::string message;
  std::string url;  // canonical; "" if it is no single page's
  std::optional<CaptureId> capture_id;
};

// The kind of a failed page: zero-yield, blocked, drift or failing. `has_bytes`: something was
// answered and kept.
std::string_view kind_of_trouble(const Error& error, int http_status, bool has_bytes);

// What the newest articles lack that those before them had; nothing if all is well.
std::optional<std::string> drift_of(const FieldFill& newest, const FieldFill& before);

// Nothing new for too long; `news` newest first. Days without trading do not count.
std::optional<std::string> staleness_of(const std::vector<Instant>& news, Instant now,
                                        const TradingCalendar& calendar);

// Of one source that was asked in this tick: begins episodes and ends those that are over, each
// told by its row.
Result<std::vector<AlarmRow>> settle_alarms(const Source& source, std::vector<Trouble> troubles,
                                            store::Store& store, Instant now,
                                            const TradingCalendar& calendar);

}  // namespace gongwatch::scheduler
