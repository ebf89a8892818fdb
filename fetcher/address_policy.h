// Which addresses are part of the public Internet. A page must not make us talk to the machines
// around us.
#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::fetcher {

struct RefusedAddress {
  std::string address;   // "10.0.0.1", "fe80::1"
  std::string_view why;  // "private", "loopback", "link-local" …
};

// The reason why an address is not public, if it is not (IANA special-purpose registries for IPv4
// and IPv6; an IPv4 address inside IPv6 (mapped, NAT64, 6to4, Teredo) is judged as what it holds).
// Families other than IPv4 and IPv6 are refused.
std::optional<RefusedAddress> refuse_address(const sockaddr& address, socklen_t size);

// The same for the host of a URL (text::UrlParts::host) or an address in text form; nothing for
// names, except those that mean this machine ("localhost", "x.localhost").
std::optional<RefusedAddress> refuse_literal(std::string_view host);

}  // namespace gongwatch::fetcher
