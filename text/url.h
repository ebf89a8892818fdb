// URLs: one canonical form, so that one article has one row.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::text {

// Absolute http or https URL → canonical form: scheme and host in lower case, default port and
// fragment dropped, dot segments resolved, percent-encoding in upper case and unreserved characters
// decoded, tracking parameters (utm_*, fbclid, gclid, spm …) dropped, empty path → "/". User info,
// other schemes and malformed URLs are errors (invalid_argument).
Result<std::string> canonical_url(std::string_view url);

// A reference as written in a page → absolute URL (RFC 3986 §5), not canonicalised; errors as
// above.
Result<std::string> resolve_url(std::string_view base, std::string_view reference);

// "https://www1.hkexnews.hk:8443/a?b" → "www1.hkexnews.hk:8443" (lower case, default port dropped);
// empty if malformed.
std::string host_of(std::string_view url);

}  // namespace gongwatch::text
