// The host of a URL as the WHATWG URL standard reads it; names in Unicode become ASCII (UTS 46, as
// libidn2 has it, which libcurl asks too).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::text {

// "WWW.Example.com" → "www.example.com", "0x7f.1" → "127.0.0.1", "[0:0::1]" → "[::1]",
// "披露易.hk" → "xn--…"; nothing for
// what is no host.
std::optional<std::string> parse_host(std::string_view written);

}  // namespace gongwatch::text
