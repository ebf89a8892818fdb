#include "cli/day_flags.h"

#include <chrono>

namespace gongwatch::cli {

Result<std::optional<CivilDate>> day_flag(const std::string& written, const char* flag) {
  if (written.empty()) return std::optional<CivilDate>();
  const auto day = parse_iso_date(written);
  if (!day) return fail(ErrorKind::invalid_argument, day.error().message, flag);
  return std::optional(*day);
}

Result<Instant> moment_flag(const std::string& written, const char* flag, DayEdge edge) {
  if (const auto day = parse_iso_date(written)) {
    const Instant begin = start_of_hong_kong_day(*day);
    return edge == DayEdge::begin ? begin
                                  : begin + std::chrono::hours{24} - std::chrono::seconds{1};
  }
  const auto at = parse_iso_instant(written);
  if (at) return *at;
  return fail(ErrorKind::invalid_argument,
              "neither a day (YYYY-MM-DD) nor an ISO 8601 time: \"" + written + "\"", flag);
}

}  // namespace gongwatch::cli
