// How long an answer says that it stays as it is (RFC 9111 §4.2), for a client of its own (a
// private cache). A hint for the next visit: nothing is ever served from here.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "fetcher/http_fields.h"
#include "model/time.h"

namespace gongwatch::fetcher {

inline constexpr std::chrono::hours kMaxFreshness{24 * 366};

// max-age, else Expires counted from Date, less Age; 0 for no-store, no-cache, Vary: * and for what
// cannot be read. Of several max-age the shortest counts. Nothing if the answer says nothing of it
// (no guess is made from Last-Modified), or has Expires without a Date to count from.
std::optional<std::chrono::seconds> fresh_for(const Headers& headers);

// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994" and
// nothing else (RFC 9110 §5.6.7).
std::optional<Instant> http_date_of(std::string_view text);

}  // namespace gongwatch::fetcher
