// URLs: one canonical form, so that one article has one row.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::text {

inline constexpr std::size_t kMaxUrlBytes = 8192;

// The parts of an absolute http or https URL as the WHATWG URL standard reads it: scheme and host
// in lower case, dot segments resolved, characters that may not stand as they are percent-encoded
// (other percent-encoding is left as written).
struct UrlParts {
  std::string scheme;  // "http" or "https"
  std::string host;    // "www.example.com", "10.0.0.1" (whatever its spelling), "[::1]"; names in
                       // Unicode as "xn--…"
  std::optional<int> port;              // absent if it is the scheme's default
  std::string path = "/";               // starts with "/"
  std::optional<std::string> query;     // without "?"; "http://a/?" has an empty one
  std::optional<std::string> fragment;  // without "#"

  // The host, and ":port" unless it is the default: one string for one server.
  std::string host_and_port() const;
  // What a server is asked for: path and query.
  std::string path_and_query() const;
  // The whole URL again.
  std::string to_string() const;
};

// Absolute http or https URL → its parts. User info, other schemes and malformed URLs are errors
// (invalid_argument, with the URL as context); so are URLs longer than kMaxUrlBytes.
Result<UrlParts> parse_url(std::string_view url);

// Absolute http or https URL → canonical form: scheme and host in lower case, default port and
// fragment dropped, dot segments resolved, percent-encoding in upper case and unreserved characters
// decoded, tracking parameters (utm_*, fbclid, gclid, spm …) dropped, empty path → "/". User info,
// other schemes and malformed URLs are errors (invalid_argument).
Result<std::string> canonical_url(std::string_view url);

// A reference as written in a page → absolute URL (RFC 3986 §5 as WHATWG reads it, fragment kept),
// not canonicalised; errors as above.
Result<std::string> resolve_url(std::string_view base, std::string_view reference);

// "https://www1.hkexnews.hk:8443/a?b" → "www1.hkexnews.hk:8443" (lower case, default port dropped);
// empty if malformed.
std::string host_of(std::string_view url);

}  // namespace gongwatch::text
