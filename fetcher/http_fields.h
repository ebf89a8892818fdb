// Small readings of HTTP fields and codes.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwatch::fetcher {

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// The first field of that name; nothing if there is none.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

// Retry-After (RFC 9110 §10.2.3) in seconds from the answer's arrival, 0 to kMaxRetryAfter. A date
// is read relative to the answer's own Date field, as no clock is asked; 0 if there is none or it
// has passed. Nothing if absent or unreadable.
inline constexpr std::chrono::hours kMaxRetryAfter{24 * 30};
std::optional<std::chrono::seconds> retry_after_of(const Headers& headers);

// "HTTP 503 Service Unavailable"; "HTTP 599" for a code without a registered name.
std::string describe_status(int status);

// No control characters: safe as a header value (RFC 9110 §5.5).
bool is_field_value(std::string_view text);

}  // namespace gongwatch::fetcher
