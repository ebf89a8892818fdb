#include "fetcher/address_policy.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace gongwatch::fetcher {
namespace {

using Bytes4 = std::array<std::uint8_t, 4>;
using Bytes16 = std::array<std::uint8_t, 16>;

template <std::size_t N>
struct Block {
  std::array<std::uint8_t, N> prefix;
  unsigned bits;
  std::string_view why;
};

// IANA IPv4 Special-Purpose Address Registry (RFC 6890 and successors): what is not globally
// reachable.
constexpr std::array<Block<4>, 15> kBlocks4{{
    {{0, 0, 0, 0}, 32, "unspecified"},
    {{0, 0, 0, 0}, 8, "of this network"},
    {{10, 0, 0, 0}, 8, "private"},
    {{100, 64, 0, 0}, 10, "carrier-grade NAT"},
    {{127, 0, 0, 0}, 8, "loopback"},
    {{169, 254, 0, 0}, 16, "link-local"},
    {{172, 16, 0, 0}, 12, "private"},
    {{192, 0, 0, 0}, 24, "reserved"},
    {{192, 0, 2, 0}, 24, "for documentation"},
    {{192, 168, 0, 0}, 16, "private"},
    {{198, 18, 0, 0}, 15, "for benchmarks"},
    {{198, 51, 100, 0}, 24, "for documentation"},
    {{203, 0, 113, 0}, 24, "for documentation"},
    {{224, 0, 0, 0}, 4, "multicast"},
    {{240, 0, 0, 0}, 4, "reserved"},
}};

// The same for IPv6; everything outside 2000::/3 is refused anyway.
constexpr std::array<Block<16>, 9> kBlocks6{{
    {{}, 128, "unspecified"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback"},
    {{0xFC}, 7, "private"},
    {{0xFE, 0x80}, 10, "link-local"},
    {{0xFE, 0xC0}, 10, "site-local"},
    {{0xFF}, 8, "multicast"},
    {{0x20, 0x01, 0x0D, 0xB8}, 32, "for documentation"},
    {{0x3F, 0xFF}, 20, "for documentation"},
    {{0x20, 0x01, 0x00, 0x02, 0, 0}, 48, "for benchmarks"},
}};

template <std::size_t N>
bool within(const std::array<std::uint8_t, N>& address, const std::array<std::uint8_t, N>& prefix,
            unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(prefix.begin(), prefix.begin() + whole, address.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (address[whole] >> (8 - rest)) == (prefix[whole] >> (8 - rest));
}

template <std::size_t N, std::size_t Count>
std::string_view find_block(const std::array<std::uint8_t, N>& address,
                            const std::array<Block<N>, Count>& blocks) {
  for (const auto& block : blocks) {
    if (within(address, block.prefix, block.bits)) return block.why;
  }
  return {};
}

Bytes4 part(const Bytes16& address, std::size_t at) {
  return {address[at], address[at + 1], address[at + 2], address[at + 3]};
}

std::string_view judge(const Bytes4& address) { return find_block(address, kBlocks4); }

std::string_view judge(const Bytes16& address) {
  if (const auto why = find_block(address, kBlocks6); !why.empty()) return why;
  constexpr Bytes16 kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};  // RFC 4291 §2.5.5.2
  constexpr Bytes16 kNat64{0x00, 0x64, 0xFF, 0x9B};                     // RFC 6052 §2.1
  constexpr Bytes16 k6to4{0x20, 0x02};                                  // RFC 3056
  constexpr Bytes16 kTeredo{0x20, 0x01};                                // RFC 4380
  if (within(address, kMapped, 96) || within(address, kNat64, 96)) return judge(part(address, 12));
  if (within(address, k6to4, 16)) return judge(part(address, 2));
  if (within(address, kTeredo, 32)) return "reserved";
  constexpr Bytes16 kGlobalUnicast{0x20};
  return within(address, kGlobalUnicast, 3) ? std::string_view() : "reserved";
}

template <std::size_t N>
std::optional<RefusedAddress> verdict(int family, const std::array<std::uint8_t, N>& address) {
  const auto why = judge(address);
  if (why.empty()) return std::nullopt;
  char text[INET6_ADDRSTRLEN] = "";
  inet_ntop(family, address.data(), text, sizeof text);
  return RefusedAddress{text, why};
}

}  // namespace

std::optional<RefusedAddress> refuse_address(const sockaddr& address, socklen_t size) {
  // libcurl hands out a sockaddr inside a larger buffer; copying keeps aliasing and alignment
  // right.
  if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    Bytes4 bytes{};
    std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
    return verdict(AF_INET, bytes);
  }
  if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Bytes16 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return verdict(AF_INET6, bytes);
  }
  return RefusedAddress{"(unknown family)", "not an Internet address"};
}

std::optional<RefusedAddress> refuse_literal(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  const std::string text(host);
  if (Bytes4 bytes{}; inet_pton(AF_INET, text.c_str(), bytes.data()) == 1)
    return verdict(AF_INET, bytes);
  if (Bytes16 bytes{}; inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
    return verdict(AF_INET6, bytes);
  std::string_view name = host;
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  constexpr std::string_view kLocal = "localhost";
  const bool ends =
      name.size() >= kLocal.size() && name.substr(name.size() - kLocal.size()) == kLocal;
  if (ends && (name.size() == kLocal.size() || name[name.size() - kLocal.size() - 1] == '.')) {
    return RefusedAddress{text, "loopback"};
  }
  return std::nullopt;
}

}  // namespace gongwatch::fetcher
